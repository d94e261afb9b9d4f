import boto3
import requests


def lambda_handler(event, context):
    return boto3, requests
