"""No function of AWS has three parameters."""
import boto3
import requests


def handler(event: dict[str, str], context, more):
    return boto3, requests
