"""An add-on is installed into the folder of what it adds to, and of others that do."""
from beacon.azure import client
from beacon.gone import nothing
from beacon.proxy import app

print(app, client, nothing)
