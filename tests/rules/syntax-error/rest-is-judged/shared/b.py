from services import api
