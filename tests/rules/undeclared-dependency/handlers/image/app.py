import boto3
import requests
import yaml


def handler(event, context):
    return yaml.safe_load(requests.get(event["url"]).text), boto3.client("s3")
