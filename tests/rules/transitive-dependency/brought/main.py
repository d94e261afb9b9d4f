import flask
from google.api_core import retry
from google.cloud import storage
from werkzeug.exceptions import NotFound
from gotrue.errors import AuthApiError
import supabase
