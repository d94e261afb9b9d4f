#!/usr/bin/env python3
"""Write brought.txt: what earlier releases of distributions (earlier.txt) required and the newest (requires.txt, indirect.txt) do not,
and since.txt: from which release on they require none of that.

Only the metadata of the wheels is asked for; pip 25 or newer does so without downloading them.
"""
import packaging.version

import make_submodules
import sources


def rounds():
    """The pins of earlier.txt, so that each distribution is in a round but once."""
    made = []
    for pin, _ in sources.rows("earlier.txt"):
        name = pin.split("==")[0]
        free = next((one for one in made if name not in one), None)
        if free is None:
            free = {}
            made.append(free)
        free[name] = pin
    return [sorted(one.values()) for one in made]


def newest():
    """The releases that indirect.txt and requires.txt were made from."""
    read = {dist: release for dist, (release,) in sources.rows("newest.txt")}
    for table in ("wheels.txt", "metadata.txt"):
        for pin, _ in sources.rows(table):
            name, release = pin.split("==")
            read[sources.normal(name)] = release
    return read


def until(releases, now, last):
    """The first release that was read of which none of what earlier ones required is left; `now`: what the last requires."""
    order = sorted(releases, key=packaging.version.Version) + [last]
    has = [at for at, release in enumerate(order[:-1]) if releases[release] - now]
    return order[max(has) + 1]


def main():
    now = {dist: set(names) for table in ("indirect.txt", "requires.txt") for dist, names in sources.rows(table)}
    read = {}
    for pins in rounds():
        for dist, said in sources.metadata(pins).items():
            names = make_submodules.requirements(said)[""] - {dist}
            read.setdefault(dist, {})[said["version"]] = names
    by_hand = dict(sources.rows("brought_by_hand.txt"))
    brought = {dist: set().union(*releases.values()) - now.get(dist, set()) for dist, releases in read.items()}
    brought = {dist: names for dist, names in brought.items() if names and dist not in by_hand}
    sources.write("brought.txt", [
        "What earlier releases of a distribution required, beyond what requires.txt and indirect.txt say of the newest.",
        "Made by make_brought.py from the metadata of the releases of earlier.txt; brought_by_hand.txt wins over it."],
        ("{}\t{}".format(dist, ",".join(sorted(names))) for dist, names in brought.items()))
    last = newest()
    sources.write("since.txt", [
        "From which release on a distribution requires nothing of what brought.txt says, as far as releases were read.",
        "Made by make_brought.py from the metadata of the releases of earlier.txt, wheels.txt, metadata.txt and newest.txt."],
        ("{}\t{}".format(dist, until(read[dist], now.get(dist, set()), last[dist])) for dist in brought if dist in last))


if __name__ == "__main__":
    main()
