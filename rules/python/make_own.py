#!/usr/bin/env python3
"""Write own.txt, the well-known distributions whose import name is their own (requests, numpy), and own_rare.txt, the others.

`guarddog` lists the most downloaded distributions, in order; `pigar` lists the top-level names of every distribution.
"""
import sqlite3

import make_imports
import sources

# So many of the most downloaded: further down, more and more names are also those of somebody's own modules.
MOST = 6000


def main():
    ranks = sources.ranks()
    with sqlite3.connect(sources.unpacked(make_imports.NAMES) / "pigar/.db.sqlite3") as base:
        rows = [(sources.normal(dist), sources.normal(name)) for dist, name in base.execute(
            "SELECT d.name, t.name FROM distributions d JOIN top_level_module_names t ON t.distribution_id = d.id")]
    nobody = {sources.normal(name) for name, _ in sources.rows("common.txt")}
    own = {dist for dist, name in rows if dist == name and dist in ranks} - nobody
    shared = {name for dist, name in rows if dist != name}
    most = {dist for dist in own if ranks[dist] < MOST}
    made = "Made by make_own.py from {} and {}.".format(sources.RANKS, make_imports.NAMES)
    sources.write("own.txt", ["The well-known distributions whose import name is their own.", made], most)
    sources.write("own_rare.txt", [
        "Less known ones whose import name is their own, and no other distribution's.", made], own - most - shared)


if __name__ == "__main__":
    main()
