import flask
import httpx
import kit
