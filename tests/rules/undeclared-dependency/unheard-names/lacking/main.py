import flask
import quuxlib.client

print(flask, quuxlib.client)
