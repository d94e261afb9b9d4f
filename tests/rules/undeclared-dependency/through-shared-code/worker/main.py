import flask

from shared.alerts import store
