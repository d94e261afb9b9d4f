import requests.adapters
from requests import get, post
