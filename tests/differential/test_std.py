"""The tables of the standard library against the interpreters that are there: every module, name and class.

One of each version is asked: of those that SHORING_PYTHONS lists (paths, separated as PATH is), the running one, and
those on PATH as python3.x, the first.
"""
import collections
import functools
import json
import os
import re
import shutil
import subprocess
import sys

import pytest

KINDS = "FREVDWIG"  # enum std_class_flags, by bit
PAIRS = 4000
Class = collections.namedtuple("Class", "name flags meta solid bases names")
VERSION = "import sys; print(sys.implementation.name, sys.platform, *sys.version_info[:3])"


@functools.lru_cache(maxsize=None)
def interpreters():
    """{(3, minor, micro): path}, one of each minor version."""
    listed = os.environ.get("SHORING_PYTHONS", "").split(os.pathsep)
    found = {}
    for path in [*listed, sys.executable, *(shutil.which("python3.{}".format(minor)) for minor in range(8, 15))]:
        if path:
            asked = subprocess.run([path, "-c", VERSION], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                   universal_newlines=True, check=False)
            name, platform, *version = asked.stdout.split() or ["", ""]
            version = tuple(map(int, version))
            if (name, platform) == ("cpython", "linux") and (3, 8) <= version < (3, 15):
                found.setdefault(version[:2], (version, path))
    return {version: path for version, path in found.values()}


def versions():
    return [pytest.param(version, id="{}.{}.{}".format(*version)) for version in sorted(interpreters())] or [
        pytest.param(None, marks=pytest.mark.skip(reason="no CPython 3.8 to 3.14 for Linux is here"))]


@pytest.fixture(scope="module", params=versions())
def version(request):
    return request.param


@pytest.fixture(scope="module")
def told(version, root):
    """What the interpreter says."""
    return json.loads(subprocess.run([interpreters()[version], str(root / "rules" / "python" / "std" / "probe.py")],
                                     stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True).stdout)


@pytest.fixture(scope="module")
def said(version, told, build_dir, root):
    """What the tables say, in the same form: the modules that the interpreter has, and all classes."""
    lines = (root / "rules" / "python" / "std" / "classes.txt").read_text(encoding="utf-8").splitlines()
    keys = [line for line in lines if line[0] not in "\t#"]
    asked = sorted(told["modules"]) + sorted(told["others"])
    done = subprocess.run([str(build_dir / "tests" / "unit" / "std"), str(version[1])], check=True,
                          input="".join(name + "\n" for name in asked), stdout=subprocess.PIPE, universal_newlines=True)
    modules, classes = {}, {}
    for kind, *rest in (line.split("\t") for line in done.stdout.splitlines()):
        if kind == "M":
            names = modules[rest[0]] = {}
        elif kind == "C":
            key, names = keys[int(rest[0])], {}
            classes[key] = Class(
                rest[1], {letter for bit, letter in enumerate(KINDS) if int(rest[2]) >> bit & 1},
                keys[int(rest[3])], keys[int(rest[4])], [keys[int(base)] for base in rest[5].split()], names)
        else:
            name, letter, star, what = rest
            if letter in "cga":
                what = " ".join(keys[int(each)] for each in what.split())
            names[name] = [letter, what, star == "1"]
    return modules, classes


@pytest.fixture(scope="module")
def same(version, root):
    """same(pairs): what is told is what is said, of (place, told, said). The tables are made by one release of
    each version: of another one in a hundred may differ."""
    with (root / "rules" / "python" / "std" / "classes.txt").open(encoding="utf-8") as table:
        made = re.search(r"\b3\.{}\.(\d+)([^,\n]*)".format(version[1]), table.read(500))
    exact = int(made.group(1)) == version[2] and made.group(2).strip(".") == ""

    def check(pairs):
        pairs = list(pairs)
        wrong = ["{}: {!r}, not {!r}".format(place, got, want) for place, want, got in pairs if want != got]
        assert pairs
        assert len(wrong) <= (0 if exact else len(pairs) // 100), "{} of {} differ:\n{}".format(
            len(wrong), len(pairs), "\n".join(wrong[:20]))

    return check


def test_names_of_modules(told, said, same):
    names = dict(told["modules"], **{name: told["modules"][own] for name, own in told["others"].items()})
    same(("{}.{}".format(module, name), names[module].get(name), said[0].get(module, {}).get(name))
         for module in names for name in sorted({*names[module], *said[0].get(module, {})}))


def test_classes(told, said, same):
    for row in told["classes"].values():
        row["flags"] = sorted(row["flags"])
    same((key, [row["flags"], row["meta"], row["solid"], row["bases"], key.partition("#")[0]],
          key in said[1] and [sorted(said[1][key].flags), said[1][key].meta, said[1][key].solid, said[1][key].bases,
                              said[1][key].name])
         for key, row in told["classes"].items())


def test_bodies_of_classes(told, said, same):
    same(("{}.{}".format(key, name), row["names"].get(name), said[1][key].names.get(name, [])[:2] or None)
         for key, row in told["classes"].items() if key in said[1]
         for name in sorted({*row["names"], *said[1][key].names}))


class Reading:
    """What CPython makes of bases, by the tables alone: _PyType_CalculateMetaclass, best_base and mro_implementation
    of Objects/typeobject.c."""

    def __init__(self, classes, minor):
        self.classes = dict(classes)
        self.minor = minor

    @functools.lru_cache(maxsize=None)
    def mro(self, key):
        return (key, *self.merged(self.classes[key].bases))

    def merged(self, bases):
        """C3 over the bases; None when there is no order."""
        todo, order = [list(self.mro(base)) for base in bases] + [list(bases)], []
        while any(todo):
            good = [line[0] for line in todo if line and not any(line[0] in other[1:] for other in todo)]
            if not good:
                return None
            order.append(good[0])
            todo = [line[1:] if line and line[0] == good[0] else line for line in todo]
        return order

    def metaclass(self, bases):
        winner = "builtins.type"
        for meta in (self.classes[base].meta for base in bases):
            if meta in self.mro(winner):
                continue
            if winner not in self.mro(meta):
                return None
            winner = meta
        return winner

    def layout(self, bases):
        winner = None
        for base in bases:
            if "F" in self.classes[base].flags:
                return "final"
            solid = self.classes[base].solid
            if winner is None or winner in self.mro(solid):
                winner = solid
            elif solid not in self.mro(winner):
                return "layout"
        return None

    def verdict(self, bases):
        meta = self.metaclass(bases)
        if meta is None:
            return "metaclass", False
        found = self.layout(bases)
        if found is None and self.merged(bases) is None:
            found = "order"
        # A metaclass with a __new__ of its own may take other bases, or say something else before.
        return found or "fine", any("__new__" in self.classes[each].names
                                    for each in self.mro(meta)[:-2] if each != "abc.ABCMeta")

    def add(self, key):
        """A class below another one, plain or with a non-empty __slots__; which of them, its key says."""
        below, _, base = key.partition(":")
        if key in self.classes or base not in self.classes:
            return
        above = self.classes[base]
        adds_dict = below != "slots" and "D" not in above.flags
        own = below == "slots" or self.minor < 12 and adds_dict and "V" in above.flags
        self.classes[key] = Class(key, above.flags | ({"D"} if adds_dict else set()), above.meta,
                                  key if own else above.solid, [base], {})


def test_linearization_is_c3(told, said):
    reading = Reading(said[1], 0)
    wrong = [key for key, row in told["classes"].items()
             if key in said[1] and row["bases"] == said[1][key].bases and list(reading.mro(key)) != row["mro"]]
    assert not wrong
    assert len(said[1]) > 2000


# Run by each interpreter: classes made with two bases, with __slots__; what becomes of them.
MAKING = r"""
import contextlib, io, json, random, sys, warnings
sys.path.insert(0, sys.argv[1])
import probe
ERRORS = {"metaclass conflict": "metaclass", "is not an acceptable base type": "final", "lay-out conflict": "layout",
          "consistent method resolution": "order", "duplicate base class": "order",
          "nonempty __slots__ not supported": "size", "__dict__ slot disallowed": "dict",
          "__weakref__ slot disallowed": "weakref"}
def make(bases, body):
    try:
        return "fine", type("x", bases, body)
    except Exception as error:
        return next((ERRORS[part] for part in ERRORS if part in str(error)), "other"), None
warnings.simplefilter("ignore")
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    probe.alone()
    library = probe.Library(probe.load(probe.library_names()))
    classes = sorted((key, library.found[at][0]) for at, key in library.keys.items())
    odd = [(key, cls) for key, cls in classes if probe.solid(cls) is not object or type(cls) is not type]
    told = {"slots": [], "pairs": []}
    for key, cls in classes:
        for body in ("a", "__dict__", "__weakref__"):
            told["slots"].append([key, body, make((cls,), {"__slots__": (body,)})[0]])
    choice = random.Random(20240508)
    for i in range(int(sys.argv[2])):
        (a, first), (b, second) = (choice.choice(odd if choice.random() < .7 else classes) for _ in "ab")
        if i % 4 == 3:
            first = choice.choice(second.__mro__)
            a = library.keys[id(first)]
        below = ["", "plain", "slots", ""][i % 4]
        if below:
            made, first = make((first,), {"__slots__": ("a",)} if below == "slots" else {})
            if first is None:
                continue
        if below == "plain" and i % 8 > 4:
            made, second = make((second,), {})
            if second is None:
                continue
            b = "below:" + b
        told["pairs"].append([below + ":" + a if below else a, b, make((first, second), {})[0]])
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def made(version, root):
    return json.loads(subprocess.run(
        [interpreters()[version], "-c", MAKING, str(root / "rules" / "python" / "std"), str(PAIRS)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True).stdout)


def test_pairs_of_bases(version, made, said, same):
    reading = Reading(said[1], version[1])
    rows = []
    for *bases, got in made["pairs"]:
        for base in bases:
            reading.add(base)
        if not all(base in reading.classes for base in bases):
            continue
        want, own_new = reading.verdict(bases)
        # What a base's own __init_subclass__ says comes last; one says what is said of final ones.
        if got == "other" or got == "final" != want and "_pydatetime.timezone" in bases[0] + bases[1]:
            got = "fine"
        if got != "fine" or not own_new:
            rows.append((bases, got, want))
    same(rows)
    assert {got for _, got, _ in rows} == {"fine", "metaclass", "final", "layout", "order"}
    assert len(rows) > PAIRS // 2


def test_slots(made, said, same):
    rows = []
    for key, slot, got in made["slots"]:
        if key not in said[1] or got == "other" or key in ("typing.TypedDict", "_pydatetime.timezone"):
            continue  # the first makes dicts in 3.8, the other says by __init_subclass__ that it is final
        flags = said[1][key].flags
        want = "fine"
        if "F" in flags:
            want = "final"
        elif "V" in flags:
            want = "size"
        elif slot == "__dict__" and "D" in flags:
            want = "dict"
        elif slot == "__weakref__" and "W" in flags:
            want = "weakref"
        rows.append(((key, slot), got, want))
    same(rows)
    assert {got for _, got, _ in rows} == {"fine", "final", "size", "dict", "weakref"}


CLASSES = "a.A\n\tis 3.8-3.14 - a.A a.A -\n\tf 3.8-3.9 x\n"
MODULES = "a\n\tat 3.8-3.14\n\tc* 3.8-3.14 A B=a.A\n\tm 3.8-3.14 a\n"


@pytest.mark.parametrize("modules, classes, says", [
    (MODULES, CLASSES, ""),
    ("b\n\tat 3.8-3.14\n" + MODULES, CLASSES, "modules:3: `a` does not come after `b`"),
    ("\tat 3.8-3.14\n", CLASSES, "modules:1: whose is that?"),
    ("a\n\tm 3.8-3.14 a\n", CLASSES, "modules:1: `a` is nothing"),
    ("a\n\tat 3.7-3.14\n", CLASSES, "`3.7-3.14` is not like 3.8-3.14"),
    ("a\n\tat 3.9-3.8\n", CLASSES, "`3.9-3.8` is not like 3.8-3.14"),
    ("a\n\tat 3.8-3.9\n\tat 3.9-3.9\n", CLASSES, "modules:3: versions are not in order"),
    (MODULES + "\tx 3.8-3.8 y\n", CLASSES, "modules:5: `x` is no kind"),
    (MODULES + "\tv 3.14-3.14 A\n", CLASSES, "modules:5: `A` stands in line 3 too"),
    (MODULES + "\tv 3.8-3.8 y  z\n", CLASSES, "modules:5: two spaces"),
    (MODULES + "\tm 3.8-3.8 y\n", CLASSES, "modules:5: there is no `y` in "),
    (MODULES + "\ta 3.8-3.8 y=a.A,a.C\n", CLASSES, "modules:5: there is no `a.C` in "),
    (MODULES, CLASSES + "\tc 3.8-3.8 y\n", "classes:4: there is no `a.A.y` in "),
    (MODULES, CLASSES.replace("-\n", "\n"), "classes:2: the line ends early"),
    (MODULES, CLASSES.replace(" - ", " FX "), "classes:2: `X` is no flag"),
    (MODULES, CLASSES + "\t", "classes:4: the last line has no end"),
    (MODULES, "# none\n", "classes: no names"),
])
def test_broken_tables_stop_the_build_of_std(modules, classes, says, build_dir, tmp_path):
    (tmp_path / "modules").write_bytes(modules.encode())
    (tmp_path / "classes").write_bytes(classes.encode())
    done = subprocess.run([str(build_dir / "rules" / "compile-std"), "out", "modules", "classes"], cwd=str(tmp_path),
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True, check=False)
    assert (done.returncode, says in done.stderr) == (1 if says else 0, True), done.stderr
    if not says:
        assert (done.stderr, "modules[] = {" in (tmp_path / "out").read_text()) == ("", True)
