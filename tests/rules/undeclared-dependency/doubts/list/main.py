import requests  # the list is of something else
