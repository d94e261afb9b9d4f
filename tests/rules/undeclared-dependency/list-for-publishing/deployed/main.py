import flask
import jinja2
import requests
import rich

LOADED = (flask, jinja2, requests, rich)
