import requests
import flask
import helper
