import flask

app = flask.Flask(__name__)


def validate(schema):
    import marshmallow  # type: ignore  # optional dependency

    return marshmallow.Schema.from_dict(schema)
