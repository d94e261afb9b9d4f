from setuptools import setup

setup(name="kit", install_requires=["flask"])
