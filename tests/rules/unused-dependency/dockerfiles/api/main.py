import flask
import requests

app = flask.Flask(__name__)
