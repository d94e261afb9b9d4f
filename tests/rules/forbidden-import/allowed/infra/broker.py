from services.api import x
