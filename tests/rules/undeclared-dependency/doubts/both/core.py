import requests  # missing, whatever is started
