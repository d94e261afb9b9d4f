import flask
import yaml

app = flask.Flask(yaml.__name__)
