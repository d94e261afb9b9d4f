import sys

try:
    import heavy
except ImportError:
    heavy = None

if sys.version_info >= (3, 11):
    import heavy

if sys.platform == "linux":
    import heavy
