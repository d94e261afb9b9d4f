import flask
import werkzeug
import jinja2
