import requests

from shared.all import documents

print(requests, documents)
