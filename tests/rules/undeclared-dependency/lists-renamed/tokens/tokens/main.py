import jwt
from fastapi import FastAPI

app = FastAPI()
print(jwt.__version__)
