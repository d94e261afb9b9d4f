import flask
from werkzeug.exceptions import NotFound
