import flask
import stripe  # house-kit of api/requirements.txt may bring it

print(flask, stripe)
