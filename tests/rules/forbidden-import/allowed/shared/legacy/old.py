from services import api
from services import jobs
