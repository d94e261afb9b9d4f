#!/usr/bin/env python3
"""Write conda.txt: what conda calls otherwise than PyPI.

`conda-pypi` carries conda-forge's mapping of all its packages. Where conda splits a distribution into several
packages, each of them is there.
"""
import json

import sources

MAPPING = "conda-pypi==0.13.1"


def main():
    listed = sources.unpacked(MAPPING) / "conda_pypi/grayskull_pypi_mapping.json"
    by_hand = {name for name, _ in sources.rows("conda_by_hand.txt")}
    names = {}
    for row in json.loads(listed.read_text(encoding="utf-8")).values():
        conda, dist = sources.normal(row["conda_name"]), sources.normal(row["pypi_name"])
        if conda != dist and conda not in by_hand:
            names.setdefault(conda, set()).add(dist)
    sources.write("conda.txt", [
        "Packages of conda that have another name on PyPI, and that name.",
        "Made by make_conda.py from {}.".format(MAPPING),
    ], ["{}\t{}".format(conda, ",".join(sorted(dists))) for conda, dists in names.items()])


if __name__ == "__main__":
    main()
