import legacy
from legacy import api
from legacy import core, core as c
from legacy.api_old import x
import legacy.api.v1
from app.test_data import rows
import importlib

importlib.import_module("legacy.core")
