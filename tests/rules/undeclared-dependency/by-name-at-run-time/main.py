import importlib

import flask

redis = importlib.import_module("redis")
other = importlib.import_module(flask.request.args["plugin"])
