import redis
import requests
from flask import request


def main():
    return requests.get(redis.Redis().get(request.path)).text
