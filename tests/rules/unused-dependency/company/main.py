import kedro.framework
import ldclient
import celery
import fastapi
import pandas
import requests
from pydantic import EmailStr
from langchain_community.document_loaders import PyPDFLoader
