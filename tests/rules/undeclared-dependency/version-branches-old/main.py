import sys

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if sys.version_info < (3, 9):
    import importlib_resources as resources
else:
    from importlib import resources

try:
    import zoneinfo
except ImportError:
    from backports import zoneinfo

try:
    from importlib.metadata import version
except ModuleNotFoundError:
    from importlib_metadata import version

if sys.platform == "win32":
    import win32api

import tomli_w
