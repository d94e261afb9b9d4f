import flask
import requests  # in the list that the container has
