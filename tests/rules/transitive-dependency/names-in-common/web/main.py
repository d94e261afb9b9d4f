import backoff
import fastapi
import requests
import requests_oauthlib
import sse_starlette
from pydantic_core import PydanticCustomError
from starlette.requests import Request
