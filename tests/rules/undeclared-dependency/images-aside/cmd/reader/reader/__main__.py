import lz4
import redis
import requests

import common
