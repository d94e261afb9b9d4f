"""Runs `shoring facts --all` on a tree and compares it with the reference, file by file."""
import collections
import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess
import warnings

import reference

KINDS = ("imports", "classes", "blocks", "bindings", "exports", "paths", "uses", "ignores")
# One source root, no services: a module's name is its path.
CONFIG = "version: 1\nsource-roots: [\".\"]\nservices: [{discover: false}]\n"


def sources(top):
    return sorted(path.relative_to(top).as_posix() for pattern in ("*.py", "*.pyi")
                  for path in top.rglob(pattern) if path.is_file())


def rows_of(text):
    rows = map(json.loads, text.split("\n")[:-1])
    return {row["file"]: row for row in rows}


def shoring_facts(request, top, config=CONFIG):
    """What shoring says of every file below top: file → object.

    FACTS_COMMAND may name a program that prints the same for the files it is given.
    """
    command = os.environ.get("FACTS_COMMAND")
    if not command:
        (top / "shoring.yaml").write_text(config, encoding="utf-8")
        done = request.getfixturevalue("shoring")("facts", "--all", cwd=top, timeout=900)
        assert done.code == 0, done.err
        return rows_of(done.out)
    result = {}
    names = sources(top)
    for start in range(0, len(names), 500):
        done = subprocess.run([*shlex.split(command), *names[start:start + 500]], cwd=str(top),
                              stdout=subprocess.PIPE, check=False)
        assert done.returncode == 0, "{} ended with {}".format(command, done.returncode)
        result.update(rows_of(done.stdout.decode("utf-8")))
    return result


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
            if places != sorted(places):
                found[kind] = ["source order"], []
                continue
            a.sort()
            b.sort()
        if a != b:
            more, less = collections.Counter(a), collections.Counter(b)
            only = sorted((more - less).elements()), sorted((less - more).elements())
            found[kind] = only if any(only) else (["another order"], [])
    if want["errors"] != got["errors"] or len(got["problems"]) != got["errors"]:
        found["errors"] = ([str(want["errors"])], [frozen(row) for row in got["problems"]])
    return found


def module_of(name):
    parts = name[:name.rindex(".")].split("/")
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def importable(name):
    return all(part.isidentifier() for part in module_of(name).split("."))


def describe(name, found):
    lines = [name]
    for kind, (want, got) in found.items():
        lines.extend("  {} only ast: {}".format(kind, row) for row in want[:5])
        lines.extend("  {} only shoring: {}".format(kind, row) for row in got[:5])
        lines.append("  {}: {} only ast, {} only shoring".format(kind, len(want), len(got)))
    return "\n".join(lines)


def compare(top, got, each=1):
    """(files looked at, files compared, rows compared, {file: differences}) for each so many-th file below top."""
    found = {}
    compared = rows = 0
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        tasks = [(str(top), name) for name in sources(top)[::each]]
        for name, want in pool.map(expected, tasks, chunksize=16):
            if name not in got:
                found[name] = {"facts": (["some"], [])}
            elif want is not None:
                compared += 1
                rows += sum(len(want[kind]) for kind in KINDS)
                differs = differences(want, got[name])
                if "FACTS_COMMAND" not in os.environ and importable(name) \
                        and got[name]["module"] != module_of(name):
                    differs["module"] = ([module_of(name)], [str(got[name]["module"])])
                if differs:
                    found[name] = differs
    return len(tasks), compared, rows, found
