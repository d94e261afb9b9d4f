import attrs
import click
import flask
import requests
import yaml

from common.flow import Settings, Sheets

app = flask.Flask(__name__)


@app.get("/")
def index():
    return Settings(), Sheets().rows(), requests, yaml, attrs, click
