from setuptools import setup

setup(name="robot", install_requires=["pyserial"])
