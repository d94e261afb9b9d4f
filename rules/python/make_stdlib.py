#!/usr/bin/env python3
"""Write stdlib.txt: the top-level modules of the standard library, and the versions of Python that have them.

The lists are those of the distribution `stdlibs`, which takes them from the interpreters' own sources, for
every platform together. tests/differential/test_tables.py compares them with the running interpreter.
"""
import ast
import re

import sources

SOURCE = "stdlibs==2026.9.3"
# Parts of CPython's own tests, which nobody imports.
TESTS = re.compile(r"_?xx|_test|_ctypes_test$|__hello|__phello")
# Left out of sys.stdlib_module_names on purpose, and importable all the same.
ALWAYS = {"__main__", "test"}


def modules(folder, minor):
    """The names in the one literal of stdlibs/py3<minor>.py."""
    tree = ast.parse((folder / "stdlibs" / "py3{}.py".format(minor)).read_text(encoding="utf-8"))
    lists = [node for node in ast.walk(tree) if isinstance(node, ast.List)]
    assert len(lists) == 1
    return {name for name in ast.literal_eval(lists[0]) if not TESTS.match(name)} | ALWAYS


def lines(by_minor):
    for name in set().union(*by_minor.values()):
        minors = [minor for minor in by_minor if name in by_minor[minor]]
        first, last = min(minors), max(minors)
        assert minors == list(range(first, last + 1)), name
        yield "{}\t3.{}-3.{}".format(name, first, last)


def main():
    folder = sources.unpacked(SOURCE)
    by_minor = {minor: modules(folder, minor) for minor in sources.PYTHONS}
    sources.write("stdlib.txt", [
        "Top-level modules of the standard library: the first and the last Python that has it.",
        "Made by make_stdlib.py from {}; 3.{} and 3.{} are the oldest and the newest known.".format(
            SOURCE, min(by_minor), max(by_minor)),
    ], lines(by_minor))


if __name__ == "__main__":
    main()
