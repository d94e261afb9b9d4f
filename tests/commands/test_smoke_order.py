"""`shoring smoke` runs modules in CPython's order, and stops where CPython stops: random trees."""
import json
import random
import re
import shutil

import pytest
from starts import Tree, start


def smoke(shoring, root):
    result = shoring("smoke", "--format", "json", cwd=root)
    assert result.code in (0, 1), result.err
    return json.loads(result.out)["services"][0]


def mend(root, failure):
    """Take the statements out that name what is missing."""
    name = failure["module"]
    statement = re.compile(r"^( *)(import {0}|from {0} import .*)$".format(re.escape(name)), re.M)
    for path in root.rglob("*.py"):
        path.write_text(statement.sub(r"\1pass", path.read_text(encoding="utf-8")), encoding="utf-8")


def trees(tmp_path, seed, count, **more):
    for i in range(count):
        rand = random.Random("{}.{}".format(seed, i))
        root = tmp_path / str(i)
        tree = Tree(rand, **more)
        entry = "main.py" if rand.random() < 0.7 else tree.one(tree.modules)
        tree.write(root, entry)
        yield root, entry
        shutil.rmtree(str(root))


def modules_of(answer):
    return [row["file"] for row in answer["order"]]


def is_of_a_name(stopped):
    """Is it a name that a module does not have (yet), or a package that is gone while it runs (a
    KeyError of importlib's own)? Of these smoke says nothing."""
    return stopped["raises"].startswith(("ImportError: cannot import name", "AttributeError", "KeyError"))


@pytest.mark.parametrize("seed", range(8))
def test_the_order_is_that_of_cpython(shoring, tmp_path, seed):
    whole = 0
    for root, entry in trees(tmp_path, seed, 25):
        real, answer = start(root, entry), smoke(shoring, root)
        order = modules_of(answer)
        assert answer["starts"] and answer["modules"] == len(set(order))
        if real["stopped"] is None:
            whole += 1
            assert order == real["order"], root
        else:
            assert is_of_a_name(real["stopped"]), (root, real)
            assert order[:len(real["order"])] == real["order"], root
    assert whole > 12


def at_start(answer):
    return [failure for failure in answer["failures"] if failure["when"] == "start"]


def assert_same_stop(root, entry, failure):
    """Does CPython stop there, by that way? False where it stops at a name."""
    real = start(root, entry)["stopped"]
    assert real is not None, (root, failure)
    if is_of_a_name(real):
        return False
    way = [[step["file"], step["line"]] for step in failure["traceback"]]
    assert (way, failure["raises"]) == (real["frames"], real["raises"]), root
    return True


@pytest.mark.parametrize("seed", range(4))
def test_it_stops_where_cpython_stops(shoring, tmp_path, seed):
    """The first failure, the way to it and what Python says; then the next, once it is mended."""
    stops = 0
    for root, entry in trees(tmp_path, "stop{}".format(seed), 12, missing=0.15):
        for failure in at_start(smoke(shoring, root)):
            if not assert_same_stop(root, entry, failure):
                break
            mend(root, failure)
            stops += 1
        else:
            real = start(root, entry)["stopped"]
            assert real is None or is_of_a_name(real), (root, real)
    assert stops > 5


@pytest.mark.parametrize("seed", range(4))
def test_it_stops_where_cpython_stops_where_failures_are_caught(shoring, tmp_path, seed):
    """What is caught leaves modules out that are run where it is mended: each time anew."""
    stops = 0
    for root, entry in trees(tmp_path, "catch{}".format(seed), 12, missing=0.2, guards=0.3, circles=False):
        for _ in range(20):
            failures = at_start(smoke(shoring, root))
            if not failures:
                real = start(root, entry)["stopped"]
                assert real is None or is_of_a_name(real), (root, real)
                break
            if not assert_same_stop(root, entry, failures[0]):
                break
            mend(root, failures[0])
            stops += 1
    assert stops > 5
