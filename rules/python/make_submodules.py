#!/usr/bin/env python3
"""Write submodules.txt and requires.txt, by reading the distributions of wheels.txt and the metadata of metadata.txt's.

submodules.txt: modules that cannot be loaded without distributions which their own does not require: all that is
imported when they are loaded, by themselves and by what they load of their own distribution, without a guard or
under one that raises again. What another of them requires anyway is left out, and what a release of earlier.txt
that has the module does without.
requires.txt: what a distribution requires in any case (- is nothing), and what each of its extras adds.
"""
import email
import pathlib
import re

from packaging.requirements import Requirement

import loading
import sources

# Where markers ask: a server.
HERE = {"python_version": "3.11", "python_full_version": "3.11.9", "sys_platform": "linux",
        "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64",
        "implementation_name": "cpython", "platform_python_implementation": "CPython"}
# Modules that nobody's service loads.
PRIVATE = re.compile(r"(?:^|\.)_|(?:^|\.)(?:cli|__main__|conftest|test_\w+|pytest\w*|sphinx|codemods|mypy_plugin|mypy|pylint"
                     r"|examples|example_dags|bench|migrations|vendor)(?:\.|$)")
# What is there wherever Python is, and where a distribution runs: Lambda has these.
ALWAYS = {"pip", "setuptools"}
PLATFORM = {"aws-lambda-powertools": {"boto3", "botocore"}, "aws-xray-sdk": {"boto3", "botocore"}}
# Extras that nobody installs a service with.
DEVELOPMENT = re.compile(r"(?:^|[-_])(?:all[-_])?(?:dev|tests?|testing|docs?|lint|typing|types|mypy|benchmarks?|release|doctest)(?:[-_]|$)")


def wheels():
    """{name: [folder, ...]} of the unpacked wheels of wheels.txt, and of their releases in earlier.txt after them."""
    pins = [pin for pin, _ in sources.rows("wheels.txt")]
    read = {name_of(pin) for pin in pins}
    pins += [pin for pin, _ in sources.rows("earlier.txt") if name_of(pin) in read]
    found = {}
    for pin, folder in zip(pins, sources.all_unpacked(pins)):
        found.setdefault(name_of(pin), []).append(folder)
    return found


def name_of(pin):
    return sources.normal(pin.split("==")[0])


def metadata(folder):
    """The same of an unpacked wheel as sources.metadata() tells."""
    (path,) = folder.glob("*.dist-info/METADATA")
    said = email.message_from_bytes(path.read_bytes())
    return {"provides_extra": said.get_all("Provides-Extra", []), "requires_dist": said.get_all("Requires-Dist", [])}


def requirements(said):
    """{"": what it always requires, extra: what that adds}, as names with their extras."""
    extras = [""] + [extra for extra in map(sources.normal, said.get("provides_extra", []))
                     if not DEVELOPMENT.search(extra)]
    found = {extra: set() for extra in extras}
    for text in said.get("requires_dist", []):
        wanted = Requirement(text)
        for extra in extras:
            if wanted.marker is None or wanted.marker.evaluate(dict(HERE, extra=extra)):
                name = sources.normal(wanted.name)
                found[extra] |= {"{}[{}]".format(name, sources.normal(one)) for one in wanted.extras} or {name}
    return {extra: names - (found[""] if extra else set()) for extra, names in found.items()}


class Dists:
    """What a distribution brings, and which one an import comes from: as rules/python.c answers."""

    def __init__(self, requires):
        self.requires = requires
        self.imports = dict(sources.rows("imports.txt"))
        self.imports.update(sources.rows("corrections.txt"))
        self.namespaces = {name for name, _ in sources.rows("namespaces.txt")}
        self.nobody = {name for name, _ in sources.rows("common.txt")}
        self.standard = {name for name, _ in sources.rows("stdlib.txt")}
        self.known = set(sources.ranks()) | {name.partition("[")[0] for names in requires.values() for name in names}
        self.read = {key for key in requires if "[" not in key}

    def of(self, name):
        """The distributions of an import, none when it is not known or the standard library's."""
        top = name.split(".")[0]
        if top in self.standard or top in self.nobody:
            return []
        for up in (name, *loading.above(name)):
            if up != name and up in self.namespaces:
                return []
            plain = re.sub(r"_v\d\w*$", "", up)
            if up in self.imports or plain in self.imports:
                return self.imports.get(up) or self.imports[plain]
        own = sources.normal(top)
        return [own] if own in self.known and top not in self.namespaces else []

    def brought(self, dist):
        """All that it requires in any case, directly or not, and itself."""
        seen, todo = set(), [dist]
        while todo:
            name, _, extra = todo.pop().partition("[")
            for key in (name, name + "[" + extra) if extra else (name,):
                if key not in seen:
                    seen.add(key)
                    todo += self.requires.get(key, ())
        return {name.partition("[")[0] for name in seen}


class Wheel:
    """A release of a distribution: what its modules need."""

    def __init__(self, name, folder, dists):
        self.dists = dists
        self.known = {module: read for module, read in loading.modules(folder).items()
                      if module.split(".")[0] not in dists.nobody}
        self.closures = loading.closures(self.known)
        self.refused = set().union(*(module.refused for module in self.known.values()))
        requires = requirements(metadata(folder))
        self.there = {name} | ALWAYS | PLATFORM.get(name, set()).union(*map(dists.brought, requires[""]))
        # Its requirements' requirements are not all known: what it does not call optional may be among them.
        self.certain = self.there - ALWAYS <= dists.read
        self.optional = {one.partition("[")[0] for extra, names in requires.items() if extra for one in names}

    def wanted(self, names, certainly):
        """The distributions that a need stands for; none where it has none, or that is not certain."""
        if any(name.split(".")[0] in self.dists.standard for name in names):
            return ()
        some = [self.dists.of(name) for name in sorted(names)]
        wanted = tuple(dict.fromkeys(one for several in some for one in several[:4])) if all(some) else ()
        if not certainly or self.certain or names in self.refused or not self.optional.isdisjoint(wanted):
            return wanted if self.there.isdisjoint(wanted) else ()
        return ()

    def needs(self, found, certainly):
        needs = {self.wanted(names, certainly) for names in found} - {()}
        return {need for need in needs
                if not any(other != need and set(need) & self.dists.brought(other[0]) for other in needs)}

    def modules(self):
        """{dotted name: (what it needs for certain, all that it may need)} of all modules."""
        # What it cannot be imported without at all is there, whoever brings it.
        for name in [name for name in self.known if "." not in name]:
            self.there.update(*(need for need in self.needs(self.closures[name], True)))
        return {name: (self.needs(found, True), self.needs(found, False)) for name, found in self.closures.items()}


def common(several):
    """What needs of several releases have in common: whichever is installed, it needs one of these."""
    (newest, _), *others = several
    found = set()
    for need in newest:
        alike = [[one for one in other if set(one) & set(need)] for _, other in others]
        if all(alike):
            found.add(tuple(dict.fromkeys([*need, *(one for some in alike for part in some for one in part)])))
    return found


def submodules(releases):
    """{dotted name: needs} of modules that need more than what is above them, in every release that has them."""
    told = {}
    for name in sorted(set().union(*releases)):
        needs = common([release[name] for release in releases if name in release])
        over = next((told[up] for up in loading.above(name) if up in told), set())
        if needs - over and not PRIVATE.search(name):
            told[name] = needs | over
    return told


def main():
    folders = wheels()
    requires = {}
    told = sources.metadata([pin for pin, _ in sources.rows("metadata.txt")])
    told.update((dist, metadata(releases[0])) for dist, releases in folders.items())
    for dist, said in told.items():
        for extra, names in requirements(said).items():
            requires[dist + ("[" + extra + "]" if extra else "")] = sorted(names)
    dists = Dists(requires)
    table = {}
    for dist, releases in folders.items():
        table.update(submodules([Wheel(dist, folder, dists).modules() for folder in releases]))
    by_hand = {**dict(sources.rows("submodules_by_hand.txt")), **dict(sources.rows("submodules_late.txt"))}
    made = "Made by make_submodules.py from the distributions of wheels.txt and metadata.txt"
    former = dict(sources.rows("requires_by_hand.txt"))
    sources.write("requires.txt", [
        "What a distribution, or one of its extras, requires in any case; - is nothing.",
        made + "; requires_by_hand.txt wins over it."],
        ("{}\t{}".format(key, ",".join(names) or "-") for key, names in requires.items()
         if (names or "[" not in key) and key not in former))
    sources.write("submodules.txt", [
        "Modules, and what they need besides their own distribution to be loaded: each of a,b and one of c|d.",
        made + "; submodules_by_hand.txt and submodules_late.txt win over it."],
        ("{}\t{}".format(name, ",".join(sorted("|".join(need) for need in needs)))
         for name, needs in table.items() if name not in by_hand))


if __name__ == "__main__":
    main()
