import boto3.session
