#!/usr/bin/env python3
"""Write imports.txt: the import names that are not their distribution's own, with the distributions that bring them.

Facts from three distributions:
- `guarddog` lists the 15,000 most downloaded distributions, in order;
- `pigar` lists the top-level names of every distribution on the index;
- families.txt, kept by hand, says which part of a shared name (google.cloud, azure) a distribution brings.

What is kept: names that a distribution of the 15,000 brings, whose normal form is not the distribution's, or that
several bring. Names that are nobody's in particular (tests, utils) are dropped, and packages that only carry a
copy of somebody else's. corrections.txt, kept by hand, wins over this table, line by line.
"""
import collections
import re
import sqlite3

import sources

NAMES = "pigar==2.2.0"
# More of these distributions than all bring a name: it is nobody's.
COMMON = 40
# A distribution with more names than this only carries others' along.
BUNDLE = 100
# Parts of names that nobody but the distribution itself imports.
PRIVATE = re.compile(r"(?:^|_)(?:tests?|testing|examples?|benchmarks?|docs?|samples?|demos?|scripts?|notebooks?|vendored"
                     r"|mypyc|build|cmake|setup)(?:_|$)")
# Families whose every distribution on the index is taken; of the others only the ranked.
JUNK = re.compile(r"\d{4}|nspkg|stubs|whl$")
WHOLE = ("google-cloud-", "azure-", "opentelemetry-", "apache-airflow-providers-")
# Second and later distributions of a name: at most so many.
ALTERNATIVES = 5
# Words that say nothing about whose a name is.
EMPTY = re.compile(r"^(?:python3?|py|django|djangorestframework|flask|pytest|lib)[-_]?|[-_]?(?:python|py3?|lib|client|sdk)$")
NAME = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$", re.ASCII)


def squeezed(name):
    return re.sub(r"[^a-z0-9]", "", EMPTY.sub("", name.lower())) or re.sub(r"[^a-z0-9]", "", name.lower())


def akin(name, dist):
    """Does one of the two names speak of the other?"""
    a, b = squeezed(name), squeezed(dist)
    return len(a) > 1 and len(b) > 1 and (a in b or b in a)


class Index:
    """What the sources know: the rank of a distribution, the distributions of a name."""

    def __init__(self):
        self.rank = sources.ranks()
        self.dists = collections.defaultdict(set)
        self.names = collections.Counter()  # how many a distribution brings
        self.all = set(self.rank)
        with sqlite3.connect(sources.unpacked(NAMES) / "pigar/.db.sqlite3") as base:
            for dist, name in base.execute(
                    "SELECT d.name, t.name FROM distributions d"
                    " LEFT JOIN top_level_module_names t ON t.distribution_id = d.id"):
                self.all.add(sources.normal(dist))
                if name is not None and NAME.match(name):
                    self.dists[name].add(sources.normal(dist))
                    self.names[sources.normal(dist)] += 1

    def ranked(self, name):
        return sorted((d for d in self.dists[name] if d in self.rank), key=self.rank.get)


def owners(index, name):
    """The distributions of a top-level name, the best first; none where it is nobody's or its own."""
    ranked, own = index.ranked(name), sources.normal(name)
    few = len(index.dists[name]) <= COMMON
    kin = [dist for dist in ranked if akin(name, dist)]
    # Another name altogether, and far better known than all that speak of the name (beautifulsoup4: bs4).
    if ranked and few and ranked[0] not in kin and (not kin or 8 * index.rank[ranked[0]] < index.rank[kin[0]]):
        kin = ranked[:1] + [dist for dist in ranked[1:] if dist in kin or akin(ranked[0], dist)]
    if own in index.dists[name]:  # it may be declared, however rarely it is used
        if own not in kin:
            kin.append(own)
        elif kin[0] != own and (index.rank[own] < 4 * index.rank[kin[0]] + 50 or index.names[kin[0]] > BUNDLE):
            kin.remove(own)
            kin.insert(0, own)
    if not few and not any(squeezed(name) == squeezed(dist) for dist in kin if dist != own):
        return []
    kin = kin[:1 + ALTERNATIVES]
    # Whoever declares another one that is well known has the name, too (google-search-results: serpapi).
    kin += [dist for dist in ranked if dist not in kin and index.names[dist] <= BUNDLE][:ALTERNATIVES if few else 0]
    return [] if kin == [own] else kin


def families(index):
    """{import name: distribution} by families.txt, for every distribution of a family on the index."""
    known = sorted(((prefix + "-", *values) for prefix, values in sources.rows("families.txt")),
                   key=lambda row: -len(row[0]))
    found = {}
    for dist in sorted(dist for dist in index.all if dist in index.rank or dist.startswith(WHOLE)):
        if JUNK.search(dist):
            continue
        for prefix, package, style in known:
            rest = dist[len(prefix):]
            if dist.startswith(prefix) and NAME.match(rest.replace("-", "_")):
                forms = {"dots": {rest.replace("-", ".")}, "underscores": {rest.replace("-", "_")},
                         "joined": {rest.replace("-", "_"), rest.replace("-", "")}}[style]
                found.update({package + "." + form: dist for form in forms if NAME.match(form)})
                break
    return found


def main():
    index = Index()
    standard = {name for name, _ in sources.rows("stdlib.txt")}
    nobody = {name for name, _ in sources.rows("common.txt")}
    corrected = {name for name, _ in sources.rows("corrections.txt")}
    shared = {name for name, _ in sources.rows("namespaces.txt")}
    table = {}
    for name in index.dists:
        if (name in standard | nobody | shared | corrected or name.startswith("_") or "." in name
                or not index.ranked(name)):
            continue
        found = owners(index, name)
        if found and not (PRIVATE.search(name) and not akin(name, found[0])):
            table[name] = found
    table.update((name, [dist]) for name, dist in families(index).items() if name not in corrected)
    sources.write("imports.txt", [
        "Import names and the distributions that bring them, the likeliest first, where the names differ.",
        "Made by make_imports.py from {}, {} and families.txt; corrections.txt wins over it.".format(sources.RANKS, NAMES),
    ], ("{}\t{}".format(name, ",".join(found)) for name, found in table.items()))


if __name__ == "__main__":
    main()
