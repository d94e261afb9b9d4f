from setuptools import find_packages, setup

setup(name="trainer", version="1", packages=find_packages(), install_requires=["gcsfs"])
