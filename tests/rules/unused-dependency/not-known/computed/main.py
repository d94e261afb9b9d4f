import importlib
import os

importlib.import_module(os.environ["PLUGIN"])
