from setuptools import setup

setup(name="py", install_requires=["click"], extras_require={"test": ["pytest"]})
