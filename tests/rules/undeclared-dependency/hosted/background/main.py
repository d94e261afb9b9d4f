import requests
from google.cloud.functions.context import Context  # of functions-framework


def on_message(event, context: Context):
    return requests
