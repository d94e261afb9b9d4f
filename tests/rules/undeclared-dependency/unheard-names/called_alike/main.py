import flask
import frobnicate

print(flask, frobnicate)
