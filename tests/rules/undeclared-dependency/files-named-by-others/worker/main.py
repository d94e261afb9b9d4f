import celery
import requests
