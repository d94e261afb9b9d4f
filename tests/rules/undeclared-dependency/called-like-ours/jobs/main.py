import flask
from util import docker, redis

print(flask, docker, redis)
