import flask

from common import whole
from common.plugin import NAMES

print(flask, whole, NAMES)
