#!/usr/bin/env python3
"""How long `shoring check` takes on packages from the index, beside `ruff analyze graph`.

usage: bench.py PROGRAM DIRECTORY

Both read every Python file below DIRECTORY and resolve its imports; ruff prints a graph and judges
nothing, shoring judges one contract. Neither keeps anything between runs, the files are in the page
cache. Of several runs the shortest counts.
"""
import os
import pathlib
import subprocess
import sys
import time

RUNS = 5
CONTRACT = """\
imports:
  contracts:
    - {name: models know no admin, type: forbidden, from: [django.db], to: [django.contrib], transitive: true}
services:
  - {discover: false}
"""


def timed(command, cwd):
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        done = subprocess.run(command, cwd=str(cwd), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              check=False)
        best = min(best, time.perf_counter() - start)
        if done.returncode not in (0, 1):
            sys.exit("{} said {}: {}".format(command, done.returncode, done.stderr.decode()))
    return best


def main(program, directory):
    directory = pathlib.Path(directory).resolve()
    subprocess.run(["git", "init", "-q"], cwd=str(directory), check=True)  # a project of its own
    (directory / "shoring.yaml").write_text(CONTRACT)
    files = [p for p in directory.rglob("*.py")]
    print("{} files, {:.1f} MB, {} processors".format(
        len(files), sum(p.stat().st_size for p in files) / 1e6, os.cpu_count()))
    check = [str(pathlib.Path(program).resolve()), "check", "--quiet"]
    rows = [
        ("shoring check", timed(check, directory)),
        ("shoring check --jobs 1", timed(check + ["--jobs", "1"], directory)),
        ("ruff analyze graph", timed([str(directory / "bin" / "ruff"), "analyze", "graph"], directory)),
    ]
    for name, seconds in rows:
        print("{:26}{:8.0f} ms{:8.2f} ×".format(name, seconds * 1000, seconds / rows[-1][1]))


if __name__ == "__main__":
    main(*sys.argv[1:])
