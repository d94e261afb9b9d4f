import flask
import hostlib
import requests  # comes with its host
