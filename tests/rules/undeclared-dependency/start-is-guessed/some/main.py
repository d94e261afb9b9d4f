import flask
import orjson  # nobody may start this

print(flask, orjson)
