#!/usr/bin/env python3
"""Write modules.txt and classes.txt: what the standard library of each Python has, as the interpreters say.

usage: make_std.py PYTHON...

One CPython of each version 3.8 to 3.14, for Linux. A later one that was built for another platform, or with parts
of the library left out, is completed from the one before it, see `complete`. The same interpreters give the same
bytes. tests/differential/test_std.py compares the compiled tables with the interpreters that are there.
"""
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PROBE = HERE / "probe.py"
WIDTH = 100
# Modules that an interpreter for another platform has with some names left out, and those that it has otherwise.
LACKING = re.compile(r"(os|posix|_?socket|select|_?signal|socketserver|webbrowser|time|threading|_thread|termios|tty"
                     r"|fcntl|multiprocessing\.managers)$")
OTHERWISE = re.compile(r"(_?ssl|hashlib|ctypes(\..*)?|selectors)$")



def asked(python):
    told = json.loads(subprocess.run([python, str(PROBE)], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL,
                                     check=True).stdout)
    assert not any("M" in row["flags"] for row in told["classes"].values()), "a metaclass with its own mro()"
    return told


def module_of(key, modules):
    """The module that a class's key starts with."""
    name = key.partition("#")[0]
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name


def complete(told, before):
    """Take from the version before what the interpreter cannot know of Linux: modules of the library that it was
    built without, and of LACKING and OTHERWISE what they say there."""
    tops = set(told["top"])
    new, old = told["modules"], before["modules"]
    lacked = {name for name in old
              if name not in new and name.partition(".")[0] in tops and (
                  name.partition(".")[0] not in new or name in told["missing"])}
    other = {name for name in old if OTHERWISE.match(name)}
    for name in lacked:
        new[name] = old[name]
    for name in other:
        new[name] = {**new[name], **old[name]}
    for name in filter(LACKING.match, old):
        new[name] = {**old[name], **new[name]}
    classes = dict(told["classes"])
    for key, row in before["classes"].items():
        if key not in classes or module_of(key, old) in lacked | other:
            classes[key] = row
    told["classes"] = reached(new, classes)


def reached(modules, classes):
    """The classes that the modules still lead to."""
    todo = [target for names in modules.values() for kind, target, _ in names.values() if kind in "cga"]
    kept = {}
    while todo:
        for key in todo.pop().split():
            if key in kept:
                continue
            kept[key] = row = classes[key]
            todo += row["bases"] + row["mro"] + [row["meta"], row["solid"]]
            todo += [target for kind, target in row["names"].values() if kind in "cga"]
    return kept


def runs(by_minor):
    """[(first, last, what)] of {minor: what}, what is the same in neighbours taken together."""
    found = []
    for minor in sorted(by_minor):
        if found and found[-1][1] == minor - 1 and found[-1][2] == by_minor[minor]:
            found[-1][1] = minor
        else:
            found.append([minor, minor, by_minor[minor]])
    return found


def span(first, last):
    return "3.{}-3.{}".format(first, last)


def grouped(space, by_minor):
    """The lines of the names in a module or class: a letter and versions, then the names."""
    groups = {}
    for name in set().union(*by_minor.values()):
        for first, last, (kind, target, *star) in runs(
                {minor: names[name] for minor, names in by_minor.items() if name in names}):
            shown = name
            implied = {"c": space + "." + name, "m": name}.get(kind, "")
            if target != implied:
                shown += "=" + target.replace(" ", ",")
            groups.setdefault((kind + ("*" if star == [True] else ""), first, last), []).append(shown)
    for (kind, first, last), names in sorted(groups.items()):
        start = "\t{} {}".format(kind, span(first, last))
        line = start
        for name in sorted(names, key=str.encode):
            if len(line) + 1 + len(name) > WIDTH and line != start:
                yield line
                line = start
            line += " " + name
        yield line


def module_lines(answers):
    for name in sorted(set().union(*(told["modules"].keys() | told["others"].keys() for told in answers.values())),
                       key=str.encode):
        yield name
        for first, last, other in runs({minor: told["others"].get(name, "") for minor, told in answers.items()
                                        if name in told["modules"] or name in told["others"]}):
            yield "\tat {}{}".format(span(first, last), other and " " + other)
        yield from grouped(name, {minor: told["modules"][name] for minor, told in answers.items()
                                  if name in told["modules"]})


def class_lines(answers):
    for key in sorted(set().union(*(told["classes"] for told in answers.values())), key=str.encode):
        yield key
        rows = {minor: told["classes"][key] for minor, told in answers.items() if key in told["classes"]}
        for first, last, (flags, bases, meta, solid) in runs(
                {minor: (row["flags"], row["bases"], row["meta"], row["solid"]) for minor, row in rows.items()}):
            yield "\tis {} {} {} {} {}".format(span(first, last), flags or "-", meta, solid, ",".join(bases) or "-")
        yield from grouped(key, {minor: row["names"] for minor, row in rows.items()})


def write(name, head, lines):
    text = "".join("# {}\n".format(line) for line in head) + "".join(line + "\n" for line in lines)
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")


def main(pythons):
    answers = {told["version"][1]: told for told in map(asked, pythons)}
    assert sorted(answers) == list(range(8, 15)), "one interpreter of each version 3.8 to 3.14"
    for minor, told in sorted(answers.items()):
        if told["platform"] != "linux":
            complete(told, answers[minor - 1])
    versions = ", ".join("{}.{}.{}".format(*told["version"]) + (
        "" if told["platform"] == "linux" else " ({}, completed)".format(told["platform"]))
        for _, told in sorted(answers.items()))
    write("modules.txt", [
        "The modules of the standard library: their names, and what these stand for.",
        "Made by make_std.py from CPython " + versions + ".",
    ], module_lines(answers))
    write("classes.txt", [
        "The classes of the standard library, and what their bodies define.",
        "Made by make_std.py from CPython " + versions + ".",
    ], class_lines(answers))


if __name__ == "__main__":
    main(sys.argv[1:])
