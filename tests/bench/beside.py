#!/usr/bin/env python3
"""Four faults planted in a copy of a repository, and what each tool says of it.

usage: beside.py PROGRAM TOOLS REPOSITORY LOW TOP SOURCE LOADED

TOOLS has ruff, deptry, tach and lint-imports. SOURCE is the folder that modules are named from. A new module in the
package LOW imports a distribution that nobody declares, a module that is not there, and the package TOP, which a
contract in each tool's words forbids; and its last class has no order. The file LOADED imports the new module.

A row for each tool: the faults that it finds, how many reports it has, up to which line of how many somebody reads who
reads from the top until all of those were told, and the CPU seconds. Then the words in which it tells each.
"""
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile

PLANTED = """import boto3
import {low}.not_there
from {top} import *


class Base:
    pass


class Mixin(Base):
    pass


class Both(Base, Mixin):
    pass
"""
FAULTS = {1: "undeclared", 2: "missing", 3: "forbidden", 14: "no order"}
# A line of a report about the new module: where, and which code; of import-linter the import.
PLACE = re.compile(r"planted\.py:(\d+):.*?([a-z]+-[a-z-]+(?=\])|DEP\d+|TID251|PLE0241|Cannot use)")
CHAIN = re.compile(r"\.planted -> \S+ \(l\.(\d+)\)")
COUNTED = re.compile(r"error\[|warning\[|DEP0\d\d|TID251|PLE0241|^\[FAIL\]|^-? +\S+ -> |: [A-Z]+\d+ ", re.M)
# A fault is found by who says what it is: deptry takes the project's own packages for distributions.
SAID = {"undeclared-dependency": 1, "transitive-dependency": 1, "DEP001": 1, "missing-module": 2,
        "forbidden-import": 3, "TID251": 3, "Cannot use": 3, "inconsistent-mro": 14, "PLE0241": 14}


def configurations(tree, low, top, source):
    roots = sorted({low.split(".")[0], top.split(".")[0]})
    (tree / "beside.yaml").write_text("version: 1\nimports:\n  contracts:\n    - {{name: low, type: forbidden, from: [{}], "
                                      "to: [{}]}}\n".format(low, top))
    (tree / "beside.ini").write_text(
        "[importlinter]\nroot_packages =\n    {}\n\n[importlinter:contract:low]\nname = low\ntype = forbidden\n"
        "source_modules = {}\nforbidden_modules = {}\nallow_indirect_imports = True\n".format(
            "\n    ".join(roots), low, top))
    (tree / "tach.toml").write_text('source_roots = ["{}"]\n[[modules]]\npath = "{}"\ncannot_depend_on = ["{}"]\n'
                                    '[[modules]]\npath = "{}"\n'.format(source, low, top, top))


def commands(program, tools, top):
    banned = 'lint.flake8-tidy-imports.banned-api."{}".msg="no"'.format(top)
    return [
        ("shoring", [program, "check", "--no-cache", "--format", "concise", "--config", "beside.yaml"]),
        ("import-linter", [tools + "/lint-imports", "--no-cache", "--config", "beside.ini"]),
        ("tach", [tools + "/tach", "check"]),
        ("ruff", [tools + "/ruff", "check", "--isolated", "--no-cache", "--output-format", "concise",
                  "--select", "TID251,PLE0241", "--config", banned, "."]),
        ("deptry", [tools + "/deptry", "."]),
    ]


def found(text):
    """By fault: the number of the line of the report that tells it first."""
    told = {}
    for number, line in enumerate(text.splitlines(), 1):
        place, chain = PLACE.search(line), CHAIN.search(line)
        fault = None
        if place and SAID.get(place.group(2)) == int(place.group(1)):
            fault = int(place.group(1))
        elif chain:
            fault = int(chain.group(1))
        if fault in FAULTS:
            told.setdefault(fault, number)
    return told


def main(program, tools, repository, low, top, source, loaded):
    program, tools = (str(pathlib.Path(path).resolve()) for path in (program, tools))
    with tempfile.TemporaryDirectory() as tmp:
        tree = pathlib.Path(tmp) / "copy"
        shutil.copytree(repository, str(tree), symlinks=True, ignore=shutil.ignore_patterns("shoring.yaml"))
        package = tree / source / low.replace(".", "/")
        (package / "planted.py").write_text(PLANTED.format(low=low, top=top))
        with (tree / loaded).open("a") as out:
            out.write("\nimport {}.planted\n".format(low))
        configurations(tree, low, top, source)
        env = {**os.environ, "PYTHONPATH": str(tree / source), "NO_COLOR": "1"}
        words_of = []
        for name, words in commands(program, tools, top):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            done = subprocess.run(words, cwd=str(tree), env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  stdin=subprocess.DEVNULL, universal_newlines=True, check=False)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            text = re.sub("\x1b\\[[0-9;]*m", "", done.stdout)
            told, lines = found(text), text.splitlines()
            print("| {} | {} | {} | {} of {} | {:.2f} s |".format(
                name, ", ".join(FAULTS[fault] for fault in sorted(told)) or "nothing", len(COUNTED.findall(text)),
                max(told.values(), default="-"), len(lines),
                after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
            words_of += ["{}, {}: {}".format(name, FAULTS[fault], lines[told[fault] - 1].strip()) for fault in sorted(told)]
        print("\n".join(words_of))


if __name__ == "__main__":
    if len(sys.argv) != 8:
        sys.exit(__doc__)
    main(*sys.argv[1:])
