import dotenv
from shared import log
