"""Statements about classes, at random: each function gets a module that is being written and returns some lines."""
import sys
import types

from class_makers import MAKERS
from class_pieces import (arguments, base, bases, body, class_names, fresh, header, indent, names_of, own_name, plain_class, ancestors)

VERSION = sys.version_info[:2]


def import_module(m):
    other = pick_module(m)
    alias = m.rng.choice(["", " as m{}".format(m.tree.number())])
    return other and "import {}{}".format(other.name, alias)


def pick_module(m):
    done = m.tree.done
    if not done:
        return None
    if m.rng.random() < 0.5:
        done = done[-12:]
    return m.rng.choice(done)


def relative(m, name):
    """`name` as a relative import within m's package has it, or None."""
    mine, theirs = (m.package.split(".") if m.package else []), name.split(".")
    if not mine or mine[0] != theirs[0]:
        return None
    common = 0
    while common < min(len(mine), len(theirs)) and mine[common] == theirs[common]:
        common += 1
    return "." * (len(mine) - common + 1) + ".".join(theirs[common:])


def source_of(m, other):
    near = relative(m, other.name)
    return near if near and m.rng.random() < 0.7 else other.name


def from_package(m):
    other = pick_module(m)
    if not other or "." not in other.name:
        return None
    parent, _, last = other.name.rpartition(".")
    near = relative(m, parent)
    alias = m.rng.choice(["", "", " as m{}".format(m.tree.number())])
    return "from {} import {}{}".format(near if near and m.rng.random() < 0.7 else parent, last, alias)


def from_module(m):
    other = pick_module(m)
    if not other or other.name == "compat":
        return "from compat import with_metaclass, with_named_metaclass, add_metaclass, same, swap, PY2, PY3"
    names = [n for n, v in names_of(other) if isinstance(v, type)]
    if not names:
        return None
    parts = [n + m.rng.choice(["", "", "", " as N{}".format(m.tree.number())])
             for n in m.rng.sample(names, min(len(names), m.rng.randint(1, 4)))]
    text = ", ".join(parts)
    return "from {} import {}".format(source_of(m, other), m.rng.choice([text, "(" + text + ")", "(\n    " + text + "\n)"]))


def star(m):
    other = pick_module(m)
    return other and m.rng.random() < 0.4 and "from {} import *".format(source_of(m, other)) or None


STANDARD = """
import abc | import collections | import collections as c_ | import collections.abc | import enum | import threading
from abc import ABC, ABCMeta, abstractmethod | from collections import OrderedDict, UserDict, defaultdict, namedtuple
from collections import abc | from collections.abc import Mapping, MutableMapping, Sequence, Iterable, Hashable, Sized
from enum import Enum, IntEnum, Flag, EnumMeta, auto | import io | import logging | import json | import typing
import typing as t | from typing import * | from typing import Generic, TypeVar, Protocol, NamedTuple, TypedDict
from typing import List, Dict, Callable, Any, Optional, NewType, final | from io import StringIO, IOBase, RawIOBase
import argparse | import socketserver | from threading import Thread, local | import ctypes | import datetime, decimal
from dataclasses import dataclass | import dataclasses | import queue as q | import ast, types | import unittest
from unittest import TestCase | import unittest.mock as mock | import html.parser | from html.parser import HTMLParser
import concurrent.futures | import asyncio | import numbers | from fractions import Fraction | import weakref
from types import SimpleNamespace, ModuleType, FunctionType | import importlib.abc | import contextlib, string
import builtins | from builtins import object as obj, int as integer | import email.message, email.mime.text
import xml.sax.handler | from http.server import BaseHTTPRequestHandler, HTTPServer | import http.client as hc
import os, sys | from sys import version_info | from json import JSONEncoder | import six
""".replace("\n", "|").split("|")


def standard(m):
    return m.rng.choice([text.strip() for text in STANDARD if text.strip()])


def class_statement(m):
    return header(m) + "\n" + indent(body(m))


def plain(m):
    return plain_class(m, own_name(m))


def pair_in_wrong_order(m):
    """A class before one that inherits from it."""
    own = class_names(m)
    if not own:
        return None
    child = m.rng.choice(own)
    over = set(map(id, ancestors(m.names[child])[1:]))
    above = [n for n in own if id(m.names[n]) in over]
    if not above:
        return None
    more = [base(m)] if m.rng.random() < 0.3 else []
    order = [m.rng.choice(above), child] if m.rng.random() < 0.6 else [child, m.rng.choice(above)]
    return plain_class(m, own_name(m), order + more)


def same_base_twice(m):
    """Also under two names."""
    own = class_names(m)
    if not own:
        return None
    one = m.rng.choice(own)
    others = [n for n in own if m.names[n] is m.names[one]]
    more = [base(m)] if m.rng.random() < 0.4 else []
    return plain_class(m, own_name(m), [one, *more, m.rng.choice(others)])


def metaclass(m):
    name = fresh(m, "Meta")
    metas = [n for n in class_names(m) if issubclass(m.names[n], type)]
    above = m.rng.choice([*metas, "type", "type"])
    extra = m.rng.choice(["pass"] * 9 + ["def mro(cls):\n    return type.mro(cls)"])
    text = "class {}({}):\n{}".format(name, above, indent(extra))
    if m.rng.random() < 0.7:
        text += "\nclass {}({}{}metaclass={}):\n    pass".format(
            own_name(m), *m.rng.choice([("", ""), (base(m), ", ")]), name)
    return text


def six_like(m):
    metas = [n for n in class_names(m) if issubclass(m.names[n], type)] + ["type"]
    meta, parts = m.rng.choice(metas), bases(m)
    way = m.rng.randrange(4)
    if way == 0:
        return "@add_metaclass({})\n{}".format(meta, plain_class(m, own_name(m), parts))
    call = "{}({})".format(m.rng.choice(["with_metaclass", "with_metaclass", "with_named_metaclass"]),
                           ", ".join([meta, *parts]))
    if way == 1:
        call = "compat." + call
    return ("import compat\n" if way == 1 else "") + plain_class(m, own_name(m), [call])


def slotted(m):
    name = own_name(m)
    slots = m.rng.choice(['"a"', '"a", "b"', "", '"__dict__"', '"__weakref__"', '"a", "__weakref__"', '"a",  # one\n    "b"'])
    text = m.rng.choice(["({},)", "[{}]", "({},)"]).format(slots) if slots else m.rng.choice(["()", "[]"])
    lines = "__slots__ = " + text
    if slots == '"a"' and m.rng.random() < 0.5:
        lines = "__slots__ = 'a'"
    return "class {}{}:\n{}".format(name, arguments(bases(m)), indent(lines))


def slotted_pair(m):
    a, b, c = (fresh(m, "S") for _ in range(3))
    mid = m.rng.choice(["", "class {0}x({0}):\n    {1}\n".format(a, m.rng.choice(["pass", "__slots__ = ()"]))])
    left = a + "x" if mid else a
    return ("class {a}:\n    __slots__ = {s}\nclass {b}:\n    __slots__ = {u}\n{mid}class {c}({l}, {b}):\n    pass").format(
        a=a, b=b, c=c, mid=mid, l=left, s=m.rng.choice(['("x",)', '()', '("__dict__",)', '["x", "y"]']),
        u=m.rng.choice(['("y",)', '()', '"z"', '("__weakref__",)']))


def alias(m):
    target = base(m, subscript=False)
    name = fresh(m, "Alias") if m.rng.random() < 0.7 else own_name(m)
    return m.rng.choice(["{} = {}", "{} = {}", "{}: type = {}", "{} = other_{} = {}"]).replace(
        "other_{}", "O{}".format(m.tree.number())).format(name, target)


def rebound(m):
    """The name of a class is given to another class, once or twice."""
    own = [n for n in class_names(m) if n in m.names and n.isidentifier()]
    if not own:
        return None
    name = m.rng.choice(own)
    way = m.rng.randrange(6)
    if way == 0:
        return plain_class(m, name, [name])
    if way == 1:
        return plain_class(m, name)
    if way == 2:
        return "del {0}\n{1}".format(name, plain_class(m, name))
    if way == 3:
        old = fresh(m, "Old")
        return "{0} = {1}\n{2}\n{3}".format(old, name, plain_class(m, name, [old]),
                                            plain_class(m, own_name(m), [name, old]))
    if way == 4:
        return "{0} = {1}\n{2}".format(name, base(m, subscript=False), plain_class(m, own_name(m), [name]))
    return "{0}, {1} = {1}, {0}".format(name, m.rng.choice(own))


TESTS = """sys.version_info >= (3, {minor}) | sys.version_info < (3,) | sys.version_info[0] == 2 | sys.version_info[:2] > (3, 6)
sys.platform == "win32" | sys.platform.startswith("linux") | sys.platform != "darwin" | os.name == "nt"
typing.TYPE_CHECKING | not typing.TYPE_CHECKING | PY2 | PY3 | not PY2 | os.environ.get("SHORING_NO_SUCH") | len(sys.argv) > 99
hasattr(sys, "frozen") | False | True | 0 | __name__ == "__main__" | not hasattr(os, "fork") | sys.maxsize > 2 ** 32
__debug__ | sys.implementation.name == "pypy" | "x" in sys.argv""".replace("\n", "|").split("|")


def test(m):
    return m.rng.choice(TESTS).strip().format(minor=m.rng.choice([3, 7, 9, 10, 11, 12, 13, 14]))


def arm(m, name):
    """Something that binds the name."""
    way = m.rng.randrange(5)
    if way == 0:
        return "{} = {}".format(name, base(m, subscript=False))
    if way == 1:
        other = pick_module(m)
        names = [n for n, v in names_of(other) if isinstance(v, type)] if other else []
        if names:
            return "from {} import {} as {}".format(source_of(m, other), m.rng.choice(names), name)
    return plain_class(m, name)


def condition(m):
    name = fresh(m, "Cond") if m.rng.random() < 0.7 else own_name(m)
    lines = ["import os, sys, typing\nfrom compat import PY2, PY3"] if m.rng.random() < 0.9 else []
    lines.append("if {}:\n{}".format(test(m), indent(arm(m, name))))
    while m.rng.random() < 0.15:
        lines.append("elif {}:\n{}".format(test(m), indent(arm(m, name))))
    if m.rng.random() < 0.8:
        lines.append("else:\n" + indent(arm(m, name)))
    lines.append(plain_class(m, own_name(m), [name] + bases(m)[:1]))
    return "\n".join(lines)


MISSING = """from no_such_module_{n} import {name} | import no_such_module_{n} as {name} | from .no_such_{n} import {name}
from collections import {name} | from typing import NoSuch as {name} | from enum import Enum as {name}
from collections import OrderedDict as {name} | from StringIO import StringIO as {name} | from compat import {name}
from _no_such_accelerator import {name} | import cPickle as {name} | from threading import Thread as {name}
from compat import PY2 as {name}_, no_such as {name}""".replace("\n", "|").split("|")


def attempt(m):
    name = fresh(m, "Try") if m.rng.random() < 0.7 else own_name(m)
    first = m.rng.choice(MISSING).strip().format(n=m.tree.number(), name=name)
    if m.rng.random() < 0.3:
        first = arm(m, name)
    handler = m.rng.choice(["ImportError", "ImportError", "(ImportError, AttributeError)", "Exception", "",
                            "ModuleNotFoundError", "ImportError as e"])
    second = m.rng.choice([arm(m, name), arm(m, name), "{} = object".format(name), "{} = None".format(name), "raise", "pass"])
    text = "try:\n{}\nexcept{}{}:\n{}".format(indent(first), " " if handler else "", handler, indent(second))
    if m.rng.random() < 0.2:
        text += "\nelse:\n" + indent(m.rng.choice(["pass", arm(m, name)]))
    if m.rng.random() < 0.1:
        text += "\nfinally:\n    pass"
    return text + "\n" + plain_class(m, own_name(m), [name] + bases(m)[:1])


def looped(m):
    name = fresh(m, "Loop")
    return m.rng.choice([
        "for {n} in ({a}, {b}):\n    pass\n{c}", "for _ in range(1):\n    {n} = {a}\n{c}", "while True:\n    {n} = {a}\n    break\n{c}",
        "with open(__file__) as _:\n    {n} = {a}\n{c}", "{n} = [{a}, {b}][0]\n{c}", "{n} = {a} or {b}\n{c}",
        "({n}, _) = ({a}, {b})\n{c}", "{n} = {a} if not sys else {b}\n{c}",
    ]).format(n=name, a=base(m, subscript=False), b=base(m, subscript=False), c=plain_class(m, own_name(m), [name]))


def called(m):
    name, parts = own_name(m), [b for b in bases(m) if "[" not in b]
    listed = "({}{})".format(", ".join(parts), "," if len(parts) == 1 else "")
    text = m.rng.choice([
        '{n} = type("{n}", {p}, {{}})', '{n} = type("{n}", {p}, dict(a=1))', '{n} = type(str("{n}"), {p}, {{"__slots__": ()}})',
        'import collections\n{n} = collections.namedtuple("{n}", "a b")', 'import types\n{n} = types.new_class("{n}", {p})',
        'from typing import NamedTuple\n{n} = NamedTuple("{n}", [("a", int)])', 'PARTS = {p}\n{n} = type("{n}", PARTS, {{}})',
        'import enum\n{n} = enum.Enum("{n}", "A B")', 'from typing import TypedDict\n{n} = TypedDict("{n}", {{"a": int}})',
        'from typing import NewType\n{n} = NewType("{n}", int)', 'from abc import ABCMeta\n{n} = ABCMeta("{n}", {p}, {{}})',
        'import dataclasses\n{n} = dataclasses.make_dataclass("{n}", ["a"], bases={p})',
    ]).format(n=name, p=listed)
    more = base(m) if m.rng.random() < 0.4 else None
    return text + "\n" + plain_class(m, own_name(m), [name] + ([more] if more else []))


def call_as_base(m):
    text = m.rng.choice([
        'namedtuple("T", "a b")', 'collections.namedtuple("T", ["a"])', "type(object)", "type({})".format(base(m, subscript=False)),
        "same({})".format(base(m, subscript=False)), 'typing.NamedTuple("T", [("a", int)])', "swap", "(lambda: dict)()",
        'type("X", ({},), {{}})'.format(base(m, subscript=False)), 'typing.NewType("T", int)', "typing.Optional[int]", "None", "1",
        "typing.Any", "typing.Union[int, str]", "*[{}]".format(base(m)), "*BASES", "typing.cast(type, {})".format(base(m)),
    ])
    more = [base(m)] if m.rng.random() < 0.3 else []
    return "from compat import same, swap\nimport typing, collections\nfrom collections import namedtuple\nBASES = (dict,)\n" + \
        plain_class(m, own_name(m), m.rng.choice([[text, *more], [*more, text]]))


def generic(m):
    n = m.tree.number()
    variables = "T{0} = typing.TypeVar('T{0}')\nU{0} = typing.TypeVar('U{0}')".format(n)
    own = m.rng.choice(["typing.Generic[T{0}]", "typing.Generic[T{0}, U{0}]", "typing.Protocol[T{0}]", "typing.Mapping[str, T{0}]",
                        "typing.List[T{0}]", "typing.Iterable[T{0}]", "typing.Dict[T{0}, U{0}]", "collections.abc.Sequence[T{0}]",
                        "list[T{0}]", "typing.Generic[typing.Any]", "typing.ContextManager[T{0}]", "typing.Callable[[T{0}], U{0}]",
                        "typing.Type[T{0}]", "typing.Tuple[T{0}, ...]"]).format(n)
    first, second = own_name(m), own_name(m)
    generics = [own, *bases(m)[:m.rng.randint(0, 1)]]
    m.rng.shuffle(generics)
    below = [first + m.rng.choice(["[T{}]", "[int]", "", "['Later']"]).format(n)]
    if m.rng.random() < 0.5:
        below.insert(m.rng.randint(0, 1), m.rng.choice(["typing.Generic[T{0}]", "typing.Generic[U{0}]", "typing.Protocol", "abc.ABC",
                                                      "typing.Generic", "typing.Sized", "object"]).format(n))
    return "import abc, collections.abc, typing\n{}\n{}\n{}".format(
        variables, plain_class(m, first, generics), plain_class(m, second, below))


def parameters(m):
    if VERSION < (3, 12):
        return None
    text = "class {}[{}]{}:\n    pass".format(own_name(m), m.rng.choice(["T", "T, U", "T: int", "*Ts", "**P", "T: (int, str)"]),
                                              arguments(m.rng.choice([bases(m), [], ["list[T]"], bases(m) + ["typing.Generic"]])))
    return ("import typing\n" if "typing." in text else "") + text


def protocol(m):
    name = own_name(m)
    above = m.rng.choice([["typing.Protocol"], ["typing.Sized", "typing.Protocol"], ["typing.Protocol", "abc.ABC"], ["abc.ABC"],
                          [*bases(m)[:1], "typing.Protocol"], ["typing.SupportsInt", "typing.Protocol"]])
    return "import abc, typing\n" + plain_class(m, name, above) + "\n" + plain_class(
        m, own_name(m), m.rng.choice([[name], [name, "typing.Protocol"], [name, *bases(m)[:1]], [*bases(m)[:1], name]]))


def enumeration(m):
    name = own_name(m)
    above = m.rng.choice(["enum.Enum", "enum.IntEnum", "enum.Flag", "str, enum.Enum", "int, enum.Enum", "enum.IntFlag", "enum.Enum"])
    members = m.rng.choice(["A = 1", "A = 1\nB = 2", "pass", "def f(self):\n    return 1", "_ignore_ = []", "A = 1\n@property\ndef x(self):\n    pass",
                            "'''Doc.'''", "__order__ = ''", "_private = 1", "A: int", "A: int = 1", "A = enum.auto()", "A, B = 1, 2",
                            "class A:\n    pass", "if True:\n    A = 1", "for X in ():\n    pass", "import sys", "f = lambda self: 1"])
    return "import enum\nclass {}({}):\n{}\n{}".format(
        name, above, indent(members), plain_class(m, own_name(m), m.rng.choice([[name], [name], [base(m), name], [name, base(m)]])))


def tuples_and_dicts(m):
    kind = m.rng.choice(["typing.NamedTuple", "typing.TypedDict"])
    name = own_name(m)
    extra = m.rng.choice([[], [], [], bases(m)[:1], ["typing.Generic[typing.TypeVar('T')]"]])
    more = ", total=False" if kind.endswith("Dict") and m.rng.random() < 0.3 else ""
    text = "import typing\nclass {}({}{}):\n    a: int\n".format(name, ", ".join([kind, *extra]), more)
    second = own_name(m)
    text += "class {}({}):\n    {}\n".format(second, name, m.rng.choice(["b: str", "b: str", "pass"]))
    return text + plain_class(m, own_name(m), m.rng.choice([[second], [second, name], [name, second], [second, base(m)]]))


def decorated(m):
    deco = m.rng.choice(["dataclasses.dataclass", "dataclasses.dataclass()", "functools.total_ordering", "typing.final", "same",
                         "dataclasses.dataclass(slots=True)", "dataclasses.dataclass(eq=False)", "typing.runtime_checkable", "compat.same"])
    name = own_name(m)
    above = bases(m)[:2]
    field = m.rng.choice(["x: int = 0", "x: int = 0\ny: str = ''", "pass", "def __lt__(self, other):\n    return True"])
    return "import compat, dataclasses, functools, typing\nfrom compat import same\n@{}\nclass {}{}:\n{}\n{}".format(
        deco, name, arguments(above), indent(field),
        plain_class(m, own_name(m), m.rng.choice([[name], [name, base(m)], [base(m), name]])))


def in_function(m):
    n, inner = m.tree.number(), fresh(m, "Local")
    local = m.rng.choice(["Base = {b}", "from collections import OrderedDict as Base", "class Base({b}):\n    pass", "Base = given",
                          "import collections\nBase = collections.OrderedDict", "if given:\n    Base = {b}\nelse:\n    Base = {a}",
                          "def other():\n    return {b}\nBase = other()"]).format(a=base(m, subscript=False), b=base(m, subscript=False))
    more = ", ".join(["Base", *bases(m)[:1]])
    text = "def make{n}(given=object):\n{local}\n    class {inner}({more}):\n{body}\n    return {inner}".format(
        n=n, local=indent(local), inner=inner, more=more, body=indent(body(m), 2))
    return text + "\nMade{0} = make{0}()\n{1}".format(n, plain_class(m, own_name(m), m.rng.choice([["Made{}".format(n)], bases(m)])))


def attributes_as_bases(m):
    holder, own = fresh(m, "Holder"), own_name(m)
    return "class {h}{a}:\n    Inner = {b}\n    class Deep({c}):\n        pass\n    class Local(Inner, Deep):\n        pass\n{d}".format(
        h=holder, a=arguments(bases(m)[:1]), b=base(m, subscript=False), c=base(m),
        d=plain_class(m, own, [holder + m.rng.choice([".Inner", ".Deep", ".Local"]), *bases(m)[:1]]))


def inherited_attribute(m):
    holder, below = fresh(m, "Holder"), fresh(m, "Below")
    return "class {h}:\n    class Meta{a}:\n        pass\n    kind = {b}\n{below}\n{last}".format(
        h=holder, a=arguments(bases(m)), b=base(m, subscript=False), below=plain_class(m, below, [holder, *bases(m)[:1]]),
        last=plain_class(m, own_name(m), ["{}.{}".format(below, m.rng.choice(["Meta", "kind"]))]))


def listed(m):
    """__all__, and what may become of it."""
    public = [n for n in class_names(m) if "." not in n]
    if not public or m.exported:
        return None
    m.exported = True
    some = m.rng.sample(public, min(len(public), 6))
    text = "__all__ = [{}]".format(", ".join(map(repr, some)))
    way = m.rng.randrange(5)
    if way == 0:
        return text + "\n__all__ += [{!r}]".format(m.rng.choice(public))
    if way == 1:
        return text + "\n__all__.append({!r})".format(m.rng.choice(public))
    if way == 2:
        return "__all__ = ({!r},) + ({!r},)".format(m.rng.choice(public), m.rng.choice(public))
    if way == 3:
        return text + "\n__all__.extend(n for n in list(globals()) if n.startswith('C'))"
    return text


def reflection(m):
    own = class_names(m)
    one = m.rng.choice(own) if own else "object"
    return m.rng.choice([
        "globals()['G{n}'] = {a}\n{c}", "setattr(sys.modules[__name__], 'G{n}', {a})\n{c}", "import sys\nG{n} = {a}\nsys.modules[__name__ + '_x'] = sys\n{c}",
        "def put{n}():\n    global G{n}\n    G{n} = {a}\nput{n}()\n{c}", "exec('G{n} = {a}')\n{c}", "def swap{n}():\n    global {o}\n    {o} = {a}\nG{n} = {o}\nswap{n}()\n{c}",
    ]).format(n=m.tree.number(), a=base(m, subscript=False), o=one if one.isidentifier() else "object",
              c=plain_class(m, own_name(m), ["G{}".format(m.tree.serial)]))


def modules_as_attributes(m):
    pairs = [(n, v) for n, v in names_of(m) if isinstance(v, types.ModuleType)]
    if not pairs:
        return None
    name, module = m.rng.choice(pairs)
    inner = [n for n, v in vars(module).items() if isinstance(v, types.ModuleType) and n[0] != "_"]
    text = name + ("." + m.rng.choice(inner) if inner and m.rng.random() < 0.7 else "")
    return "mod{0} = {1}\nAttr{0} = {1}.{2}".format(m.tree.number(), text, m.rng.choice(class_names_of(module) or ["x"]))


def class_names_of(module):
    return [n for n, v in vars(module).items() if isinstance(v, type) and n[0] != "_"]


CHUNKS = [
    (class_statement, 30), (plain, 14), (import_module, 4), (from_package, 4), (from_module, 8), (star, 2), (standard, 6),
    (pair_in_wrong_order, 6), (same_base_twice, 2), (metaclass, 3), (six_like, 2), (slotted, 4), (slotted_pair, 2), (alias, 4), (rebound, 4),
    (condition, 5), (attempt, 5), (looped, 1), (called, 3), (call_as_base, 2), (generic, 4), (parameters, 2), (protocol, 2),
    (enumeration, 3), (tuples_and_dicts, 2), (decorated, 3), (in_function, 2), (attributes_as_bases, 2), (inherited_attribute, 1), (listed, 1),
    (reflection, 0.4), (modules_as_attributes, 2), *MAKERS,
]
