#!/usr/bin/env python3
"""Count what the tables know of the most downloaded distributions: the numbers of README.md."""
import collections
import sqlite3

import loading
import make_imports
import make_submodules
import sources

FAMILIES = ("google-cloud-", "azure-", "opentelemetry-", "apache-airflow-providers-", "types-", "django-")
MOST = 1000


def brought():
    """{distribution: its top-level names}, without what nobody imports."""
    nobody = {name for name, _ in sources.rows("common.txt")}
    found = collections.defaultdict(set)
    with sqlite3.connect(sources.unpacked(make_imports.NAMES) / "pigar/.db.sqlite3") as base:
        for dist, name in base.execute("SELECT d.name, t.name FROM distributions d"
                                       " JOIN top_level_module_names t ON t.distribution_id = d.id"):
            if make_imports.NAME.match(name or "") and name not in nobody and not name.startswith("_"):
                found[sources.normal(dist)].add(name)
    return found


def pairs(dist, package):
    """(pairs of a module below the package and what it imports unguarded, those of them that the tables know)."""
    table = dict(sources.rows("submodules.txt"))
    for by_hand in ("submodules_by_hand.txt", "submodules_late.txt"):
        table.update(sources.rows(by_hand))
    dists = make_submodules.Dists(dict(sources.rows("requires.txt")))
    there = dists.brought(dist) - {dist}
    (pin,) = [pin for pin, _ in sources.rows("wheels.txt") if make_submodules.name_of(pin) == dist]
    known = loading.modules(sources.unpacked(pin))
    found, answered = set(), set()
    for name, module in known.items():
        behind = next((table[up] for up in (name, *loading.above(name)) if up in table), [])
        brought = set().union(*(dists.brought(one) for need in behind for one in need.split("|")))
        for need in module.needs:
            tops = {part.split(".")[0] for part in need}
            wanted = {one for part in need for one in dists.of(part)}
            if not name.startswith(package + ".") or tops & (dists.standard | {package.split(".")[0]}) or wanted & there:
                continue
            pair = (name, "|".join(sorted(tops)))
            found.add(pair)
            if wanted & brought or behind and not wanted:  # what brings a name that is nobody's is kept by hand
                answered.add(pair)
    return found, answered


def main():
    table = dict(sources.rows("imports.txt"))
    table.update(sources.rows("corrections.txt"))
    known = {dist for dists in table.values() for dist in dists}
    own = {name for name, _ in sources.rows("own.txt")}
    ranks, names = sources.ranks(), brought()
    standard = {name for name, _ in sources.rows("stdlib.txt")}
    # Not what nobody imports by a name of its own: NVIDIA's libraries, parts of the standard library of old.
    differ = [dist for dist in sorted(ranks, key=ranks.get)
              if names[dist] - standard - {"nvidia"} and dist not in map(sources.normal, names[dist])
              and not dist.endswith("-nspkg")]
    for count in (MOST, len(differ)):
        missing = [dist for dist in differ[:count] if dist not in known]
        print("{} most downloaded with other names: {} known".format(count, count - len(missing)))
        if count == MOST:
            print("  not known:", " ".join(missing))
    for family in FAMILIES:
        members = [dist for dist in ranks if dist.startswith(family) and not dist.endswith("-nspkg")]
        # types-* are known by their names, and what is imported by its own name needs no line.
        missing = [dist for dist in members if dist not in known | own and family != "types-"
                   and dist not in map(sources.normal, names[dist])]
        print("{}*: {} of {} ranked, {} in the tables; not known: {}".format(
            family, len(members) - len(missing), len(members), sum(dist.startswith(family) for dist in known | own),
            " ".join(missing)))
    found, answered = pairs("sentry-sdk", "sentry_sdk.integrations")
    print("sentry-sdk's integrations: {} of {} pairs; not known: {}".format(
        len(answered), len(found), sorted(found - answered)))
    submodules = dict(sources.rows("submodules.txt"))
    for by_hand in ("submodules_by_hand.txt", "submodules_late.txt"):
        submodules.update(sources.rows(by_hand))
    print("{} modules of {} packages need more than their distribution".format(
        len(submodules), len({name.split(".")[0] for name in submodules})))
    print("{} pairs of a module and what it needs".format(sum(map(len, submodules.values()))))


if __name__ == "__main__":
    main()
