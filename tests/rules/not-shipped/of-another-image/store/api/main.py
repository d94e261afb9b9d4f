from fastapi import FastAPI

from lib.settings import DEBUG

app = FastAPI(debug=DEBUG)
