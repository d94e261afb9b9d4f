from app import db
from common import clock
