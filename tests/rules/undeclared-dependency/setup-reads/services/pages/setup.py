from setuptools import setup

setup(name="shop-pages", py_modules=["main"], install_requires=["flask"])
