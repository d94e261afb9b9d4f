import psutil
import pydub
import tabulate
import urllib3  # boto3 requires it, which the image has


def handler(event, context):
    return str((psutil, pydub, tabulate, urllib3))
