import sys

sys.path.insert(0, "..")
import config
import requests

print(config, requests)
