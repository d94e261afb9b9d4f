import httpx
import redis
import requests
import uvloop
import win32api
