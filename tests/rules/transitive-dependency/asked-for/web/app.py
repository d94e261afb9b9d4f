from flask import Flask
from flask_migrate import Migrate
from werkzeug.exceptions import NotFound

app = Flask(__name__)
Migrate(app)
print(NotFound)
