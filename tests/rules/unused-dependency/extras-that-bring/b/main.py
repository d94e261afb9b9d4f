import bcrypt
import flask
