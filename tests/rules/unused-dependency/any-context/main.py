import importlib
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas
try:
    import requests
except ImportError:
    requests = None
if sys.platform == "win32":
    import numpy


def load():
    return importlib.import_module("xmltodict")
