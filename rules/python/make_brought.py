#!/usr/bin/env python3
"""Write brought.txt: what earlier releases of distributions (earlier.txt) required and the ones of requires.txt do not.

Only the metadata of the wheels is asked for; pip 25 or newer does so without downloading them.
"""
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


def main():
    now = dict(sources.rows("requires.txt"))
    earlier = {}
    for pins in rounds():
        for dist, said in sources.metadata(pins).items():
            names = make_submodules.requirements(said)[""]
            earlier.setdefault(dist, set()).update(names - set(now.get(dist, ())) - {dist})
    by_hand = dict(sources.rows("brought_by_hand.txt"))
    sources.write("brought.txt", [
        "What earlier releases of a distribution required, beyond what requires.txt says of the newest.",
        "Made by make_brought.py from the metadata of the releases of earlier.txt; brought_by_hand.txt wins over it."],
        ("{}\t{}".format(dist, ",".join(sorted(names))) for dist, names in earlier.items()
         if names and dist not in by_hand))


if __name__ == "__main__":
    main()
