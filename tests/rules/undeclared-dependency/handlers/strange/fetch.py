import requests
import yaml


def call(event, context):
    return yaml.safe_load(requests.get(event["url"]).text)
