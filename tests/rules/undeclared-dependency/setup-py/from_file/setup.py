import os
from setuptools import setup


def reqs(name):
    with open(os.path.join(os.path.dirname(__file__), "deps", name)) as f:
        return [line.strip() for line in f if line.strip()]


setup(name="from-file", py_modules=["main"], install_requires=reqs("base.list.txt"))
