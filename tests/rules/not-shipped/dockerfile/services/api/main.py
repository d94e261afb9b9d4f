from shared.utils import text
from services.api import late
