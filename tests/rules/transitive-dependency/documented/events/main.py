import anthropic
from pydantic import BaseModel
from sse_starlette import EventSourceResponse
from starlette.applications import Starlette

print(anthropic, BaseModel, EventSourceResponse, Starlette)
