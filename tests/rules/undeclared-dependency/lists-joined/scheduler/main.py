import apscheduler
import dotenv
import redis

from shared import client
