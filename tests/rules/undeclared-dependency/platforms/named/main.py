from fastapi import FastAPI
from supabase import create_client

app = FastAPI()
store = create_client
