import requests  # nobody knows whether it is loaded
