#!/usr/bin/env python3
"""Which lines the tests have run, as gcov tells them: folder by folder, and the files with the most that were not.

usage: coverage.py DIRECTORY [--lines FILE]

DIRECTORY was built by gcc with -Db_coverage=true, and its tests have run. Tables that are data, or that the build
writes, have no lines. Exits with 1 when less than 95 % of analyzers/ or grammars/ was run. `--lines` prints the lines of one file that
were not.
"""
import collections
import json
import os
import pathlib
import subprocess
import sys
from concurrent import futures

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = ("analyzers", "grammars", "hooks")
LEAST = 95
SHOWN = 20


def told(notes):
    """What gcov says of one object file."""
    done = subprocess.run(["gcov", "--json-format", "--stdout", str(notes)], cwd=str(notes.parent), stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=False)
    return [json.loads(line) for line in done.stdout.splitlines() if line.strip()]


def gather(build):
    """Path -> line -> how often it was run. Headers are told of by each file that includes them."""
    lines = collections.defaultdict(dict)
    # Also those that nothing has run: they have notes, and no counts.
    notes = [path for path in sorted(build.rglob("*.gcno")) if "upstream" not in path.parts]
    with futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for answers in pool.map(told, notes):
            for file in (file for answer in answers for file in answer["files"]):
                path = os.path.relpath(os.path.normpath(os.path.join(str(build), file["file"])), str(ROOT))
                if path.split(os.sep)[0] not in FOLDERS or "upstream" in path:
                    continue
                for line in file["lines"]:
                    number = line["line_number"]
                    lines[path][number] = max(lines[path].get(number, 0), line["count"])
    return lines


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    lines = gather(build)
    if not lines:
        sys.exit("coverage.py: {} has no counts: build with -Db_coverage=true, and run the tests".format(build))
    if sys.argv[2:3] == ["--lines"]:
        print(*(number for number, count in sorted(lines[sys.argv[3]].items()) if count == 0))
        return
    missed = {path: sum(count == 0 for count in of.values()) for path, of in lines.items()}
    for path in sorted(missed, key=lambda path: (-missed[path], path))[:SHOWN]:
        print("{:6} of {:4} lines not run  {}".format(missed[path], len(lines[path]), path))
    low = False
    for folder in FOLDERS:
        paths = [path for path in lines if path.startswith(folder + os.sep)]
        total = sum(len(lines[path]) for path in paths)
        run = total - sum(missed[path] for path in paths)
        print("{:10} {:6} of {:6} lines run, {:.1f} %".format(folder, run, total, 100 * run / total))
        low = low or (folder != "hooks" and 100 * run < LEAST * total)
    sys.exit(low)


if __name__ == "__main__":
    main()
