import flask

import batches
from common import frames

app = flask.Flask(__name__)
print(batches, frames)
