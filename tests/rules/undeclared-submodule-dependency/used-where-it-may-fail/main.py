from fastapi import FastAPI

from mail import Mail
from pages import pages

app = FastAPI()
app.state.of = (Mail, pages)
