import sys

import flask

sys.modules["plover"] = flask
import plover

print(plover)
