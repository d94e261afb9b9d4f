#!/usr/bin/env python3
"""How many instructions shoring takes for fixed inputs, beside what was recorded: a guard that no load disturbs.

usage: counts.py PROGRAM [--record]

Counted by `valgrind --tool=callgrind`, on one thread. counts.json holds the numbers and what they depend on, the compiler
and the C library; where these differ the comparison is skipped, and said to be. `--record` writes the file anew. Exits
with 1 if a number is more than 3 % above the recorded one, with 0 if it was compared or skipped.
"""
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time

import corpora

HERE = pathlib.Path(__file__).resolve().parent
RECORDED = HERE / "counts.json"
TOLERANCE = 0.03


def compiler(program):
    """As the program itself says: GCC and clang leave their names in what they compile."""
    found = re.findall(rb"GCC: \([^)]*\) [\d.]+|clang version [\d.]+", pathlib.Path(program).read_bytes())
    return sorted({one.decode() for one in found})


def surroundings(program):
    return {"compiler": compiler(program), "libc": " ".join(platform.libc_ver()), "machine": platform.machine()}


def counted(program, words, root, cache):
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(root), "XDG_CACHE_HOME": str(cache)}
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, *words, "--jobs", "1"], cwd=str(root),
        env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, universal_newlines=True, check=False)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode not in (0, 1) or found is None:
        sys.exit("{}: {}".format(words, done.stderr[-500:]))
    return int(found.group(1))


def measure(program):
    numbers = {}
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder).resolve()
        shutil.copytree(str(HERE.parent.parent / "examples/platform"), str(folder / "platform"))
        (folder / "services").mkdir()
        corpora.services(folder / "services", *corpora.SERVICES["services-10"])
        corpora.commit(folder / "platform")
        corpora.commit(folder / "services")
        numbers["version"] = counted(program, ["--version"], folder, folder)
        for name in ("platform", "services"):
            cache = folder / (name + "-cache")
            numbers[name + ", cold"] = counted(program, ["check", "--no-cache"], folder / name, cache)
            old = folder / name
            for path in old.rglob("*"):  # times in whole seconds are believed only after two of them
                if path.is_file() and ".git" not in path.parts:
                    os.utime(str(path), ns=(1, 1))
            time.sleep(0.5)
            counted(program, ["check"], folder / name, cache)
            numbers[name + ", warm"] = counted(program, ["check"], folder / name, cache)
    return numbers


def main(program, *options):
    if shutil.which("valgrind") is None:
        print("skipped: there is no valgrind")
        return 0
    program = str(pathlib.Path(program).resolve())
    around = surroundings(program)
    recorded = json.loads(RECORDED.read_text()) if RECORDED.exists() else {"around": None, "numbers": {}}
    if "--record" not in options and recorded["around"] != around:
        print("skipped: recorded with {}, this is {}".format(recorded["around"], around))
        return 0
    numbers, worse = measure(program), 0
    for name, number in numbers.items():
        before = recorded["numbers"].get(name)
        over = before is not None and number > before * (1 + TOLERANCE)
        worse += over
        print("{:16}{:>14,}{}{}".format(name, number, "" if before is None else "  {:+.1%}".format(number / before - 1),
                                        "  MORE THAN RECORDED" if over else ""))
    if "--record" in options:
        RECORDED.write_text(json.dumps({"around": around, "numbers": numbers}, indent=2) + "\n")
        return 0
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
