import boto3
import toolbox_core.net
import requests
