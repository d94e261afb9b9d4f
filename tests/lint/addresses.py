#!/usr/bin/env python3
"""Nothing in the tree names a package index or somebody's machine: what is fetched comes from
the index that the user's pip is set up for.

usage: addresses.py SOURCE_ROOT
"""
import pathlib
import re
import subprocess
import sys

ADDRESS = re.compile(
    r"\b(?:https?|file)://[^\s\"')>]*(?:simple/|packages/|/wheels)"  # an index or a folder of one
    r"|(?<![\w.])/(?:home|root|Users)/\w+"  # a person's folder
)


def files(root):
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=str(root), stdout=subprocess.PIPE, check=True)
    return [root / name for name in listed.stdout.decode().split("\0") if name]


def faults(root):
    for path in files(root):
        if not path.is_file():
            continue
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            found = ADDRESS.search(line)
            if found and path.resolve() != pathlib.Path(__file__).resolve():
                yield "{}:{}: {}".format(path.relative_to(root), number, found.group())


if __name__ == "__main__":
    problems = list(faults(pathlib.Path(sys.argv[1])))
    print("\n".join(problems) or "no addresses")
    sys.exit(bool(problems))
