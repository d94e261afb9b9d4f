import flask
import freezegun
import functions_framework


@functions_framework.http
def send(request):
    return flask.jsonify(str(freezegun))
