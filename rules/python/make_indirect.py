#!/usr/bin/env python3
"""Write indirect.txt and newest.txt: what the most downloaded distributions require, and those that others bring along, where requires.txt and
its like do not tell of it.

A chain of requirements is known only if all of its links are. Of each the newest release is asked for its metadata, and
then what that requires; one without a wheel is left out. pip 25 or newer downloads nothing for it. Of the most
downloaded newest.txt names the release.
"""
import concurrent.futures
import subprocess

import make_submodules
import sources

TABLES = ("requires.txt", "requires_by_hand.txt", "brought.txt", "brought_by_hand.txt", "debian.txt")


MOST = 5000  # downloaded: services declare these


def metadata(names):
    """What sources.metadata() says of those that have a wheel."""
    try:
        return sources.metadata(names)
    except subprocess.CalledProcessError:
        half = len(names) // 2
        return {**metadata(names[:half]), **metadata(names[half:])} if half else {}


def newest(names):
    """The same, side by side."""
    batches = [names[at:at + sources.AT_ONCE] for at in range(0, len(names), sources.AT_ONCE)]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        return {name: said for told_of in pool.map(metadata, batches) for name, said in told_of.items()}


def told():
    """What the other tables tell of: {distribution, or that with an extra: what it requires}."""
    found = {}
    for table in TABLES:
        for key, values in sources.rows(table):
            found.setdefault(key, set()).update(values)
    return found


def widely():
    """{distribution: what sources.metadata() says} of the most downloaded that no other table tells of."""
    known = told()
    return newest(sorted(name for name, place in sources.ranks().items() if place < MOST and name not in known))


def main():
    known, most = told(), widely()
    found = {name: make_submodules.requirements(said) for name, said in most.items()}
    asked = set()
    # A pair (name, extra), "" for none.
    wanted = {item.rstrip("]").partition("[")[::2] for values in known.values() for item in values if item not in ("", "-")}
    wanted |= {(name, "") for name in most}
    while wanted - asked:
        new = wanted - asked
        asked |= new
        names = sorted({name for name, _ in new if name not in known and name not in found})
        found.update((name, make_submodules.requirements(said)) for name, said in newest(names).items())
        for name, extra in new:
            wanted |= {item.rstrip("]").partition("[")[::2] for item in found.get(name, {}).get(extra, ())}
            wanted.add((name, ""))
    lines = {}
    for name, extra in asked:
        if name in found and extra in found[name] and (found[name][extra] or not extra):
            lines[name + ("[" + extra + "]" if extra else "")] = sorted(found[name][extra])
    sources.write("indirect.txt", [
        "What the most downloaded distributions require, and those that others bring along, of which no other table tells; - is nothing.",
        "Made by make_indirect.py from the metadata of the newest releases."],
        ("{}\t{}".format(key, ",".join(items) or "-") for key, items in lines.items()))
    ranks = sources.ranks()
    listed = newest(sorted(name for name in found if name in lines and ranks.get(name, MOST) < MOST))
    sources.write("newest.txt", [
        "Of which release indirect.txt says what it requires, where it is one of the most downloaded.",
        "Made by make_indirect.py."],
        ("{}\t{}".format(name, said["version"]) for name, said in listed.items()))


if __name__ == "__main__":
    main()
