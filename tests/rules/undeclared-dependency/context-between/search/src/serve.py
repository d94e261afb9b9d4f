import flask
import gunicorn
import requests
