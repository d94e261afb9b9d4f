#!/usr/bin/env python3
"""One number for the code that facts are made by, one for the code that they are judged by: what other code kept is no use.

usage: make_sum.py SOURCE_ROOT OUTPUT DEPFILE

A version that has to be raised by hand would be forgotten; this changes with every byte.
"""
import hashlib
import pathlib
import sys

FOLDERS = ["analyzers/base", "analyzers/facts", "analyzers/packaging", "grammars", "grammars/python"]
KINDS = {".c", ".h", ".py", ".build", ".inc"}
JUDGING = ["analyzers/common", "analyzers/classes", "analyzers/project", "analyzers/scan"]


def sum_of(root, files):
    total = hashlib.sha256()
    for path in files:
        total.update(path.relative_to(root).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def main(root, output, depfile):
    files = sorted(p for f in FOLDERS for p in (root / f).iterdir() if p.suffix in KINDS)
    judging = sorted(p for f in JUDGING for p in (root / f).iterdir() if p.suffix in KINDS)
    judging += sorted(p for p in (root / "rules").rglob("*") if p.is_file() and p.suffix not in (".md", ".pyc"))
    pathlib.Path(output).write_text(
        "/* Made by grammars/make_sum.py. */\n#define FACTS_SUM UINT64_C(0x{})\n#define JUDGING_SUM UINT64_C(0x{})\n".format(
            sum_of(root, files), sum_of(root, judging)))
    quoted = [str(p).replace(" ", "\\ ") for p in files + judging]
    pathlib.Path(depfile).write_text("{}: {}\n".format(output, " ".join(quoted)))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), *sys.argv[2:])
