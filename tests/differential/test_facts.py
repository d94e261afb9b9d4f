"""The facts of the standard library and of five large packages, against CPython's own ast."""
import collections
import concurrent.futures
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sysconfig
import warnings

import pytest

import packages
import reference
from accepted import ACCEPTED

KINDS = ("imports", "classes", "bindings", "exports", "paths", "uses", "ignores")
# One source root, no services: a module's name is its path.
CONFIG = "version: 1\nsource-roots: [\".\"]\nservices: [{discover: false}]\n"


def sources(top):
    return sorted(path.relative_to(top).as_posix() for pattern in ("*.py", "*.pyi")
                  for path in top.rglob(pattern) if path.is_file())


@pytest.fixture(scope="session")
def stdlib(tmp_path_factory):
    """A copy of the running interpreter's standard library, without what was installed."""
    top = pathlib.Path(sysconfig.get_path("stdlib"))
    copy = tmp_path_factory.mktemp("stdlib")
    for name in sources(top):
        if "site-packages" not in name and "dist-packages" not in name:
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(top / name, copy / name)
    return copy


def shoring_facts(request, top):
    """What shoring says of every file below top: file → object."""
    command = os.environ.get("FACTS_COMMAND")
    rows = {}
    if command:
        names = sources(top)
        for start in range(0, len(names), 500):
            done = subprocess.run([*shlex.split(command), *names[start:start + 500]], cwd=str(top),
                                  stdout=subprocess.PIPE, check=False)
            assert done.returncode == 0, "{} ended with {}".format(command, done.returncode)
            lines = done.stdout.decode("utf-8").split("\n")[:-1]
            assert len(lines) == len(names[start:start + 500])
            rows.update((row["file"], row) for row in map(json.loads, lines))
        return rows
    (top / "shoring.yaml").write_text(CONFIG, encoding="utf-8")
    done = request.getfixturevalue("shoring")("facts", "--all", cwd=top, timeout=900)
    assert done.code in (0, 1), done.err
    return {row["file"]: row for row in map(json.loads, done.out.split("\n")[:-1])}


def expected(task):
    """The reference's facts of one file; None if CPython cannot compile it."""
    top, name = task
    data = (pathlib.Path(top) / name).read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return name, reference.facts(data, name)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return name, None


def frozen(row):
    return json.dumps(row, sort_keys=True, ensure_ascii=False)


def without_place(row):
    return {key: row[key] for key in row if key not in ("line", "column", "inexact")}


def level_places(kind, want, got):
    """Take the place away from pairs of rows where CPython itself does not know it."""
    if kind == "uses":
        inexact = {row["dotted"] for row in want if row.get("inexact")}
        return [[without_place(row) if row["dotted"] in inexact else row for row in rows]
                for rows in (want, got)]
    want, got = list(want), list(got)
    for i, row in enumerate(want):
        if row.get("inexact"):
            want[i] = without_place(row)
            if i < len(got):
                got[i] = without_place(got[i])
    return want, got


def differences(want, got):
    """{kind: (rows only in want, rows only in got)}; for "errors" the two numbers."""
    found = {}
    for kind in KINDS:
        a, b = level_places(kind, want[kind], got[kind])
        a, b = list(map(frozen, a)), list(map(frozen, b))
        if kind == "uses":
            places = [(row["line"], row["column"]) for row in got[kind]]
            assert places == sorted(places), "uses are not in source order"
            a.sort(), b.sort()
        if a != b:
            more, less = collections.Counter(a), collections.Counter(b)
            only = sorted((more - less).elements()), sorted((less - more).elements())
            found[kind] = only if any(only) else (["the order of rows"], [])
    if want["errors"] != got["errors"] or len(got["problems"]) != got["errors"]:
        found["errors"] = ([str(want["errors"])], [str(got["errors"])])
    return found


def module_of(name):
    parts = name[:name.rindex(".")].split("/")
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def importable(name):
    return all(part.isidentifier() for part in module_of(name).split("."))


def compare(tree, top, got):
    """Messages, one for each file that differs in a way that is not accepted."""
    messages = []
    names = sources(top)
    accepted = {entry.file: entry for entry in ACCEPTED if entry.tree == tree
                and entry.file in names
                and entry.because in (top / entry.file).read_text("utf-8", "replace")}
    compared = rows = 0
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        for name, want in pool.map(expected, [(str(top), n) for n in names], chunksize=16):
            if name not in got:
                messages.append(name + ": no facts at all")
                continue
            if want is None:
                accepted.pop(name, None)
                continue
            compared += 1
            rows += sum(len(want[kind]) for kind in KINDS)
            found = differences(want, got[name])
            if "FACTS_COMMAND" not in os.environ and importable(name) \
                    and got[name]["module"] != module_of(name):
                found["module"] = ([module_of(name)], [str(got[name]["module"])])
            entry = accepted.pop(name, None)
            counts = {kind: (len(a), len(b)) for kind, (a, b) in found.items()}
            if counts != (entry.rows if entry else {}):
                messages.append(describe(name, found, entry))
    print("{}: {} files of {}, {} rows compared".format(tree, compared, len(names), rows))
    assert compared > 0.9 * len(names), "CPython compiles too few of these files"
    return messages


def describe(name, found, entry):
    if not found:
        return "{}: accepted ({}), but there is no difference any more".format(name, entry.reason)
    lines = [name + (": not the accepted difference" if entry else "")]
    for kind, (want, got) in found.items():
        lines.extend("  {} only ast: {}".format(kind, row) for row in want[:5])
        lines.extend("  {} only shoring: {}".format(kind, row) for row in got[:5])
        lines.append("  {}: {} only ast, {} only shoring".format(kind, len(want), len(got)))
    return "\n".join(lines)


def check(request, tree, top):
    messages = compare(tree, top, shoring_facts(request, top))
    if messages:
        shown = "\n".join(messages[:int(os.environ.get("SHOW", "40"))])
        pytest.fail("{} files differ:\n{}".format(len(messages), shown), pytrace=False)


def test_standard_library(request, stdlib):
    check(request, "stdlib", stdlib)


@pytest.mark.parametrize("name", sorted(packages.PINNED))
def test_package(request, tmp_path, name):
    top = tmp_path / name
    shutil.copytree(str(packages.unpacked(name)), str(top))
    check(request, name, top)


def test_accepted_differences_are_few_and_explained():
    assert len(ACCEPTED) <= 40
    assert len({(entry.tree, entry.file) for entry in ACCEPTED}) == len(ACCEPTED)
    for entry in ACCEPTED:
        assert entry.because and entry.rows and len(entry.reason) > 20, entry
        assert entry.tree == "stdlib" or entry.tree in packages.PINNED, entry
