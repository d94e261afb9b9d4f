from setuptools import find_packages, setup

setup(name="guard", packages=find_packages(), setup_requires=["setupmeta"],
      entry_points={"console_scripts": ["guard = guard.cli:main"]})
