import flask

app = flask.Flask(__name__)


def has_schemas():
    try:
        import marshmallow  # noqa: F401
    except ImportError:
        return False
    return True


def validate(schema):
    if not has_schemas():
        return None

    def load():
        from marshmallow import Schema

        return Schema.from_dict(schema)

    return load()
