import httpx
import requests
