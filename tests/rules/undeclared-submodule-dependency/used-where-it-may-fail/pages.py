from fastapi.templating import Jinja2Templates

try:
    pages = Jinja2Templates(directory="pages")  # without jinja2 it goes on
except Exception:
    pages = None
