import azure.functions as func
import requests
from core import texts


def main(req: func.HttpRequest):
    return texts.load(requests.get("https://example.org").text)
