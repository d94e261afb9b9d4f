import flask
import billing
import jwt
