import common
import flask
import httpx
