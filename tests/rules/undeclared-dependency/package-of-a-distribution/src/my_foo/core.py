import click
import httpx
import requests
import yarl

fetch = requests.get, click, httpx, yarl
