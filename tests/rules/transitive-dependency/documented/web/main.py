import anthropic
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel
from starlette.requests import Request

app = FastAPI()
print(anthropic, uvicorn, BaseModel, Request)
