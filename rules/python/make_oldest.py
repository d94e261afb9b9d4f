#!/usr/bin/env python3
"""Write oldest.txt: below which release nothing is known of what a distribution requires.

What requires.txt, brought.txt and formerly.txt say is of the releases that wheels.txt, metadata.txt, earlier.txt and
formerly.txt name. It is taken to hold for all releases of the same major version as the oldest of them, and later ones.
So is what indirect.txt says of the most downloaded, of the releases that newest.txt names.
"""
import re

import sources


def series(release):
    """The first release of the same major version: 3 of 3.8.6, 0.9 of 0.9.1."""
    parts = re.match(r"\d+(\.\d+)*", release).group().split(".")
    count = next((at for at, part in enumerate(parts) if int(part) > 0), 0) + 1
    return ".".join(str(int(part)) for part in parts[:count])


def pins():
    for table in ("wheels.txt", "metadata.txt", "earlier.txt"):
        for pin, _ in sources.rows(table):
            yield pin.split("==")
    for key, _ in sources.rows("formerly.txt"):
        dist, release = key.rstrip("]").split("[")
        yield dist, release.replace("-", ".")


def oldest():
    """{distribution: the first release of the oldest series of it that was read}."""
    found = {}
    for dist, release in pins():
        name, first = sources.normal(dist), series(release)
        found[name] = min(found.get(name, first), first, key=lambda one: [int(part) for part in one.split(".")])
    for name, (release,) in sources.rows("newest.txt"):
        found.setdefault(name, series(release))
    return found


def main():
    sources.write("oldest.txt", [
        "The first release of the oldest major version of a distribution of which it is known what it requires.",
        "Made by make_oldest.py from wheels.txt, metadata.txt, earlier.txt, formerly.txt and newest.txt."],
        ("{}\t{}".format(dist, release) for dist, release in oldest().items()))


if __name__ == "__main__":
    main()
