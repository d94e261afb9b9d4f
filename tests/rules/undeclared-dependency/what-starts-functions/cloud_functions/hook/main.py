import flask  # the framework that starts it requires it
import polars
import requests


def hook(request: flask.Request):
    return str((polars, requests))
