"""Random packages full of classes, run by CPython itself: `shoring mro` and `shoring check` must say the same.

SHORING_TEST_SEED chooses other trees, SHORING_TEST_CLASSES how many classes (class statements that CPython runs),
SHORING_PYTHONS more interpreters (paths, separated as PATH is) to the running one; each runs a share of the trees.
"""
import collections
import concurrent.futures
import math
import os
import sys

import pytest

from class_sequence import A_TREE, make, shown
from class_truth import Judged, Names, judge, judge_findings, rows_of, truth_of

SEED = int(os.environ.get("SHORING_TEST_SEED", "20240229"))
CLASSES = int(os.environ.get("SHORING_TEST_CLASSES", "30000"))
SHOW = int(os.environ.get("SHOW", "20"))
MORE = 1.15  # so many more are made: a module that cannot be imported takes others with it
# Of what CPython makes, so much must be known exactly; of what it refuses, so much must be called so. The rest is called
# partial. Nothing may be said otherwise.
EXACT, FOUND = 0.74, 0.54


def interpreters():
    return [sys.executable, *filter(None, os.environ.get("SHORING_PYTHONS", "").split(os.pathsep))]


@pytest.fixture(scope="module")
def trees(tmp_path_factory):
    folder, pythons = tmp_path_factory.mktemp("classes"), interpreters()
    number = max(1, math.ceil(CLASSES * MORE / A_TREE))
    tasks = [(str(folder / str(i)), SEED + i, A_TREE, pythons[i % len(pythons)]) for i in range(number)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda task: (task[0], make(*task)), tasks))


@pytest.fixture(scope="module")
def answers(trees, shoring):
    """What shoring says of each tree: {top: {(file, line): row}}"""
    found = {}
    for top, _ in trees:
        done = shoring("mro", "--no-cache", "--format", "json", cwd=top, timeout=600)
        assert done.code == 1, done.err
        found[top] = rows_of(done.out)
    return found


def test_trees_are_what_they_are_for(trees):
    rows = [row for _, told in trees for row in told["classes"]]
    failed = [name for _, told in trees for name in told["failed"]]
    refused = collections.Counter("refused" if "error" in row else "made" for row in rows if "spoiled" not in row)
    print("{} classes in {} trees, {} refused; {} modules failed".format(len(rows), len(trees), refused["refused"], len(failed)))
    assert len(rows) >= CLASSES
    assert refused["refused"] > 0.02 * len(rows)


def test_orders(trees, answers):
    total, wrong = Judged(), []
    for top, told in trees:
        truth, _ = truth_of(told["classes"])
        judged = judge(truth, answers[top], Names(answers[top]).same)
        total.counts += judged.counts
        wrong += [shown(top, *row) for row in judged.wrong[:SHOW]]
    print(dict(total.counts))
    assert not wrong, "{} wrong:\n{}".format(len(wrong), "\n".join(wrong[:SHOW]))
    assert total.counts["exact"] > EXACT * (total.counts["exact"] + total.counts["partial"])
    assert total.counts["refused"] > FOUND * (total.counts["refused"] + total.counts["refused, partial"])


def test_findings(trees, answers, shoring):
    wrong = []
    for top, told in trees:
        truth, _ = truth_of(told["classes"])
        findings = shoring.json("--no-cache", "--select", "CLS", cwd=top, timeout=600)["findings"]
        wrong += judge_findings(truth, answers[top], findings)
    assert not wrong, wrong[:SHOW]
