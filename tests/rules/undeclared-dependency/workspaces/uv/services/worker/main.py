import flask
import httpx
