import flask
import requests
import yaml

from common.kit import DiskStore

app = flask.Flask(__name__)


@app.get("/")
def index():
    return DiskStore(), requests, yaml
