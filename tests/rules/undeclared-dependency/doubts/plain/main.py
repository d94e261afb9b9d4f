import flask
import requests  # missing
