import flask
import orjson  # whatever is started comes here

print(flask, orjson)
