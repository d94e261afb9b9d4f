from fastapi import FastAPI

from shop_server import offers

app = FastAPI()
print(offers)
