import pandas
import pydantic
import requests

LOADED = (pandas, pydantic, requests)
