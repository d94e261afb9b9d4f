#!/usr/bin/env python3
"""Write own.txt: the well-known distributions whose import name is their own (requests, numpy).

`guarddog` lists the most downloaded distributions, in order; `pigar` lists the top-level names of every distribution.
"""
import sqlite3

import make_imports
import sources

# So many of the most downloaded: further down, more and more names are also those of somebody's own modules.
MOST = 6000


def main():
    most = {name for name, place in sources.ranks().items() if place < MOST}
    with sqlite3.connect(sources.unpacked(make_imports.NAMES) / "pigar/.db.sqlite3") as base:
        own = {sources.normal(dist) for dist, name in base.execute(
            "SELECT d.name, t.name FROM distributions d JOIN top_level_module_names t ON t.distribution_id = d.id")
            if sources.normal(dist) == sources.normal(name)}
    nobody = {sources.normal(name) for name, _ in sources.rows("common.txt")}
    sources.write("own.txt", [
        "The well-known distributions whose import name is their own.",
        "Made by make_own.py from {} and {}.".format(sources.RANKS, make_imports.NAMES),
    ], (most & own) - nobody)


if __name__ == "__main__":
    main()
