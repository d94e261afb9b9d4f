import flask

app = flask.Flask(__name__)


def validate(schema):
    try:
        from marshmallow import Schema
        from marshmallow.fields import Str
    except ImportError:
        flask.abort(501, "marshmallow is not installed")
        raise

    return Schema.from_dict(schema), Str
