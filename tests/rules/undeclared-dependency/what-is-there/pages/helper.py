import requests
from IPython.display import display


def show(url):
    display(requests.get(url, timeout=5).text)
