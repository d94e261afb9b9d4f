import dotenv
import flask
import httpx
import validators
from cachetools import TTLCache

dotenv.load_dotenv()
seen = TTLCache(100, 60)
print(flask, httpx, validators)
