#!/usr/bin/env python3
"""One idea each: files, functions and parameter lists stay within the limits of the house.

usage: sizes.py SOURCE_ROOT
"""
import pathlib
import sys

import lizard

FOLDERS = ("analyzers", "rules", "grammars", "hooks", "tests/unit")
FILE = 600  # lines
FUNCTION, PARAMETERS, COMPLEXITY = 80, 6, 25  # lines, count, McCabe


def sources(root):
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.[ch]")):
            if "upstream" not in path.relative_to(root).parts:
                yield path


def too_long(root, path):
    lines = path.read_bytes().count(b"\n")
    if lines > FILE:
        yield "{}: {} lines, more than {}".format(path.relative_to(root), lines, FILE)


def scripts(root):
    for folder in ("rules", "tests"):
        yield from sorted((root / folder).rglob("*.py"))


def faults(root):
    for path in scripts(root):
        yield from too_long(root, path)
    for path in sources(root):
        name = path.relative_to(root)
        yield from too_long(root, path)
        for f in lizard.analyze_file(str(path)).function_list:
            place = "{}:{}: {}".format(name, f.start_line, f.name)
            if f.length > FUNCTION:
                yield "{}: {} lines, more than {}".format(place, f.length, FUNCTION)
            if f.parameter_count > PARAMETERS:
                yield "{}: {} parameters, more than {}".format(place, f.parameter_count, PARAMETERS)
            if f.cyclomatic_complexity > COMPLEXITY:
                yield "{}: complexity {}, more than {}".format(
                    place, f.cyclomatic_complexity, COMPLEXITY)


if __name__ == "__main__":
    found = list(faults(pathlib.Path(sys.argv[1])))
    print("\n".join(found) or "within the limits")
    sys.exit(bool(found))
