import debugpy
import flask
