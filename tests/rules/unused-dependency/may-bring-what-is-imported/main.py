import flask
import skweak
import yaml
