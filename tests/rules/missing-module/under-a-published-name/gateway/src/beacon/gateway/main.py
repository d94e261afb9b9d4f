"""Both are installed into one folder."""
from beacon.proxy import app as app
