import functions_framework
import requests
import yaml
from google.cloud import bigquery, logging

from shared.all import documents
from shared.clients import gauge

TOOLS = (yaml, requests, bigquery, logging, gauge)


@functions_framework.http
def export(request):
    return documents.firestore.Client().project
