from setuptools import setup
setup(install_requires=open("deps").read())
