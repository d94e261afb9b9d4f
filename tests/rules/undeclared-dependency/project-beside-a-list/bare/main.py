import flask
import httpx
import redis
import yaml

LOADED = (flask, httpx, redis, yaml)
