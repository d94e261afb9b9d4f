import flask

app = flask.Flask(__name__)


def validate(schema):
    import marshmallow

    return marshmallow.Schema.from_dict(schema)
