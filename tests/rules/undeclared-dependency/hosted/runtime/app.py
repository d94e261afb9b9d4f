import boto3
from dateutil.relativedelta import relativedelta  # boto3 requires it, and is there
import urllib3


def lambda_handler(event, context):
    return boto3, relativedelta, urllib3
