import flask
import common
