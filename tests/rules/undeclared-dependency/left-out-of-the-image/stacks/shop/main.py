import flask
import orjson  # the image has this file

from routes import cart

print(flask, orjson, cart)
