import flask

from common.tracing import Tracer

app = flask.Flask(__name__)


@app.get("/")
def index():
    return Tracer(3)
