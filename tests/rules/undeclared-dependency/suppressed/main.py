import flask
import requests  # shoring: ignore[undeclared-dependency]
