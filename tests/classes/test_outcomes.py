"""Classes that an earlier run had nothing to say of are judged again only where something was changed that they depend on. What is
said is what a run says that knows nothing of that: over random changes of made-up repositories, and of a real one that
SHORING_TEST_TREE names (a copy of it is changed)."""
import os
import pathlib
import random
import re
import shutil

import pytest

PACKAGES = 7
MODULES = 9
CHANGES = int(os.environ.get("SHORING_TEST_CHANGES", "25"))
TREE = os.environ.get("SHORING_TEST_TREE")

STANDARD = ["int", "str", "dict", "Exception", "object", "bool"]
HEADS = ["import abc\n", "import enum\n", "import typing\nfrom typing import Generic, TypeVar, final\nT = TypeVar('T')\n",
         "from collections import namedtuple, OrderedDict\n"]


class Maker:
    """Texts of modules, of which each may lean on any other."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = ["C{}".format(i) for i in range(4)]

    def module(self):
        r = self.random
        return "p{}.m{}".format(r.randrange(PACKAGES), r.randrange(MODULES))

    def lead(self, here):
        """An import, and the expressions that it gives."""
        r = self.random
        module, name = self.module(), r.choice(self.names)
        package, stem = module.split(".")
        if r.random() < 0.06:
            package = "space"
        kind = r.randrange(15)
        if kind == 0:
            return "import {}.{}\n".format(package, stem), ["{}.{}.{}".format(package, stem, name)]
        if kind == 1:
            return "import {}.{} as x{}\n".format(package, stem, stem), ["x{}.{}".format(stem, name)]
        if kind == 2:
            return "from {} import {}\n".format(package, stem), ["{}.{}".format(stem, name)]
        if kind == 3:
            return "from {} import {}\n".format(package, name), [name]
        if kind == 4:
            return "from {}.{} import *\n".format(package, stem), r.sample(self.names, 2)
        if kind == 5:
            return "from . import {}\n".format(stem), ["{}.{}".format(stem, name)]
        if kind == 6:
            return "from .{} import {} as Y{}\n".format(stem, name, name), ["Y" + name]
        if kind == 7:
            return ("try:\n    from {}.{} import {} as Z\nexcept ImportError:\n    Z = {}\n".format(
                package, stem, name, r.choice(STANDARD)), ["Z"])
        if kind == 8:
            return ("try:\n    import {}.{}, {}\n    Q = {}.{}.{}\nexcept ImportError:\n    Q = None\n".format(
                package, stem, r.choice(["numpy", "Queue", "json", "p0.gone"]), package, stem, name), ["Q", "Q or object"])
        if kind == 9:
            return "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from {}.{} import {} as V\n".format(
                package, stem, name), ["V"]
        if kind == 10:
            return "if {}:\n    from {}.{} import {} as U\nelse:\n    U = {}\n".format(
                r.choice(["x", "json", "Z", "True"]), package, stem, name, r.choice(STANDARD)), ["U"]
        if kind == 11:
            return "import {}\n".format(package), ["{}.{}".format(package, name), "{}.{}.{}".format(package, stem, name)]
        return "from {}.{} import {}\n".format(package, stem, name), [name]

    def bases(self, known):
        r = self.random
        count = r.choice([1, 1, 1, 1, 2, 2, 3])
        return [r.choice(known) if r.random() < 0.85 else r.choice(STANDARD) for _ in range(count)]

    def text(self, here):
        r = self.random
        known, parts = ["object", "Exception"], [r.choice(HEADS)] if r.random() < 0.4 else []
        for _ in range(r.choice([0, 1, 1, 2, 3])):
            line, gives = self.lead(here)
            parts.append(line)
            known += [g for g in gives if " " not in g]
        for name in r.sample(self.names, r.randrange(1, 5)):
            head = r.choice(["", "", "", "", "", "@final\n", "@typing.final\n", "@known\n"])
            body = r.choice(["    pass\n", "    __slots__ = ('a',)\n", "    def method(self):\n        return 1\n",
                             "    def method(self):\n        return super().method()\n", "    A = 1\n",
                             "    class Inner({}):\n        pass\n".format(r.choice(known))])
            arguments = self.bases(known)
            if r.random() < 0.08:
                arguments.append("metaclass={}".format(r.choice(known + ["type", "abc.ABCMeta"])))
            kind = r.random()
            if kind < 0.8:
                parts.append("{}class {}({}):\n{}\n\n".format(head, name, ", ".join(arguments), body))
            elif kind < 0.86:
                parts.append("{} = {}\n".format(name, r.choice(known)))
            elif kind < 0.9:
                parts.append("{} = type('{}', ({},), {{}})\n".format(name, name, r.choice(known)))
            elif kind < 0.95:
                parts.append("def make{0}():\n    class {0}({1}):\n        pass\n    return {0}\n\n\n{0} = make{0}()\n".format(
                    name, r.choice(known)))
            else:
                parts.append("class {}(enum.Enum):\n{}\n\n".format(name, body))
            known.append(name)
        if r.random() < 0.15:
            parts.append("__all__ = {!r}\n".format(r.sample(self.names, 2)))
        if r.random() < 0.03:
            parts.append("def __getattr__(name):\n    return 1\n")
        return "".join(parts)

    def start(self, package):
        r = self.random
        lines = ["from .m{} import {}\n".format(r.randrange(MODULES), r.choice(["*", r.choice(self.names)]))
                 for _ in range(r.choice([0, 0, 1, 2, 3]))]
        if r.random() < 0.3:
            lines.append("from . import m{}\n".format(r.randrange(MODULES)))
        if r.random() < 0.1:
            lines.append("__path__ = __import__('pkgutil').extend_path(__path__, __name__)\n")
        return "".join(lines)

    def files(self):
        out = {"shoring.yaml": "version: 1\n", "requirements.txt": "requests\n"}
        for p in range(PACKAGES):
            out["p{}/__init__.py".format(p)] = self.start(p)
            for m in range(MODULES):
                out["p{}/m{}.py".format(p, m)] = self.text("p{}.m{}".format(p, m))
        for m in range(3):
            out["space/m{}.py".format(m)] = self.text("space.m{}".format(m))
        for s in range(2):
            out["service{}/main.py".format(s)] = self.text("main")
            out["service{}/p0/m1.py".format(s)] = self.text("p0.m1")
            out["service{}/Dockerfile".format(s)] = (
                "FROM python:3.12\nWORKDIR /app\nCOPY service{} /app\nCOPY p{} /app/p{}\nCMD [\"python\", \"main.py\"]\n".format(
                    s, s + 1, s + 1))
            out["service{}/requirements.txt".format(s)] = "flask\n"
        return out


def write(root, name, text):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def change(root, maker):
    """One of many; what was changed, for whoever reads of a failure."""
    r = maker.random
    kind = r.randrange(20)
    files = sorted(p for p in root.rglob("*.py") if p.is_file())
    one = r.choice(files)
    name = one.relative_to(root).as_posix()
    if kind < 7:
        one.write_text(maker.start(0) if name.endswith("__init__.py") else maker.text(name))
    elif kind < 9:
        one.write_text(one.read_text() + "\n\nclass More({}):\n    pass\n".format(r.choice(maker.names)))
    elif kind < 11:
        line, gives = maker.lead(name)
        one.write_text(line + one.read_text() + "\n\nclass Led({}):\n    pass\n".format(gives[0].split(" ")[0]))
    elif kind == 11:
        one.write_text("# nothing\n" + one.read_text())
    elif kind == 12 and len(files) > 66:
        one.unlink()
    elif kind == 13:
        name = "p{}/m{}{}.py".format(r.randrange(PACKAGES), r.randrange(MODULES), r.choice(["", "x", "/__init__"]))
        write(root, name, maker.text(name))
    elif kind == 14:
        to = r.choice(files)
        name += " -> " + to.relative_to(root).as_posix()
        one.replace(to)
    elif kind == 15:
        write(root, "shoring.yaml", "version: 1\n" + r.choice(
            ["", "python: '3.9'\n", "python: '3.12'\n", "classes:\n  mixins: ['*.C1']\n", "source-roots: [., service0]\n", "exclude: [p3]\n",
             "rules:\n  redundant-base: error\n", "rules:\n  metaclass-conflict: off\n"]))
        name = "shoring.yaml"
    elif kind == 16:
        name = "service{}/Dockerfile".format(r.randrange(2))
        write(root, name, "FROM python:3.12\nWORKDIR /app\n{}CMD [\"python\", \"main.py\"]\n".format("".join(
            r.sample(["COPY . /app\n", "COPY p0 /app/p0\n", "COPY p1 /app/p1\n", "COPY p2 /app/\n", "COPY service0 /app\n",
                      "COPY service1 /app\n", "ENV PYTHONPATH=/app/p3\n"], 3))))
    elif kind == 17:
        name = "service{}/requirements.txt".format(r.randrange(2))
        write(root, name, "flask\n" + r.choice(["", "p0\n", "numpy\n", "-e ../p2\n"]))
    elif kind == 18:
        name = "p{}/m{}.so".format(r.randrange(PACKAGES), r.randrange(MODULES))
        write(root, name, "")
    else:
        name = "p{}/__init__.py".format(r.randrange(PACKAGES))
        (root / name).unlink() if (root / name).is_file() and len(files) > 66 else write(root, name, maker.start(0))
    return "{} {}".format(kind, name)


JUDGED = re.compile(r"modules whose classes were judged: (\d+) of (\d+)")


def judged(shoring, root, env):
    """How many modules were judged in a run, and of how many."""
    done = shoring("check", "--timings", cwd=root, env=env)
    assert done.code in (0, 1), done.err
    return tuple(map(int, JUDGED.search(done.err).groups()))


def compare(shoring, root, env, what):
    kept = shoring("check", "--format", "json", cwd=root, env=env)
    alone = shoring("check", "--format", "json", "--no-cache", cwd=root, env=env)
    assert kept.code in (0, 1), kept.err
    assert kept == alone, what
    return kept


@pytest.fixture
def env(tmp_path):
    return {"XDG_CACHE_HOME": str(tmp_path / "cache")}


@pytest.mark.parametrize("seed", range(8))
def test_random_changes(shoring, tmp_path, env, seed):
    maker = Maker(seed)
    root = tmp_path / "tree"
    for name, text in maker.files().items():
        write(root, name, text)
    done, some = [], 0
    assert '"rule": "CLS' in compare(shoring, root, env, "before").out
    for _ in range(CHANGES):
        done.append(change(root, maker))
        count, of = judged(shoring, root, dict(env, XDG_CACHE_HOME=env["XDG_CACHE_HOME"] + "2"))
        some += count < of
        compare(shoring, root, env, done)
    assert some > 0, "everything was judged each time"


@pytest.mark.skipif(TREE is None, reason="SHORING_TEST_TREE names no repository")
def test_changes_of_a_real_tree(shoring, tmp_path, env):
    root = tmp_path / "tree"
    shutil.copytree(TREE, str(root), symlinks=True, ignore=shutil.ignore_patterns(".git"))
    files = [p for p in sorted(root.rglob("*.py")) if p.is_file() and not p.is_symlink()]
    r = random.Random(TREE)
    compare(shoring, root, env, "before")
    for _ in range(CHANGES):
        one, other = r.choice(files), r.choice(files)
        kind = r.randrange(4)
        text = one.read_bytes()
        lines = text.split(b"\n")
        heads = [i for i, line in enumerate(lines) if re.match(rb"(class |from |import )", line)]
        if kind == 0 and heads:
            del lines[r.choice(heads)]
        elif kind == 1 and heads:
            lines[r.choice(heads)] = r.choice(other.read_bytes().split(b"\n"))
        elif kind == 2:
            lines = other.read_bytes().split(b"\n")
        else:
            lines += [b"class Added(%s): pass" % (re.findall(rb"^class (\w+)", text, re.M) or [b"object"])[0]]
        one.write_bytes(b"\n".join(lines))
        compare(shoring, root, env, "{} {}".format(kind, one.relative_to(root)))
