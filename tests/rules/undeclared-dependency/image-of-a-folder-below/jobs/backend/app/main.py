import flask
import orjson  # the Dockerfile above installs it
import pypdf  # nothing does

from app import store

print(flask, orjson, pypdf, store)
