import json.decoder
import numpy.linalg
import shared.zones.europe
import shared.typed
from shared import nothing_of_that_name
