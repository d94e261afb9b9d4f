import importlib

try:
    import shared.gone
except ImportError as error:
    raise SystemExit("install the extra") from error

def late():
    importlib.import_module("shared.plugins.none")
