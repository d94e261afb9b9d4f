"""What a name stands for where that is told by what else is known: of modules, of None, of environments."""
import json
import shutil

import pytest

SITE = ".venv/lib/python3.12/site-packages/"
# Of SQLAlchemy, as far as declarative_base() goes.
ALCHEMY = {
    "sqlalchemy/__init__.py": "",
    "sqlalchemy/orm/__init__.py": "from .decl_api import declarative_base\n",
    "sqlalchemy/orm/decl_api.py": (
        "class DeclarativeMeta(type):\n    pass\n\n\n"
        "def declarative_base(metaclass=DeclarativeMeta, name='Base', cls=object):\n    return metaclass(name, (cls,), {})\n"),
}


@pytest.fixture
def orders(shoring, tree, tmp_path):
    """Of each class of a.py: its order, or what is said instead."""
    def ask(files, installed=()):
        for path in tmp_path.iterdir():
            shutil.rmtree(str(path)) if path.is_dir() else path.unlink()
        files = {"shoring.yaml": 'version: 1\npython: "3.12"\n', **files, ".venv/pyvenv.cfg": "version = 3.12.1\n"}
        files.update({SITE + path: text for path, text in dict(installed).items()})
        done = shoring("mro", "--format", "json", cwd=tree(files))
        found = {}
        for row in map(json.loads, done.out.splitlines()):
            if row["file"] == "a.py":
                found[row["class"][2:]] = row["mro"][1:-1] if row["status"] == "ok" else row["status"]
        return found
    return ask


def test_none_has_no_classes(orders):
    guarded = "try:\n    import lib\nexcept Exception:\n    lib = None\n"
    assert orders({"a.py": guarded + "class A(lib.Base): pass\n"}, {"lib.py": "class Base: pass\n"}) == {"A": ["lib.Base"]}
    # Python is asked to make a class of None here, and refuses.
    assert orders({"a.py": "from b import flag\nB = None\nif flag:\n    class B: pass\nclass A(B): pass\n", "b.py": "flag = 1\n"}) == {
        "B": [], "A": "partial"}
    assert orders({"a.py": "lib = None\nclass A(lib.Base): pass\nclass B(lib.__class__): pass\n"}) == {
        "A": "partial", "B": "partial"}


CHOICE = "class C: pass\nclass D: pass\nif lib:\n    E = C\nelse:\n    E = D\nclass A(E): pass\n"


@pytest.mark.parametrize("before, order", [
    ("import json as lib\n", ["a.C"]),
    ("try:\n    import json\nexcept ImportError:\n    lib = None\nelse:\n    lib = json\n", ["a.C"]),
    ("lib = None\n", ["a.D"]),
    ("try:\n    import urllib2 as lib\nexcept ImportError:\n    lib = None\n", ["a.D"]),
    ("try:\n    import nobody_knows as lib\nexcept ImportError:\n    lib = None\n", "partial"),
    ("class lib: pass\n", "partial"),
    ("lib = 0\n", "partial"),
    ("lib = None\ndef f():\n    global lib\n    lib = 1\n", "partial"),
    ("def f():\n    global lib\n    lib = 1\nlib = None\nf()\n", "partial"),
], ids=["a module", "one that is there", "None", "one that is not there", "one that nobody knows", "a class", "a number",
        "a global of a function", "a global of one further up"])
def test_a_name_is_tested(before, order, orders):
    assert orders({"a.py": before + CHOICE})["A"] == order
    assert orders({"a.py": before + CHOICE.replace("if lib", "if not lib").replace("E = C", "E = X").replace(
        "E = D", "E = C").replace("E = X", "E = D")})["A"] == order


def test_many_tests_of_one_name(orders):
    text = "x = None\n" + "if x:\n    x = int\n" * 55 + "class A: pass\nif x:\n    B = int\nelse:\n    B = A\nclass C(B): pass\n"
    assert orders({"a.py": text})["C"] == ["a.A"]
    chain = "x0 = None\n" + "".join("x{1} = None\nif x{0}:\n    x{1} = 1\n".format(i, i + 1) for i in range(3000))
    assert orders({"a.py": chain + "class A: pass\nif x3000:\n    A = int\nclass B(A): pass\n"})["B"] in (["a.A"], "partial")


def test_a_module_puts_another_in_its_place(orders):
    found = orders({"a.py": "from b import C\nimport d\nclass A(C): pass\nclass E(d.F): pass\n",
                    "b.py": "import c, sys\nsys.modules[__name__] = c\nclass C: pass\n", "c.py": "class C: pass\n",
                    "d.py": "import e, sys\nsys.modules[__name__] = e\n", "e.py": "import d, sys\nsys.modules[__name__] = d\n"})
    assert found == {"A": ["c.C"], "E": "partial"}


def test_names_for_type_checkers(orders):
    lazy = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from lib.tasks import Task\n"
    files = {"lib/__init__.py": lazy, "lib/tasks.py": "class Task: pass\n"}
    assert orders({"a.py": "from lib import Task\nclass A(Task): pass\n"}, files) == {"A": ["lib.tasks.Task"]}
    assert orders({"a.py": "import lib\nclass A(lib.Task): pass\n"}, files) == {"A": ["lib.tasks.Task"]}
    told = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    class Task: pass\nelse:\n    from nobody_knows import Task\n"
    assert orders({"a.py": "from lib import Task\nclass A(Task): pass\n"}, {"lib.py": told}) == {"A": "partial"}
    # Where it is not sure that somebody gets it, it is not sure what it is.
    guarded = "try:\n    from lib import Task\nexcept ImportError:\n    class Task: pass\nclass A(Task): pass\n"
    files["lib/__init__.py"] = lazy + "def __getattr__(name): ...\n"
    assert orders({"a.py": guarded}, files)["A"] == "partial"


def test_no_error_rests_on_names_for_type_checkers(shoring, tree):
    top = tree({"lib.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from tasks import Task\n",
                "tasks.py": "class Base: pass\nclass Task(Base): pass\n",
                "a.py": "from lib import Task\nfrom tasks import Base\nclass A(Base, Task): pass\n"})
    assert shoring.json("--select", "CLS", cwd=top)["findings"] == []


def test_declarative_base(orders):
    text = ("from sqlalchemy.orm import declarative_base\nimport abc\nBase = declarative_base()\nclass A(Base): pass\n"
            "class B(Base, abc.ABC): pass\nOther = declarative_base(cls=int)\nclass C(Other): pass\n"
            "class D(declarative_base()): pass\n")
    base = ["sqlalchemy.orm.decl_api.Base"]
    assert orders({"a.py": text}, ALCHEMY) == {"A": base, "B": "metaclass", "C": "partial", "D": base}
    assert orders({"a.py": text}) == {"A": "partial", "B": "partial", "C": "partial", "D": "partial"}


def test_no_class_is_made_of_initvar(orders):
    text = ("from dataclasses import InitVar\nclass A(dict, InitVar[int]): pass\nclass B(InitVar): pass\n"
            "class C(dict, B[int]): pass\nclass D(dict, InitVar): pass\n")
    assert orders({"a.py": text}) == {"A": "partial", "B": ["dataclasses.InitVar"], "C": "partial", "D": "layout"}


@pytest.mark.parametrize("installed, order", [
    ({"lib/__init__.py": "from lib import _fast\n", "lib/_fast.cpython-312-x86_64-linux-gnu.so": ""}, ["a.B"]),
    ({"lib/__init__.py": "from lib._fast import x\n"}, "partial"),
    ({"lib/__init__.py": "NEW = 0\nif NEW:\n    import annotationlib\n"}, ["a.B"]),
    ({"lib/__init__.py": "NEW = 0\nif NEW:\n    import nobody_knows\n"}, "partial"),
    ({"lib/__init__.py": "from . import sub\ndef __getattr__(name): ...\n", "lib/sub.py": ""}, ["a.B"]),
    ({"lib/__init__.py": "import lib.main\n", "lib/main.py": "from . import sub\n", "lib/sub.py": "import urllib2\n"}, ["a.C"]),
], ids=["an extension", "a part that is missing", "another Python's module", "a stranger", "a submodule", "one that fails"])
def test_does_a_package_load(installed, order, orders):
    text = "class B: pass\nclass C: pass\ntry:\n    import lib\nexcept ImportError:\n    D = C\nelse:\n    D = B\nclass A(D): pass\n"
    assert orders({"a.py": text}, installed)["A"] == order


def test_an_arm_whose_import_fails(orders):
    text = ("from b import windows\nif windows:\n    from lib.win import Base\nelse:\n    from lib.posix import Base\n"
            "class A(Base): pass\n")
    files = {"lib/__init__.py": "", "lib/posix.py": "class Base: pass\n"}
    win = "import win32file\nclass Base: pass\n"
    assert orders({"a.py": text, "b.py": "windows = 0\n"}, {**files, "lib/win.py": win}) == {"A": ["lib.posix.Base"]}
    assert orders({"a.py": text, "b.py": "windows = 0\n"}, {**files, "lib/win.py": "class Base: pass\n"}) == {"A": "partial"}


def test_no_order_of_what_cannot_be_hashed(orders):
    text = ("import abc, collections.abc\n"
            "class M(abc.ABCMeta, collections.abc.Mapping): pass\nclass A(metaclass=M): pass\nclass B(A): pass\nclass C(A, B): pass\n"
            "class N(type):\n    def __eq__(self, other): ...\nclass D(metaclass=N): pass\nclass E(D): pass\nclass F(D, E): pass\n"
            "class O(N):\n    __hash__ = type.__hash__\nclass G(metaclass=O): pass\nclass H(G): pass\nclass I(G, H): pass\n"
            "class P(type):\n    __hash__ = None\nclass J(metaclass=P): pass\nclass K(J): pass\nclass L(J, K): pass\n")
    found = orders({"a.py": text})
    # TypeError: unhashable type: 'M', says Python, and nothing of an order.
    assert [found[name] for name in "CFIL"] == ["partial", "partial", "inconsistent", "partial"]


def test_a_mixin_after_an_installed_class(shoring, tree):
    top = tree({"shoring.yaml": 'version: 1\npython: "3.12"\n', ".venv/pyvenv.cfg": "version = 3.12.1\n",
                SITE + "web/__init__.py": (
                    "class View:\n    def dispatch(self):\n        return 1\n    def get(self):\n        return super().get()\n\n"
                    "class LoginMixin:\n    def dispatch(self):\n        return 2\n    def get(self):\n        return 2\n"),
                "a.py": "from web import LoginMixin, View\nclass A(View, LoginMixin): pass\nclass B(LoginMixin, View): pass\n"})
    found = shoring.json("--select", "CLS", cwd=top)["findings"]
    assert [(f["rule"], f["class"]) for f in found] == [("CLS008", "a.A")]
    assert "`dispatch()` of the mixin is never reached" in found[0]["message"]
