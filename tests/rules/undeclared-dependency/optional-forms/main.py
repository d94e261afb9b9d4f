import importlib
import importlib.util as util
import typing as t
from contextlib import suppress as ignoring
from importlib.util import find_spec

import flask

if t.TYPE_CHECKING:
    import pandas

try:
    import orjson
    import ormsgpack
except (ImportError, OSError):
    orjson = ormsgpack = None
else:
    import orjson_extra

try:
    import ujson
except Exception:
    ujson = None

try:
    import lxml.etree
except:
    pass

try:
    from google.cloud import storage
except ImportError:
    storage = None

try:
    import rapidjson as json
except ImportError:
    try:
        import simplejson as json
    except ImportError:
        import json

HAVE_REDIS = find_spec("redis") is not None
if HAVE_REDIS:
    import redis
    import redis.asyncio

if util.find_spec("newrelic"):
    import newrelic.agent

with ignoring(ModuleNotFoundError):
    import uvloop

try:
    yaml = importlib.import_module("yaml")
except ImportError:
    yaml = None


def frame(rows):
    try:
        import polars
    except ImportError:
        return rows
    return polars.DataFrame(rows)


class Codec:
    try:
        import msgpack
    except ImportError:
        msgpack = None
