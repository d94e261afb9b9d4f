import flask
import orjson
import psutil
import requests
import yaml

print(flask, orjson, psutil, requests, yaml)
