import flask
import requests

app = flask.Flask(__name__)
print(requests.__name__)
