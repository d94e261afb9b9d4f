#!/usr/bin/env python3
"""Nothing of a rule is forgotten: each has its name in the list, a page, a check, a case that
finds, a case that must not, and a row in the README.

usage: catalogue.py SOURCE_ROOT
"""
import pathlib
import re
import sys

ENGINE = "engine"  # its rules are found by the engine itself: no check of their own
LIST = re.compile(r"^rule_names = \{(.*?)^\}", re.M | re.S)
FOLDER = re.compile(r"'([a-z]+)':\s*\[(.*?)\]", re.S)
FINDS = re.compile(r"\[([a-z-]+)\]")


def listed(root):
    """{folder: names} as rules/meson.build has them."""
    text = re.sub(r"#.*", "", (root / "rules" / "meson.build").read_text())
    lists = LIST.search(text).group(1)
    return {folder: re.findall(r"'([^']+)'", names) for folder, names in FOLDER.findall(lists)}


def page_id(page):
    found = re.search(r"^id: (\S+)$", page.read_text(encoding="utf-8"), re.M)
    return found.group(1) if found else None


def unlisted(root, names):
    """Pages and fixtures of rules that the list does not name."""
    for page in sorted((root / "rules").glob("*/*.md")):
        if page.name != "README.md" and page.stem not in names.get(page.parent.name, []):
            yield "{}: not in rules/meson.build".format(page.relative_to(root))
    known = {name for those in names.values() for name in those}
    for fixture in sorted((root / "tests" / "rules").glob("*/")):
        if fixture.is_dir() and not fixture.name.startswith(("_", ".")) and fixture.name not in known:
            yield "{}: no rule of that name".format(fixture.relative_to(root))


def cases(root, name):
    """Does a case find the rule, does one not?"""
    found, clean = False, False
    for expected in sorted((root / "tests" / "rules" / name).glob("*/expected.txt")):
        if name in FINDS.findall(expected.read_text(encoding="utf-8")):
            found = True
        else:
            clean = True
    return found, clean


def rule_faults(root, folder, name):
    page = root / "rules" / folder / (name + ".md")
    if not page.is_file():
        yield "{}: no page {}".format(name, page.relative_to(root))
        return
    check = root / "analyzers" / folder / (name.replace("-", "_") + ".c")
    if folder != ENGINE and not check.is_file():
        yield "{}: no check {}".format(name, check.relative_to(root))
    found, clean = cases(root, name)
    if not found:
        yield "{}: no case in tests/rules/{} finds it".format(name, name)
    if not clean:
        yield "{}: no case in tests/rules/{} is clean of it".format(name, name)
    row = re.compile(r"^\|.*\b{}\b.*\b{}\b.*\|".format(page_id(page), re.escape(name)), re.M)
    if not row.search((root / "README.md").read_text(encoding="utf-8")):
        yield "{}: no row in README.md".format(name)


def faults(root):
    names = listed(root)
    yield from unlisted(root, names)
    for folder, those in names.items():
        for name in those:
            yield from rule_faults(root, folder, name)


if __name__ == "__main__":
    problems = list(faults(pathlib.Path(sys.argv[1])))
    print("\n".join(problems) or "complete")
    sys.exit(bool(problems))
