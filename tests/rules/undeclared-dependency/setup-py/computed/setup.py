from setuptools import setup

from versions import requirements

setup(name="computed", install_requires=["flask"] + requirements())
