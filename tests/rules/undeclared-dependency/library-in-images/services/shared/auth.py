import redis
from fastapi import HTTPException


def refuse():
    raise HTTPException(403, redis.__version__)
