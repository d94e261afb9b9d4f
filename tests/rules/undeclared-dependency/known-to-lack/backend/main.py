import flask

app = flask.Flask(__name__)


def validate(schema):
    try:
        from marshmallow import Schema
    except ImportError as error:
        raise flask.abort(501) from error

    return Schema.from_dict(schema)
