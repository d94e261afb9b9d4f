import yaml
from flask_appbuilder.security.manager import AUTH_OAUTH
