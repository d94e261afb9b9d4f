import boto3
from botocore.exceptions import ClientError
from celery import Celery
from kombu import Queue

print(boto3, ClientError, Celery, Queue)
