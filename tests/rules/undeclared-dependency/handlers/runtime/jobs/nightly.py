import requests
import yaml


def run(event, context):
    return yaml.safe_load(requests.get(event["url"]).text)
