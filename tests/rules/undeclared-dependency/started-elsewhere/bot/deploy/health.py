import requests

requests.get("http://localhost")
