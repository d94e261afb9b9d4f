"""Writes a tree of random packages full of classes, some of which CPython refuses.

usage: make_classes.py TOP SEED CLASSES   prints the names of the modules, in the order in which they can be imported

Every statement is run when it is thought of: one that raises is thrown away, and of the classes that CPython refuses
only some are kept. So most of what is written means something, and nothing here knows the rules of inheritance. Runs
under any CPython since 3.8.
"""
import os
import random
import sys
import types
import warnings

from class_chunks import CHUNKS
from load_classes import Recorder

REFUSED = 0.12  # the share of classes that CPython refuses, at most
PACKAGES = ["core", "lib", "app", "web", "store", "jobs", "api", "model"]
STEMS = ["base", "mixins", "views", "fields", "types_", "util", "errors", "io_", "forms", "nodes", "plugins", "queue_"]
COMPAT = '''\
import sys

PY2 = sys.version_info[0] == 2
PY3 = not PY2


def with_metaclass(meta, *bases):
    class metaclass(type):
        def __new__(cls, name, this_bases, d):
            return meta(name, bases, d)

        @classmethod
        def __prepare__(cls, name, this_bases):
            return meta.__prepare__(name, bases)

    return type.__new__(metaclass, "temporary_class", (), {})


def with_named_metaclass(meta, *bases):
    return meta("NewBase", bases, {})


def add_metaclass(metaclass):
    def wrapper(cls):
        body = dict(cls.__dict__)
        body.pop("__dict__", None)
        body.pop("__weakref__", None)
        return metaclass(cls.__name__, cls.__bases__, body)
    return wrapper


def same(cls):
    return cls


class Swap:
    def __mro_entries__(self, bases):
        return (dict,)


swap = Swap()
'''


class Module:
    """A module that is being written, and run as it is written."""

    def __init__(self, tree, name, package):
        self.tree, self.rng, self.name, self.is_package = tree, tree.rng, name, package
        self.module = types.ModuleType(name)
        self.path = os.path.join(tree.top, *name.split("."), *(["__init__"] if package else [])) + ".py"
        self.module.__file__ = self.path
        self.module.__package__ = name if package else name.rpartition(".")[0]
        if package:
            self.module.__path__ = [os.path.dirname(self.path)]
        sys.modules[name] = self.module
        self.names = vars(self.module)
        self.lines = []
        self.exported = False
        self.kept = {}  # what was found among the names, until the next statement

    @property
    def package(self):
        return self.module.__package__

    def run(self, text):
        """Run the text as the next lines of the module and keep it; False where it raised, or is better not kept."""
        recorder, before = self.tree.recorder, dict(self.names)
        known = len(recorder.rows)
        self.kept.clear()
        code = "\n" * len(self.lines) + text
        good = True
        try:
            exec(compile(code, self.path, "exec", dont_inherit=True), self.names)  # pylint: disable=exec-used
        except (Exception, SystemExit):  # pylint: disable=broad-except
            good = False
        rows = recorder.rows[known:]
        bad = sum(bool(row[4] is not None or row[5]) for row in rows)
        if good and bad and self.tree.refused + bad > REFUSED * (self.tree.count + len(rows)):
            good = False
        if not good:
            del recorder.rows[known:]
            self.names.clear()
            self.names.update(before)
            return False
        self.tree.count += len({row[1] for row in rows})
        self.tree.refused += bad
        self.lines += text.split("\n")
        return True

    def write(self):
        os.makedirs(os.path.dirname(self.path), exist_ok=True)
        with open(self.path, "w", encoding="utf-8") as file:
            file.write("\n".join(self.lines) + "\n")


class Tree:
    def __init__(self, top, seed, classes):
        self.top, self.classes = os.path.abspath(top), classes
        self.rng = random.Random(seed)
        self.recorder = Recorder(self.top, True)
        self.count = self.refused = self.serial = 0
        self.done = []  # modules that can be imported now, in order

    def number(self):
        self.serial += 1
        return self.serial

    def fill(self, module, classes):
        rng, goal = self.rng, self.count + classes
        chunks, weights = zip(*CHUNKS)
        for _ in range(12 * classes):
            if self.count >= goal:
                break
            try:
                text = rng.choices(chunks, weights)[0](module)
            except Exception:  # pylint: disable=broad-except
                continue  # classes that compare, or answer for attributes, as they like
            if text:
                module.run(text)
        self.close(module)

    def close(self, module):
        module.write()
        self.done.append(module)
        parent, _, last = module.name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], last, module.module)

    def reexport(self, package, modules):
        """The __init__ of a package: what it takes from the modules in it."""
        for m in modules:
            try:
                text = self.taken(m)
            except TypeError:
                continue  # a metaclass that inherits from an ABC makes isinstance() fail, wherever that ABC is asked
            if text:
                package.run(text)

    def taken(self, m):
        rng = self.rng
        public = [n for n, v in m.names.items() if isinstance(v, type) and n[0] != "_"]
        last = m.name.rpartition(".")[2]
        way = rng.randrange(5)
        if way == 0:
            return "from .{} import *".format(last)
        if way == 1:
            return "from . import {}".format(last)
        if not public:
            return None
        if way == 4:
            return "from . import {0}\n{1} = {0}.{1}".format(last, rng.choice(public))
        names = (n + rng.choice(["", "", " as " + n + "_"]) for n in rng.sample(public, min(len(public), 8)))
        return "from {} import (\n    {},\n)".format(rng.choice(["." + last, m.name]), ",\n    ".join(names))

    def make(self):
        rng = self.rng
        self.recorder.install()
        compat = Module(self, "compat", False)
        compat.run(COMPAT)
        self.close(compat)
        packages = rng.sample(PACKAGES, rng.randint(3, 6))
        each = 40
        while self.count < self.classes:
            for name in packages:
                if name in sys.modules:
                    name += str(self.number())
                self.package(name, each, rng.random() < 0.4)
                single = Module(self, "top{}".format(self.number()), False)
                self.fill(single, each)
        self.recorder.remove()

    def package(self, name, each, nest):
        package = Module(self, name, True)
        inside = []
        if nest:
            inside.append(self.package(name + ".sub", each, False))
        for stem in self.rng.sample(STEMS, self.rng.randint(2, 5)):
            if self.count >= self.classes:
                break
            # Other names below: a star import of a module's name and the module itself would compete for it.
            inside.append(Module(self, "{}.{}{}".format(name, stem, "2" * name.count(".")), False))
            self.fill(inside[-1], each)
        self.reexport(package, inside)
        self.fill(package, 3)
        return package


def main(top, seed, classes):
    warnings.simplefilter("ignore")
    sys.dont_write_bytecode = True
    sys.path.insert(0, os.path.abspath(top))
    out = os.fdopen(os.dup(1), "w")  # a class body may close what it finds open
    tree = Tree(top, int(seed), int(classes))
    tree.make()
    with open(os.path.join(top, "shoring.yaml"), "w", encoding="utf-8") as file:
        file.write("version: 1\npython: \"{}.{}\"\nsource-roots: [\".\"]\nservices: [{{discover: false}}]\n".format(
            *sys.version_info[:2]))
    print("\n".join(m.name for m in tree.done), file=out)
    out.flush()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
