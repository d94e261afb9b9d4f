#!/usr/bin/env python3
"""Runs the cases of the rules: tests/rules/<rule>/<case>/.

A case is a small repository; nothing is registered. Beside its files it has
  args          optional: more options for `shoring check`, one a line
  expected.txt  what standard output says, byte for byte, and the exit code

usage: run.py [--bless] [RULE | RULE/CASE]...     --bless rewrites expected.txt: read the diff
"""
import difflib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = os.environ.get("SHORING", str(HERE.parent.parent / "build" / "hooks" / "shoring"))
BESIDE = ("args", "expected.txt")
JOBS = ("1", "8")
# The shell's environment is not that of the cases.
os.environ.pop("VIRTUAL_ENV", None)


def cases():
    """The folders of all cases, in order."""
    return sorted(case for rule in HERE.iterdir() if rule.is_dir() and rule.name[0] not in "_."
                  for case in rule.iterdir() if case.is_dir())


def name(case):
    return case.relative_to(HERE).as_posix()


def check(tree, args, jobs, cache):
    """What `shoring check` says in that folder: its output, its complaints and its exit code."""
    done = subprocess.run(
        [PROGRAM, "check", "--color", "never", "--jobs", jobs, *args], cwd=str(tree),
        env={**os.environ, "XDG_CACHE_HOME": cache},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, check=False)
    out = done.stdout.decode("utf-8") + done.stderr.decode("utf-8")
    return "{}exit code {}\n".format(out.replace(str(tree), "<root>"), done.returncode)


def outcomes(case):
    """What the case gives, in a copy outside of any repository, for each number of jobs: first with
    nothing kept from earlier runs, then with that of the first run."""
    args = (case / "args").read_text(encoding="utf-8").splitlines() if (case / "args").exists() else []
    with tempfile.TemporaryDirectory() as tmp:
        tree = pathlib.Path(tmp).resolve() / "case"
        shutil.copytree(str(case), str(tree), symlinks=True, ignore=lambda folder, names: [
            n for n in names if n in BESIDE and pathlib.Path(folder) == case])
        return [check(tree, args, jobs, str(tree.parent / "cache")) for jobs in JOBS]


def expected(case):
    path = case / "expected.txt"
    return path.read_bytes().decode("utf-8") if path.exists() else ""


def main(words):
    bless = "--bless" in words
    wanted = [w.rstrip("/") for w in words if w != "--bless"]
    wrong = 0
    for case in cases():
        if wanted and name(case) not in wanted and case.parent.name not in wanted:
            continue
        got = outcomes(case)
        differs = len(set(got)) > 1
        if differs:
            print("{}: the number of jobs, or the cache, changes the answer".format(name(case)))
        elif got[0] != expected(case):
            print("{}{}".format(name(case), ": blessed" if bless else ""))
            sys.stdout.writelines(difflib.unified_diff(
                expected(case).splitlines(True), got[0].splitlines(True), "expected", "got"))
            if bless:
                (case / "expected.txt").write_bytes(got[0].encode("utf-8"))
        wrong += differs or (got[0] != expected(case) and not bless)
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
