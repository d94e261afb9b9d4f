"""A long sequence of random packages full of classes: `shoring mro` and `shoring check` against CPython, tree by tree.

usage: class_sequence.py [--shoring PROGRAM] [--seed N] [--classes N] [--keep DIRECTORY] PYTHON...

Makes trees of some 3,500 class statements that CPython runs, the first with the seed N, the next with N + 1, until as many are
compared as asked; each PYTHON runs the trees in turn. A statement that comes out otherwise each time it is run is not counted. Prints each word that is wrong as soon as it is found, and a line a tree. A tree
is deleted once it is compared, but one with a wrong word is left in DIRECTORY. Exits with 1 if there was one.
"""
import argparse
import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from class_truth import Names, judge, judge_findings, rows_of, truth_of

HERE = pathlib.Path(__file__).resolve().parent
A_TREE = 5000  # asked for; a module that cannot be imported takes others with it


def run(*command, codes=(0,), **more):
    done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=1200, check=False, **more)
    assert done.returncode in codes, done.stderr.decode("utf-8", "replace")[-2000:]
    return done.stdout.decode("utf-8")


def make(top, seed, classes, python):
    """Writes a tree; what CPython makes of it."""
    os.makedirs(top)
    names = run(python, HERE / "make_classes.py", top, seed, classes)
    return json.loads(run(python, HERE / "load_classes.py", "--survive", top, "-", input=names.encode()))


def say(program, top):
    """What shoring says of a tree: {(file, line): row}, and the findings about classes."""
    rows = rows_of(run(program, "mro", "--no-cache", "--format", "json", cwd=top, codes=(0, 1)))
    found = run(program, "check", "--no-cache", "--select", "CLS", "--format", "json", cwd=top, codes=(0, 1))
    return rows, json.loads(found)["findings"]


def shown(top, file, line, want, got):
    text = pathlib.Path(top, file).read_text(encoding="utf-8").split("\n")[line - 1].strip()
    return "{}:{}: {}\n    CPython: {}\n    shoring: {}".format(pathlib.Path(top, file), line, text, want, got)


def compare(program, top, told):
    """(how many of which outcome, a text for each wrong word)"""
    truth, _ = truth_of(told["classes"])
    rows, findings = say(program, top)
    judged = judge(truth, rows, Names(rows).same)
    wrong = judged.wrong + judge_findings(truth, rows, findings)
    return judged.counts, [shown(top, *row) for row in wrong]


def main():
    parser = argparse.ArgumentParser(description="Compares random classes with CPython's, tree by tree.")
    parser.add_argument("--shoring", default=os.environ.get("SHORING", "shoring"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--classes", type=int, default=200000)
    parser.add_argument("--keep", default=tempfile.gettempdir(), help="where trees with a wrong word are left")
    parser.add_argument("pythons", nargs="+", metavar="PYTHON")
    options = parser.parse_args()
    counts, wrong, seed = collections.Counter(), 0, options.seed
    while sum(counts.values()) < options.classes:
        python = options.pythons[(seed - options.seed) % len(options.pythons)]
        top = os.path.join(options.keep, "classes-{}".format(seed))
        told = make(top, seed, A_TREE, python)
        more, texts = compare(options.shoring, top, told)
        wrong, counts = wrong + len(texts), counts + more
        if not texts:
            shutil.rmtree(top)
        print(*texts, "seed {}, {}: {} classes, {} so far, {} wrong".format(
            seed, python, sum(more.values()), sum(counts.values()), wrong), sep="\n", flush=True)
        seed += 1
    outcomes = ", ".join("{} {}".format(n, what) for what, n in counts.most_common())
    print("{} classes: {}; {} wrong".format(sum(counts.values()), outcomes, wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
