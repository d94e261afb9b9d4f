from fastapi import FastAPI
from typing_extensions import Self

app = FastAPI()
print(Self)
