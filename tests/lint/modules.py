#!/usr/bin/env python3
"""pytest puts all test modules side by side: no two have one name, and none imports a conftest.

usage: modules.py SOURCE_ROOT
"""
import pathlib
import re
import sys

CONFTEST = re.compile(r"^\s*(from|import) conftest\b", re.M)


def faults(root):
    seen = {}
    for path in sorted((root / "tests").rglob("*.py")):
        if "rules" in path.relative_to(root).parts[1:-2]:
            continue  # the cases' own files
        name = path.relative_to(root)
        if path.name.startswith("test_"):
            if path.name in seen:
                yield "{}: there is {} already".format(name, seen[path.name])
            seen.setdefault(path.name, name)
        if path.parent.parent == root / "tests" and CONFTEST.search(path.read_text(encoding="utf-8")):
            yield "{}: import from `where`: which conftest it would be depends on the run".format(name)


if __name__ == "__main__":
    found = list(faults(pathlib.Path(sys.argv[1])))
    print("\n".join(found) or "one name each")
    sys.exit(bool(found))
