import flask
import made_names

print(flask, made_names)
