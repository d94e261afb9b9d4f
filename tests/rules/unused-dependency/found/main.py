"""What xmltodict was for is gone."""
import requests

# import xmltodict
print(requests.get("https://example.org/xmltodict/", timeout=5))
