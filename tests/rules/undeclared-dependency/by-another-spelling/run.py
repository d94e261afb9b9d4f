import redis
from flask import Flask
from prometheus_client import start_http_server

from site_.prometheus_client import Visits

app = Flask(__name__)
start_http_server(Visits(), redis.Redis())
