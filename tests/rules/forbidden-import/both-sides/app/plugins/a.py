from app.plugins import b
from app import core
from tools import helper
