from setuptools import find_packages, setup

setup(name="queue_tools", version="10.0.0", packages=find_packages())
