import flask
import httpx
import redis
import requests
import yaml

LOADED = (flask, httpx, redis, requests, yaml)
