from setuptools import setup

setup(name="g", version="1")
