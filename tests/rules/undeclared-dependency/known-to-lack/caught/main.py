import flask

app = flask.Flask(__name__)


@app.route("/train")
def train():
    try:
        import marshmallow
        return marshmallow.__version__
    except Exception:
        return "no"


@app.route("/validate")
def validate():
    import marshmallow
    return marshmallow.Schema.from_dict(flask.request.json)
