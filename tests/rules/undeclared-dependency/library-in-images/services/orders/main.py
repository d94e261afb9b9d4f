from fastapi import FastAPI
from shared.auth import refuse

app = FastAPI()
app.get("/")(refuse)
