import flask
import freezegun
