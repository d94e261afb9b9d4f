import requests.adapters
from google.cloud import storage
from google.cloud.storage import Client
import socket
import requests_toolbelt
from adapters import s3
