import legacyless.x
from legacy import api
from legacy.api import core
