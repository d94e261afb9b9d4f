#!/usr/bin/env python3
"""Each header compiles alone, and twice: it includes what it uses and guards itself.

usage: headers.py SOURCE_ROOT BUILD_ROOT
"""
import json
import pathlib
import shlex
import subprocess
import sys

FOLDERS = ("analyzers", "rules", "grammars", "hooks")
WANTED = ("-I", "-isystem", "-D", "-std=")


def compiler(build):
    """The compiler and the flags that any of our sources is compiled with."""
    commands = json.loads((build / "compile_commands.json").read_text())
    program, flags = None, {}
    for entry in commands:
        if "grammars/upstream/" in entry["file"]:
            continue
        words = shlex.split(entry["command"])
        program = program or next(w for w in words if not w.endswith("ccache"))
        flags.update((w, None) for w in words if w.startswith(WANTED))
    return [program, *flags]


def headers(root):
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.h")):
            if "upstream" not in path.relative_to(root).parts:
                yield path


def faults(root, build):
    command = compiler(build) + ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only"]
    for path in headers(root):
        name = str(path.relative_to(root))
        name = name[len("analyzers/") :] if name.startswith("analyzers/") else name
        done = subprocess.run(
            command + ["-x", "c", "-"], input='#include "{0}"\n#include "{0}"\nint unit;\n'.format(name),
            cwd=str(build), stderr=subprocess.PIPE, universal_newlines=True, check=False)
        if done.returncode:
            yield "{}: does not compile alone\n{}".format(path, done.stderr.rstrip())


if __name__ == "__main__":
    found = list(faults(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()))
    print("\n".join(found) or "each stands alone")
    sys.exit(bool(found))
