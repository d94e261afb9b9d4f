"""Classes with one plain base are not made for `check`: what makes one of them fail is seen all the same.

`mro` makes every class, so it says which ones fail; each of them must be a finding.
"""
import json

import pytest

FAILS = {"inconsistent", "duplicate", "cycle", "metaclass", "layout", "final"}

TREES = {
    # The base is an enumeration with members, several plain steps away.
    "enumeration": {
        "kinds.py": "import enum\nclass Base(enum.Enum):\n    pass\nclass Color(Base):\n    RED = 1\n",
        "more.py": "from kinds import Color as Shade\n",
        "use.py": "import more\nclass Bright(more.Shade):\n    WHITE = 2\n",
    },
    "enumeration by metaclass": {
        "kinds.py": "import enum\nclass Meta(enum.EnumMeta):\n    pass\nclass Base(metaclass=Meta):\n    pass\n",
        "use.py": "import enum, kinds\nclass Color(enum.Enum, metaclass=kinds.Meta):\n    RED = 1\n"
                  "class Plain(Color):\n    pass\n",
    },
    "circle of modules": {
        "a.py": "import b\nclass A(b.B):\n    pass\n",
        "b.py": "import c\nclass B(c.C):\n    pass\n",
        "c.py": "import a\nclass C(a.A):\n    pass\n",
    },
    "itself": {"a.py": "class A(A):\n    pass\n"},
    "final of the library": {
        "a.py": "import builtins\nfrom types import FunctionType as F\nclass A(builtins.bool):\n    pass\nclass B(F):\n    pass\n"
                "class C(range):\n    pass\n",
    },
    "final behind a package": {
        "p/__init__.py": "from .inner import Flag\n",
        "p/inner.py": "from builtins import bool as Flag\n",
        "a.py": "import p\nclass A(p.Flag):\n    pass\n",
    },
    "final in a module beside a script": {
        "tools/p/__init__.py": "",
        "tools/p/inner.py": "from builtins import bool as Flag\n",
        "tools/a.py": "from p import inner\nclass A(inner.Flag):\n    pass\n",
    },
    "package beside a script that has the name itself": {
        "tools/p/__init__.py": "import builtins as inner\n",
        "tools/p/inner.py": "class bool:\n    pass\n",
        "tools/a.py": "from p import inner\nclass A(inner.bool):\n    pass\nclass B(bool):\n    pass\n",
    },
    "base that is not plain": {
        "a.py": "import sys\nif sys.argv:\n    Base = bool\nelse:\n    Base = range\nclass A(Base):\n    pass\n",
    },
    "slots": {"a.py": "class A(int):\n    __slots__ = ('x',)\n"},
    "empty slots": {"a.py": "class A(bool):\n    __slots__ = ()\n"},
    "in a function": {
        "a.py": "def f():\n    class A(Flag):\n        pass\n    def g():\n        class B(Flag):\n            pass\n"
                "from builtins import bool as Flag\nclass C(Flag):\n    pass\n",
    },
    "of a function's own name": {
        "a.py": "class Base:\n    pass\nclass A(Base):\n    pass\ndef f():\n    Base = bool\n    class B(Base):\n        pass\n"
                "    def g():\n        class C(Base):\n            pass\n",
    },
    "in a class": {
        "a.py": "class Base:\n    pass\nclass Outer:\n    Base = bool\n    class A(Base):\n        pass\n"
                "class Other:\n    class Fine(Base):\n        pass\n    class B(bool):\n        pass\n",
    },
    "metaclass beside a base": {
        "a.py": "class M(type):\n    pass\nclass N(type):\n    pass\nclass A(metaclass=M):\n    pass\n"
                "class B(A, metaclass=N):\n    pass\n",
    },
}


@pytest.mark.parametrize("name", sorted(TREES))
def test_what_fails_is_found(shoring, tree, name):
    root = tree(TREES[name])
    made = shoring("mro", "--format", "json", cwd=root)
    rows = [json.loads(line) for line in made.out.splitlines()]
    failing = {(row["file"], row["class"]) for row in rows if row["status"] in FAILS}
    found = shoring.json("--select", "CLS", cwd=root)["findings"]

    assert failing
    assert {(f["file"], f["class"]) for f in found if f["severity"] == "error"} == failing


def test_declared_final_is_found_through_plain_names(shoring, tree):
    root = tree({
        "closed.py": "import typing\nfrom typing import final as shut\n@shut\nclass A:\n    pass\n"
                     "@typing.final\nclass B(dict):\n    pass\n",
        "use.py": "import closed\nfrom closed import A\nclass C(A):\n    pass\nclass D(closed.B):\n    pass\n",
    })
    found = shoring.json("--select", "CLS007", cwd=root)["findings"]

    assert [f["class"] for f in found] == ["use.C", "use.D"]
