#!/usr/bin/env python3
"""Write indirect.txt: what those distributions require that others bring along, and that requires.txt and its like do not tell of.

A chain of requirements is known only if all of its links are. Of each the newest release is asked for its metadata, and
then what that requires; one without a wheel is left out. pip 25 or newer downloads nothing for it.
"""
import concurrent.futures
import subprocess

import make_submodules
import sources

TABLES = ("requires.txt", "requires_by_hand.txt", "brought.txt", "brought_by_hand.txt", "debian.txt")


def metadata(name):
    """What sources.metadata() says of it; nothing if it has no wheel."""
    try:
        return sources.metadata([name])
    except subprocess.CalledProcessError:
        return {}


def main():
    told = {}
    for table in TABLES:
        for key, values in sources.rows(table):
            told.setdefault(key, set()).update(values)
    found, asked = {}, set()
    # A pair (name, extra), "" for none.
    wanted = {item.rstrip("]").partition("[")[::2] for values in told.values() for item in values if item not in ("", "-")}
    while wanted - asked:
        new = wanted - asked
        asked |= new
        names = sorted({name for name, _ in new if name not in told and name not in found})
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            for told_of in pool.map(metadata, names):
                found.update((name, make_submodules.requirements(said)) for name, said in told_of.items())
        for name, extra in new:
            wanted |= {item.rstrip("]").partition("[")[::2] for item in found.get(name, {}).get(extra, ())}
            wanted.add((name, ""))
    lines = {}
    for name, extra in asked:
        if name in found and extra in found[name] and (found[name][extra] or not extra):
            lines[name + ("[" + extra + "]" if extra else "")] = sorted(found[name][extra])
    sources.write("indirect.txt", [
        "What distributions require that others bring along, and of which no other table tells; - is nothing.",
        "Made by make_indirect.py from the metadata of the newest releases."],
        ("{}\t{}".format(key, ",".join(items) or "-") for key, items in lines.items()))


if __name__ == "__main__":
    main()
