"""In the image, and never loaded there."""
import requests

print(requests)
