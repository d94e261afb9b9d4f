"""Large packages to test on: wheels that pip downloads once, kept in a cache outside the tree."""
import os
import pathlib
import shutil
import subprocess
import sys
import zipfile

import pytest

# Pure Python or with the Python in a wheel that fits every platform; none needs another.
PINNED = {
    "django": "5.2.19",
    "sqlalchemy": "2.1.9",
    "sympy": "1.14.0",
    "transformers": "5.23.0",
    "twisted": "26.10.0",
}
# Where set, a package that cannot be had is a failure and not a skip.
STRICT = os.environ.get("SHORING_TEST_STRICT", "") not in ("", "0")


def cache():
    home = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    return pathlib.Path(home) / "shoring-tests"


def wheel(name):
    """The package's wheel, downloaded if it is not in the cache; skips the test if it cannot be."""
    version = PINNED[name]
    folder = cache() / "wheels"
    folder.mkdir(parents=True, exist_ok=True)
    pattern = "{}-{}-*.whl".format(name, version)
    if not list(folder.glob(pattern)):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                   "--disable-pip-version-check", "--dest", str(folder), "--only-binary=:all:",
                   "--python-version", "3.13", "--platform", "any", "--implementation", "py",
                   "--abi", "none", "{}=={}".format(name, version)]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        check=False)
        if done.returncode != 0:
            missing("{} {} cannot be downloaded:\n{}".format(
                name, version, done.stdout.decode("utf-8", "replace")))
    return next(folder.glob(pattern))


def missing(why):
    if STRICT:
        pytest.fail(why)
    pytest.skip("NOT TESTED: " + why)


def unpacked(name):
    """A directory with the package's Python files, as pip would install them."""
    archive = wheel(name)
    target = cache() / "unpacked" / archive.stem
    if not target.is_dir():
        part = target.with_name("{}.{}".format(target.name, os.getpid()))
        with zipfile.ZipFile(archive) as z:
            z.extractall(part, [n for n in z.namelist() if n.endswith((".py", ".pyi"))])
        try:
            part.rename(target)
        except OSError:  # another run was faster
            shutil.rmtree(part)
    return target
