import flask
import freezegun
import gunicorn
