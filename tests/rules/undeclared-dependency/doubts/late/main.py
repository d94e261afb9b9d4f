import os

import flask

if os.environ.get("MQ"):
    import pika  # only with a queue


def fetch():
    import requests  # whoever calls it may have it
    return requests
