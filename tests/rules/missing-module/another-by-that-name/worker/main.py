import os
import sys

sys.path.append(os.path.join(os.path.dirname(__file__), "integrations"))
import integrations.redis
import patch.model
