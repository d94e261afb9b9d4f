import boto3
import jinja2
import requests


def handle(record):
    return boto3, jinja2, requests, record
