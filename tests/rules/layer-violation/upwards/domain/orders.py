from services import api
import storage.db
from domain import prices
