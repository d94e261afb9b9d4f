import flask
import core_models

print(flask, core_models)
