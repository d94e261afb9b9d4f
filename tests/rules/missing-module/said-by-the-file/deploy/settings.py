import os

DEBUG = False
if os.path.exists("deploy/production.py") and not DEBUG:
    # Only on the servers.
    from deploy.production import *
if DEBUG:
    from deploy.debugging import *
