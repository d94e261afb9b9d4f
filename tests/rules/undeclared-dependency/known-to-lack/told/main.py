import flask

app = flask.Flask(__name__)


def validate(schema):
    try:
        import marshmallow
    except ImportError as error:
        raise RuntimeError(
            "Schemas need marshmallow: pip install marshmallow") from error

    return marshmallow.Schema.from_dict(schema)
