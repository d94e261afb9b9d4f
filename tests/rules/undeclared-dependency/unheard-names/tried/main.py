import flask

try:
    import xyzzylib
except ImportError:
    xyzzylib = None

print(flask, xyzzylib)
