import requests

from shared.clients import documents

print(requests, documents)
