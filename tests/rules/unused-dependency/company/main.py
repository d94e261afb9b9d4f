import celery
import fastapi
import pandas
import requests
from pydantic import EmailStr
