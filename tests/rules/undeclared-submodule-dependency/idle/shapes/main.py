from fastapi import FastAPI, UploadFile  # a type that no field is declared with asks for nothing

app = FastAPI()
