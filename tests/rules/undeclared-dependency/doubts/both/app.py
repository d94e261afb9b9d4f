import core
import flask
