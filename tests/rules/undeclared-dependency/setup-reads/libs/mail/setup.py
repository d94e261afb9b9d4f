from setuptools import find_packages, setup

from tools import wanted

setup(name="shop-mail", packages=find_packages(), install_requires=wanted())
