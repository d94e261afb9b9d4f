"""What a dotted name is: random directory trees and roots, shoring against CPython's importer.

Needs tests/unit/resolve of the build (or the program that RESOLVE_COMMAND names).
"""
import json
import os
import pathlib
import random
import shlex
import subprocess
import sys

import pytest

SEED = int(os.environ.get("SHORING_TEST_SEED", "20240229"))
TREES = int(os.environ.get("SHORING_TEST_LAYOUTS", "2500"))
NAMES = 30  # of those that may exist, a tree
WORDS = ["a", "b", "app", "core", "lib_1"]  # none is a module that Python has built in

# Reads cases as JSON, a line each, and answers with a list of answers a line. CPython takes a
# directory without Python for a namespace package; shoring says that it is none, so that is
# taken out here.
CPYTHON = r"""
import importlib.util, json, os, sys

def has_python(top):
    return any(name.endswith(".py") for _, _, names in os.walk(top) for name in names)

def answer(top, name):
    try:
        spec = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        return "-"
    if spec is None:
        return "-"
    if spec.origin is not None:
        return os.path.relpath(spec.origin, top).replace(os.sep, "/")
    return "namespace" if any(map(has_python, spec.submodule_search_locations)) else "-"

known = set(sys.modules)
for line in sys.stdin:
    top, roots, names = json.loads(line)
    sys.path[:] = [os.path.normpath(os.path.join(top, root)) for root in roots]
    sys.path_importer_cache.clear()
    importlib.invalidate_caches()
    answers = [answer(top, name) for name in names]
    for name in set(sys.modules) - known:
        del sys.modules[name]
    print(json.dumps(answers))
"""


class Case:
    """Files of a tree (paths, all empty), ordered roots, dotted names to look up."""

    def __init__(self, files, roots, names):
        self.files, self.roots, self.names = files, roots, names

    def write(self, top):
        for folder in {os.path.dirname(name) for name in self.files} | {*self.roots} - {"gone"}:
            os.makedirs(os.path.join(str(top), folder), exist_ok=True)
        for name in self.files:  # tens of thousands: not by pathlib
            os.close(os.open(os.path.join(str(top), name), os.O_CREAT | os.O_WRONLY))

    def __str__(self):
        return "files: {}\nroots: {}".format(" ".join(sorted(self.files)) or "none",
                                             " ".join(self.roots))


def grow(rng, prefix, depth, files):
    """Put modules, packages and namespaces of the same few names into a directory."""
    before = len(files)
    for word in rng.sample(WORDS, rng.randint(2, 3 if depth else 4)):
        path = prefix + word
        if rng.random() < (0.3 if depth < 3 else 1):
            files.append(path + ".py")
        if rng.random() < 0.12:
            files.append(path + ".pyi")
        if depth < 4 and rng.random() < (0.75 if depth < 2 else 0.4):
            kind = rng.random()
            if kind < 0.35:
                files.append(path + "/__init__.py")
            if kind < 0.05 or 0.95 < kind:
                files.append(path + "/__init__.pyi")
            if 0.9 < kind < 0.95:
                files.append(path + "/data.txt")
            else:
                grow(rng, path + "/", depth + 1, files)
    if len(files) == before:
        files.append(prefix + rng.choice(WORDS) + ".py")


def dotted_names(files, roots):
    """The names by which files and directories might be meant: below the roots, and elsewhere."""
    below, elsewhere = set(), set()
    for name in files:
        parts = name[:name.rindex(".")].split("/")
        for start in range(len(parts)):
            under = "/".join(parts[:start]) or "."
            names = below if under in roots else elsewhere
            names.update(".".join(parts[start:end]) for end in range(start + 1, len(parts) + 1))
    return sorted(below), sorted(elsewhere - below)


def make(rng):
    files = []
    grow(rng, "", 0, files)
    files = sorted(set(files))
    directories = sorted({name[:i] for name in files for i, c in enumerate(name) if c == "/"})
    shallow = ["."] + [name for name in directories if name.count("/") < 2]
    roots = rng.sample(shallow, min(rng.randint(1, 4), len(shallow)))
    if rng.random() < 0.1:
        roots.insert(rng.randrange(len(roots) + 1), "gone")
    below, elsewhere = dotted_names(files, roots)
    names = rng.sample(below, min(len(below), NAMES))
    names += rng.sample(elsewhere, min(len(elsewhere), 3))
    for _ in range(3):
        names.append(".".join(rng.choice(WORDS) for _ in range(rng.randint(1, 4))))
    return Case(files, roots, names)


def cpython(cases):
    """cases: [(top, case)] → a list of answers each."""
    lines = "".join(json.dumps([str(top), case.roots, case.names]) + "\n" for top, case in cases)
    done = subprocess.run([sys.executable, "-S", "-E", "-B", "-c", CPYTHON], input=lines.encode(),
                          stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


class Resolver:
    """Runs tests/unit/resolve."""

    def __init__(self, command):
        self.command = command

    def __call__(self, cases):
        """As cpython() does."""
        text = "".join("\t".join(["roots", str(top), *case.roots]) + "\n" + "".join(n + "\n" for n in case.names)
                       for top, case in cases)
        done = subprocess.run(self.command, input=text.encode(),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        assert done.returncode == 0, "{} ended with {}: {}".format(
            self.command, done.returncode, done.stderr.decode("utf-8", "replace"))
        answers = done.stdout.decode("utf-8").split("\n")[:-1]
        asked = sum(len(case.names) for _, case in cases)
        assert len(answers) == asked, "{} answers for {} names".format(len(answers), asked)
        left = iter(answers)
        return [[next(left) for _ in case.names] for _, case in cases]


@pytest.fixture(scope="session")
def resolve(build_dir):
    command = os.environ.get("RESOLVE_COMMAND")
    if command:
        return Resolver(shlex.split(command))
    program = pathlib.Path(build_dir) / "tests" / "unit" / "resolve"
    assert program.is_file(), "{} is missing: build it, or set RESOLVE_COMMAND".format(program)
    return Resolver([str(program)])


def shrunk(tmp_path, resolve, case, name):
    """A smaller case in which the two still disagree about the name."""
    count = 0

    def disagree(files, roots):
        nonlocal count
        count += 1
        smaller = Case(files, roots, [name])
        top = tmp_path / "shrink" / str(count)
        top.mkdir(parents=True)
        smaller.write(top)
        return cpython([(top, smaller)]) != resolve([(top, smaller)])

    files, roots = case.files, case.roots
    changed = True
    while changed:
        changed = False
        for kind, items in (("roots", list(roots)), ("files", list(files))):
            for item in items:
                fewer_files = [f for f in files if f != item] if kind == "files" else files
                fewer_roots = [r for r in roots if r != item] if kind == "roots" else roots
                if fewer_roots and disagree(fewer_files, fewer_roots):
                    files, roots, changed = fewer_files, fewer_roots, True
    return Case(files, roots, [name])


def test_names_are_what_cpython_finds(tmp_path, resolve):
    rng = random.Random(SEED)
    cases = []
    for number in range(TREES):
        top = tmp_path / "t{}".format(number)
        top.mkdir()
        case = make(rng)
        case.write(top)
        cases.append((top, case))
    kinds = {"-": 0, "namespace": 0, "package": 0, "module": 0}
    asked = 0
    for (top, case), wanted, answers in zip(cases, cpython(cases), resolve(cases)):
        for name, want, got in zip(case.names, wanted, answers):
            asked += 1
            kinds[want if want in kinds else
                  "package" if want.endswith("/__init__.py") else "module"] += 1
            if want != got:
                small = shrunk(tmp_path, resolve, case, name)
                last = tmp_path / "last"
                last.mkdir()
                small.write(last)
                pytest.fail("seed {}\n{}\nname: {}\nCPython: {}\nshoring: {}".format(
                    SEED, small, name, cpython([(last, small)])[0][0], resolve([(last, small)])[0][0]),
                    pytrace=False)
    print("{} trees, {} names: {}".format(TREES, asked, kinds))
    if TREES >= 2000:
        assert asked >= 50000 and min(kinds.values()) > asked / 25, kinds


@pytest.mark.parametrize("files, roots, name, want", [
    ("a.py a/__init__.py", ".", "a", "a/__init__.py"),
    ("a.py a/b.py", ".", "a", "a.py"),
    ("a.py a/b.py", ".", "a.b", "-"),
    ("x/a/b.py y/a/b.py", "x y", "a.b", "x/a/b.py"),
    ("x/a/b.py y/a/c.py", "x y", "a.c", "y/a/c.py"),
    ("x/a/b.py y/a/__init__.py", "x y", "a.b", "-"),
    ("x/a/b.py y/a.py", "x y", "a", "y/a.py"),
    ("x/a/b.py y/a/c.py", "x y", "a", "namespace"),
    ("a/b.pyi a/c.py", ".", "a.b", "-"),
    ("a/__init__.pyi a/c.py", ".", "a", "namespace"),
    ("a/d.txt", ".", "a", "-"),
    ("a/b/c.py", "a .", "b.c", "a/b/c.py"),
    ("a/b/c.py", "gone", "a", "-"),
])
def test_known_answers(tmp_path, resolve, files, roots, name, want):
    case = Case(files.split(), roots.split(), [name])
    case.write(tmp_path)
    assert cpython([(tmp_path, case)]) == [[want]], "this test is wrong"
    assert resolve([(tmp_path, case)]) == [[want]]
