import flask
import local_secrets

print(flask, local_secrets)
