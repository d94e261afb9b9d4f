import flask
import house_kit
import stripe  # house-kit may bring it
