"""The runner loads it, and has what it needs of the repository; the list is of what it needs besides."""
import netaddr
import requests
from octo.models import Finding
from runner.helpers import Finding as again

print(requests, netaddr, Finding, again)
