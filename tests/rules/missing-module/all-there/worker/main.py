import json

import requests
import shared.clock
from shared import clock, retries
from worker import steps
