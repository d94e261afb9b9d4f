import flask
import plughlib
import rich

print(flask, plughlib, rich)
