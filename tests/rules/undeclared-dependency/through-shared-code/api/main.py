import flask

from shared import store
