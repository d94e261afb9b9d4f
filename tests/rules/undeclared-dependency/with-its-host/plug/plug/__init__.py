import orjson
from app import names

NAME = orjson.dumps(names.NAMES)
