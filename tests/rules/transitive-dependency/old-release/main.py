import boto3
import flask
import yaml
from werkzeug.exceptions import NotFound
