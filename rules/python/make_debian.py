#!/usr/bin/env python3
"""Write debian.txt: what Debian's packages of Python's distributions depend on, recommend and suggest.

It is read from the lists that apt keeps of Debian 12; nothing is asked of PyPI. A package is called after what is
imported (python3-yaml), which imports.txt knows the distribution of.
"""
import re
import subprocess

import sources

FIELDS = ("Depends", "Recommends", "Suggests")
START = "python3-"
# The interpreter's own parts, and what every package may name.
NOBODY = {"all", "all-dev", "dev", "dbg", "distutils", "doc", "examples", "full", "gdbm", "lib2to3", "minimal",
          "pip", "pkg-resources", "setuptools", "tk", "venv", "wheel"}


def packages():
    """(name, [name, ...] of what it depends on or suggests) of Python's packages."""
    listed = subprocess.run(["apt-cache", "dumpavail"], check=True, stdout=subprocess.PIPE).stdout.decode("utf-8")
    for text in listed.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in text.split("\n") if re.match(r"[A-Z][\w-]*: ", line))
        if fields.get("Package", "").startswith(START):
            wanted = ", ".join(fields[key] for key in FIELDS if key in fields)
            yield (fields["Package"][len(START):],
                   [name[len(START):] for name in re.findall(r"[a-z0-9][a-z0-9.+-]+(?![a-z0-9.+-])", wanted)
                    if name.startswith(START)])


class Names:
    """Which distribution a package is of."""

    def __init__(self):
        self.imports = dict(sources.rows("imports.txt"))
        self.imports.update(sources.rows("corrections.txt"))
        self.known = set(sources.ranks()) | {dist for dists in self.imports.values() for dist in dists}
        self.lowered = {}
        for name, dists in self.imports.items():
            self.lowered.setdefault(name.lower(), dists)

    def of(self, package):
        if package in NOBODY:
            return ""
        for name in (package.replace("-", "."), package.replace("-", "_")):
            if name in self.lowered:
                return self.lowered[name][0]
        return next((dist for dist in (sources.normal(package), "python-" + sources.normal(package))
                     if dist in self.known), "")


def main():
    names, wanted = Names(), {}
    for package, others in packages():
        dist = names.of(package)
        if dist:
            wanted.setdefault(dist, set()).update(map(names.of, others))
    told = {}  # what is known already; {"-"}: that it requires nothing
    for table in ("requires.txt", "brought.txt", "brought_by_hand.txt"):
        for key, values in sources.rows(table):
            told.setdefault(key.partition("[")[0], set()).update(value.partition("[")[0] for value in values)
    sources.write("debian.txt", [
        "What Debian's package of a distribution depends on, recommends or suggests, beyond what requires.txt and",
        "brought.txt say; - is nothing. Made by make_debian.py from the lists of Debian 12."],
        ("{}\t{}".format(dist, ",".join(sorted(others)) or "-") for dist, others in
         ((dist, others - told.get(dist, set()) - {"", dist}) for dist, others in wanted.items())
         if others or dist not in told))


if __name__ == "__main__":
    main()
