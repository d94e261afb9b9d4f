#!/usr/bin/env python3
"""All bytes of a row of facts are in members: what lies between them is as it happens to be, and equal facts would not be
equal blocks.

usage: rows.py SOURCE_ROOT [COMPILER]
"""
import pathlib
import re
import subprocess
import sys

HEADER = "analyzers/facts/facts.h"


def rows(text):
    """Where each row's struct is: (name, first line, last line)."""
    for found in re.finditer(r"^struct (\w+) \{\n.*?^\};", text, re.MULTILINE | re.DOTALL):
        if found.group(1) != "facts":  # which is no row
            first = text.count("\n", 0, found.start()) + 1
            yield found.group(1), first, first + found.group(0).count("\n")


def faults(root, compiler="cc"):
    found = list(rows((root / HEADER).read_text()))
    # What nobody asks the size of, clang does not lay out.
    source = '#include "{}"\n'.format(HEADER) + "".join(
        "int {0}_size = sizeof(struct {0});\n".format(name) for name, _, _ in found)
    said = subprocess.run([compiler, "-std=c17", "-Wpadded", "-fsyntax-only", "-Ianalyzers", "-I.", "-x", "c", "-"],
                          input=source, cwd=str(root), stderr=subprocess.PIPE, universal_newlines=True, check=True).stderr
    lines = [int(line) for line in re.findall(re.escape(HEADER) + r":(\d+):.*\[-Wpadded\]", said)]
    for name, first, last in found:
        if any(first <= line <= last for line in lines):
            yield "{}:{}: `struct {}` has bytes that are in no member: give them one".format(HEADER, first, name)


if __name__ == "__main__":
    found = list(faults(pathlib.Path(sys.argv[1]).resolve(), *sys.argv[2:]))
    print("\n".join(found) or "all bytes are in members")
    sys.exit(bool(found))
