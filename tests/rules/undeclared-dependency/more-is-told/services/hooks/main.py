import flask
import redis

print(flask, redis)
