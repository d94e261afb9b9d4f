import os

from setuptools import find_packages, setup


def reqs(*parts):
    lines = open(os.path.join(os.getcwd(), "requirements", *parts)).read().split("\n")
    return [line.split("#")[0] for line in lines if line]


def wanted():
    return reqs("default.txt") + more()


def more():
    return ["colorama"] if os.name == "posix" else []


setup(name="shop-queue", packages=find_packages(), install_requires=wanted())
