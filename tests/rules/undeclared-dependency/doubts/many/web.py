import flask
import core
