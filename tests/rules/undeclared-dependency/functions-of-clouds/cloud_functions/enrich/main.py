import functions_framework
import requests
import yaml
from google.cloud import bigquery, logging

TOOLS = (yaml, requests, bigquery, logging)
_clients = None


def clients():
    global _clients
    if _clients is None:
        from shared import all as found

        _clients = found
    return _clients


@functions_framework.http
def enrich(request):
    return clients().documents.firestore.Client().project
