import requests

Finding = requests
