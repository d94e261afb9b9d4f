import flask
import httpx
import requests
