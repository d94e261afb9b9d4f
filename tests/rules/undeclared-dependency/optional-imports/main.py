import contextlib
import importlib.util
import sys
from typing import TYPE_CHECKING

import flask

if TYPE_CHECKING:
    import pandas

try:
    import orjson
except ImportError:
    orjson = None

try:
    import ujson as json
except ModuleNotFoundError:
    import json

with contextlib.suppress(ImportError):
    import uvloop

if importlib.util.find_spec("redis"):
    import redis

if sys.version_info < (3, 11):
    import tomli as tomllib
else:
    import tomllib

try:
    import plugin
except ImportError:
    plugin = None
