"""All that the image starts."""
import fastapi
import stripe

app = fastapi.FastAPI()
print(stripe)
