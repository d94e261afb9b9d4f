import boto3
import jinja2
import requests


def send(text):
    return boto3, jinja2, requests, text
