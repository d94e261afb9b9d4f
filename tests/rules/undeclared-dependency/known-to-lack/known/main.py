import flask

app = flask.Flask(__name__)


def validate(schema):
    import marshmallow  # ty: ignore[unresolved-import]

    return marshmallow.Schema.from_dict(schema)
