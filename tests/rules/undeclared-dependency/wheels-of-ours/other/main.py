import requests
import scoring_native

print(requests, scoring_native)
