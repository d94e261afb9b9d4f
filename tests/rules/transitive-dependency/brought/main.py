import flask
from google.api_core import retry
from google.cloud import storage
from werkzeug.exceptions import NotFound
