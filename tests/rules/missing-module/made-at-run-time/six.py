import sys
__path__ = []
sys.modules[__name__ + ".moves"] = object()
