#!/usr/bin/env python3
"""One number for the code that facts are made by: a cache of other code's facts is no use.

usage: make_sum.py SOURCE_ROOT OUTPUT DEPFILE

A version that has to be raised by hand would be forgotten; this changes with every byte.
"""
import hashlib
import pathlib
import sys

FOLDERS = ["analyzers/base", "analyzers/facts", "analyzers/packaging", "grammars", "grammars/python"]
KINDS = {".c", ".h", ".py", ".build"}


def main(root, output, depfile):
    files = sorted(p for f in FOLDERS for p in (root / f).iterdir() if p.suffix in KINDS)
    total = hashlib.sha256()
    for path in files:
        total.update(path.relative_to(root).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    pathlib.Path(output).write_text(
        "/* Made by grammars/make_sum.py. */\n#define FACTS_SUM UINT64_C(0x{})\n".format(
            total.hexdigest()[:16]))
    quoted = [str(p).replace(" ", "\\ ") for p in files]
    pathlib.Path(depfile).write_text("{}: {}\n".format(output, " ".join(quoted)))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), *sys.argv[2:])
