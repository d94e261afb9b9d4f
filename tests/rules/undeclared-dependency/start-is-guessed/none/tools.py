import flask
import orjson  # a file that is called like a helper

print(flask, orjson)
