import requests
from botocore.exceptions import ClientError  # the function runs elsewhere


def lambda_handler(event, context):
    return requests, ClientError
