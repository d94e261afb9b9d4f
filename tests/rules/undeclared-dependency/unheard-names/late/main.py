import flask


def run():
    import xyzzylib

    return xyzzylib


print(flask, run())
