from fastapi import FastAPI, UploadFile, File  # the first of them is not used

app = FastAPI()


@app.post("/scans")
def scan(body: bytes = File()):
    return len(body)
