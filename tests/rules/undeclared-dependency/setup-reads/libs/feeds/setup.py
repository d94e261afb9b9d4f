import os

from setuptools import find_packages, setup

from tools import fetch

HERE = os.path.dirname(__file__)
LIST = os.path.join(HERE, "requirements.txt")
wanted, links = fetch(LIST)

setup(name="shop-feeds", packages=find_packages(), install_requires=wanted)
