import flask
import gudevlib

print(flask, gudevlib)
