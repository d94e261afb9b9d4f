from fastapi import FastAPI, Form

app = FastAPI()


@app.post("/")
def post(name: str = Form()):
    return name
