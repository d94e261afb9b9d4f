import requests
from django.db import models
from PIL import Image
from redis import Redis

print(requests, models, Image, Redis)
