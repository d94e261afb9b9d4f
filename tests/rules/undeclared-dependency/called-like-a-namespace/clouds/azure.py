import requests

KIND = requests
