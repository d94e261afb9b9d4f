from setuptools import setup

setup(name="packaged", version="1")
