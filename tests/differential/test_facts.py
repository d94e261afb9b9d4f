"""The facts of the standard library and of five large packages, against CPython's own ast.

No difference is accepted: every field of every row, the number of problems (none), the module's
name. Two things CPython cannot judge, and so they are not compared:
- where something stands within an f-string, before Python 3.12 (its columns are wrong there);
- files that it cannot compile itself: they must have facts or a problem, and that is all.

CPython needs minutes for them all: only each third file is compared, or each `SHORING_TEST_EACH`-th.
"""
import os
import pathlib
import shutil
import sysconfig

import pytest

import packages
from comparing import compare, describe, shoring_facts, sources

EACH = int(os.environ.get("SHORING_TEST_EACH", "3"))


@pytest.fixture(scope="session")
def stdlib(tmp_path_factory):
    """A copy of the running interpreter's standard library, without what was installed."""
    top = pathlib.Path(sysconfig.get_path("stdlib"))
    copy = tmp_path_factory.mktemp("stdlib")
    for name in sources(top):
        if "site-packages" not in name and "dist-packages" not in name:
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(str(top / name), str(copy / name))
    return copy


def check(request, tree, top):
    files, compared, rows, found = compare(top, shoring_facts(request, top), EACH)
    print("{}: {} files of {}, {} rows compared".format(tree, compared, files, rows))
    assert compared > 0.9 * files, "CPython compiles too few of these files"
    if found:
        shown = [describe(*item) for item in found.items()][:int(os.environ.get("SHOW", "40"))]
        pytest.fail("{} files differ:\n{}".format(len(found), "\n".join(shown)), pytrace=False)


def test_standard_library(request, stdlib):
    check(request, "standard library", stdlib)


@pytest.mark.parametrize("name", sorted(packages.PINNED))
def test_package(request, tmp_path, name):
    top = tmp_path / name
    shutil.copytree(str(packages.unpacked(name)), str(top))
    check(request, name, top)
