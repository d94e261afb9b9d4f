"""Fixtures for the end-to-end tests: they run the program that SHORING names."""
import collections
import json
import os
import subprocess

import pytest

from where import BUILD, PROGRAM, ROOT

# The shell's environment is not the one of the repositories that the tests make.
os.environ.pop("VIRTUAL_ENV", None)

# Of tests that go through seeds, only the first so many.
SEEDS = int(os.environ.get("SHORING_TEST_SEEDS", "1000"))

Result = collections.namedtuple("Result", "code out err")


def pytest_collection_modifyitems(config, items):
    kept, left = [], []
    for item in items:
        params = item.callspec.params if hasattr(item, "callspec") else {}
        (kept if params.get("seed", 0) < SEEDS else left).append(item)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = kept


@pytest.fixture(scope="session", autouse=True)
def caches(tmp_path_factory):
    """Nothing is kept in the cache of whoever runs the tests."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


class Shoring:
    """Calls the program: shoring("check", "--format", "json", cwd=tree) -> Result."""

    program = PROGRAM

    def __call__(self, *args, cwd, env=None, timeout=300):
        done = subprocess.run(
            [str(PROGRAM), *map(str, args)], cwd=str(cwd), env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout,
            check=False)
        return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    def json(self, *args, cwd, **more):
        """The one JSON object that `check --format json` prints; the exit code must be 0 or 1."""
        result = self("check", "--format", "json", *args, cwd=cwd, **more)
        assert result.code in (0, 1), result.err
        return json.loads(result.out)


@pytest.fixture(scope="session")
def shoring():
    assert PROGRAM.is_file(), "{} is missing: run `make build`, or set SHORING".format(PROGRAM)
    return Shoring()


@pytest.fixture
def tree(tmp_path):
    """Writes files below a fresh directory: tree({"a/b.py": "import c\\n"}) -> its path."""

    def write(files):
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return tmp_path

    return write


@pytest.fixture(scope="session")
def root():
    """The source tree of shoring itself."""
    return ROOT


@pytest.fixture(scope="session")
def build_dir():
    """The build directory, with compile_commands.json."""
    return BUILD
