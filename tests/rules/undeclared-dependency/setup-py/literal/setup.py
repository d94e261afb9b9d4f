import sys
from setuptools import find_packages, setup

REQUIRES = ["flask>=2", "redis"]
if sys.version_info < (3, 11):
    REQUIRES.append("tomli")
setup(
    name="literal",
    packages=find_packages(where="src"),
    package_dir={"": "src"},
    install_requires=REQUIRES + ["click"],
    extras_require={"pg": ["psycopg2"]},
)
