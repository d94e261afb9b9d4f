#!/usr/bin/env python3
"""Does what shoring needs grow faster than what it is given?

usage: growth.py [--half] PROGRAM [SHAPE]...

Each of the `shapes` is looked at in three sizes, n, 2n and 4n, and the instructions are counted by valgrind, so that
no load disturbs. What is needed besides (to start, for each file) is the same in all three: of what is linear, from 2n
to 4n takes twice as many more as from n to 2n did; of what is quadratic, four times. More than LIMIT is too much. The
same of memory, four times as large, where there are few files. With --half all sizes are half as large: quicker, and
what grows slowly at first may be missed. Exits with 1 if a shape grows too fast.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import shapes

LIMIT = 2.6  # n log n has up to 2.3; tables that double in size add to it
MEMORY_LIMIT = 3.5  # of what is doubled, much is not touched
LEAST = 400 * 1000  # fewer more instructions than that say nothing
MEMORY_LEAST = 8.0  # MB
FEW = 100  # files: to write more takes longer than to look at them


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


# The peak of a program is not below that of the process that began it: one that is small begins it.
PEAK = """import os, sys
_, status, usage = os.wait4(os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ), 0)
print("peak", usage.ru_maxrss, file=sys.stderr)
sys.exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 3)"""


def looked_at(program, shape, size, around):
    """Runs the command over a project of that size; what it said on standard error."""
    with tempfile.TemporaryDirectory() as folder:
        write(pathlib.Path(folder).resolve(), shape.make(size))
        done = subprocess.run([*around, program, *shape.words, "--jobs", "1"], cwd=folder, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", errors="replace",
                              env={"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": folder})
        if done.returncode not in (0, 1):
            sys.exit("{} of {}: {}".format(shape.name, size, done.stderr[-500:]))
        return done.stderr


def instructions(program, shape, size):
    said = looked_at(program, shape, size, ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
    return int(re.search(r"I +refs: +([\d,]+)", said).group(1).replace(",", ""))


def peak(program, shape, size):
    """MB"""
    said = looked_at(program, shape, size, [sys.executable, "-I", "-S", "-c", PEAK])
    return int(re.search(r"peak (\d+)", said).group(1)) / 1024


def growth(numbers, least):
    """How much more the second doubling takes than the first."""
    first, second = numbers[1] - numbers[0], numbers[2] - numbers[1]
    return second / first if first > least or second > 4 * least else 0.0


def judge(program, shape, part=1):
    """(the largest size, its instructions, their growth, its memory, the growth of that), of sizes divided by `part`"""
    few = len(shape.make(shape.size)) < FEW
    sizes = [shape.size * k // (1 if few else 4) // part for k in (1, 2, 4)]
    counts = [instructions(program, shape, size) for size in sizes]
    memory = [peak(program, shape, 4 * size) for size in sizes] if few else [0.0] * 3
    return sizes[2], counts[2], growth(counts, LEAST), memory[2], growth(memory, MEMORY_LEAST)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--half", action="store_true")
    parser.add_argument("program")
    parser.add_argument("shapes", nargs="*")
    asked = parser.parse_args()
    if shutil.which("valgrind") is None:
        print("skipped: there is no valgrind")
        return 0
    program, bad = str(pathlib.Path(asked.program).resolve()), 0
    wanted = [shape for shape in shapes.SHAPES if not asked.shapes or shape.name in asked.shapes]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        judged = pool.map(lambda shape: judge(program, shape, 2 if asked.half else 1), wanted)
        for shape, (size, count, more, memory, more_memory) in zip(wanted, judged):
            worse = more > LIMIT or more_memory > MEMORY_LIMIT
            bad += worse
            said = "  TOO FAST" if worse else ""
            print("{:34}{:>8}{:>15,}{:>6.2f}{:>8.0f} MB{:>6.2f}{}".format(
                shape.name, size, count, more, memory, more_memory, said), flush=True)
    print("{} of {} shapes grow too fast".format(bad, len(wanted)))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
