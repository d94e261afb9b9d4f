import flask
import werkzeug
import httpx
