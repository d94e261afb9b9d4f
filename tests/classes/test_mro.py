"""`shoring mro`: what it prints, for whom, and with which exit code."""
import json

import pytest

SHOP = {
    "shop/__init__.py": "from .base import Model as Base\n",
    "shop/base.py": (
        "class Mixin:\n    pass\n\n\n"
        "class Model(Mixin):\n    pass\n\n\n"
        "class Left(Model):\n    pass\n\n\n"
        "class Right(Model):\n    pass\n"),
    "shop/orders.py": (
        "import shop\nfrom shop.base import Left, Mixin, Right\nfrom elsewhere import Unknown\n\n\n"
        "class Order(Left, Right):\n    pass\n\n\n"
        "class Wrong(Mixin, shop.Base):\n    pass\n\n\n"
        "class Below(Wrong):\n    pass\n\n\n"
        "class Open(Unknown, Mixin):\n    pass\n"),
}


def rows(done):
    return [json.loads(line) for line in done.out.splitlines()]


def test_json(shoring, tree):
    done = shoring("mro", "--format", "json", cwd=tree(SHOP))
    assert done.code == 1
    found = {row["class"]: row for row in rows(done)}
    assert list(found) == ["shop.base.Mixin", "shop.base.Model", "shop.base.Left", "shop.base.Right",
                           "shop.orders.Order", "shop.orders.Wrong", "shop.orders.Below", "shop.orders.Open"]
    assert found["shop.orders.Order"] == {
        "class": "shop.orders.Order", "file": "shop/orders.py", "line": 6, "status": "ok",
        "bases": ["shop.base.Left", "shop.base.Right"],
        "mro": ["shop.orders.Order", "shop.base.Left", "shop.base.Right", "shop.base.Model",
                "shop.base.Mixin", "builtins.object"],
        "unknown": [], "detail": None}
    wrong = found["shop.orders.Wrong"]
    assert (wrong["status"], wrong["mro"], wrong["bases"]) == (
        "inconsistent", None, ["shop.base.Mixin", "shop.base.Model"])
    assert wrong["detail"] == (
        "Cannot create a consistent method resolution order (MRO) for bases Mixin, Model")
    assert [(found[c]["status"], found[c]["unknown"], found[c]["mro"])
            for c in ("shop.orders.Below", "shop.orders.Open")] == [
        ("partial", ["shop.orders.Wrong"], None), ("partial", ["elsewhere.Unknown"], None)]


def test_text(shoring, tree):
    done = shoring("mro", "Order", cwd=tree(SHOP))
    assert (done.code, done.out) == (0, (
        "shop.orders.Order  shop/orders.py:6\n"
        "    1  shop.base.Left   shop/base.py:9\n"
        "    2  shop.base.Right  shop/base.py:13\n"
        "    3  shop.base.Model  shop/base.py:5\n"
        "    4  shop.base.Mixin  shop/base.py:1\n"
        "    5  builtins.object\n"))
    done = shoring("mro", "orders.Open", "Below", cwd=tree(SHOP))
    assert (done.code, done.out) == (0, (
        "shop.orders.Open  shop/orders.py:18\n  not known: what is `elsewhere.Unknown`?\n"
        "shop.orders.Below  shop/orders.py:14\n  not known: what is `shop.orders.Wrong`?\n"))


def test_why_there_is_none(shoring, tree):
    done = shoring("mro", "--why", "Wrong", cwd=tree(SHOP))
    assert (done.code, done.out) == (1, (
        "shop.orders.Wrong  shop/orders.py:10\n"
        "  Python refuses it (inconsistent): Cannot create a consistent method resolution order (MRO) "
        "for bases Mixin, Model\n"
        "  why: it lists `Mixin` before `Model`, but `Model` inherits from `Mixin` (shop/base.py:5)\n"
        "  help: leave out `Mixin`, which `Model` brings: `Wrong(shop.Base)`\n"
        "  what is merged: the order of each base, and the bases as they are listed\n"
        "    1: Mixin object\n"
        "    2: Model Mixin object\n"
        "    3: Mixin Model\n"
        "  what is taken: the first head of a list that is in no other's rest\n"
        "    stuck: Mixin is behind Model in 2, Model is behind Mixin in 3\n"))


def test_why_it_is_so(shoring, tree):
    done = shoring("mro", "--why", "Order", cwd=tree(SHOP))
    assert done.code == 0
    assert done.out.endswith(
        "    1: Left Model Mixin object\n"
        "    2: Right Model Mixin object\n"
        "    3: Left Right\n"
        "  what is taken: the first head of a list that is in no other's rest\n"
        "    Left\n"
        "    Right, for Model is behind Right in 2\n"
        "    Model\n    Mixin\n    object\n")
    assert shoring("mro", "--why", "Left", cwd=tree(SHOP)).out.endswith(
        "  one base: its order follows the class\n")


@pytest.mark.parametrize("asked, says", [
    ("Ordr", "there is no class `Ordr`; did you mean `shop.orders.Order`?"),
    ("shop.order.Order", "did you mean `shop.orders.Order`?"),
    ("rder", "did you mean `shop.orders.Order`?"),
    ("NothingOfTheKind", "there is no class `NothingOfTheKind`\n"),
    ("collections.Nothing", "there is no class `collections.Nothing`"),
    ("", "there is no class ``"),
])
def test_unknown_classes(asked, says, shoring, tree):
    done = shoring("mro", asked, cwd=tree(SHOP))
    assert (done.code, done.out) == (2, "")
    assert says in done.err


def test_classes_of_the_library(shoring, tree):
    done = shoring("mro", "collections.OrderedDict", "--format", "json", cwd=tree(SHOP))
    assert done.code == 0
    assert rows(done) == [{
        "class": "collections.OrderedDict", "file": None, "line": None, "status": "ok",
        "bases": ["builtins.dict"],
        "mro": ["collections.OrderedDict", "builtins.dict", "builtins.object"], "unknown": [], "detail": None}]


def test_several_definitions(shoring, tree):
    done = shoring("mro", "A", "--format", "json", cwd=tree({
        "a.py": "import x\nif x.y:\n    class A(int): pass\nelse:\n    class A(str): pass\nclass B(A): pass\n"}))
    assert [(row["line"], row["status"], row["mro"][1]) for row in rows(done)] == [
        (3, "ok", "builtins.int"), (5, "ok", "builtins.str")]
    done = shoring("mro", "B", "--format", "json", cwd=tree({}))
    assert [(row["status"], row["detail"]) for row in rows(done)] == [("partial", "it depends on conditions")]


def test_formats(shoring, tree):
    done = shoring("mro", "--format", "concise", cwd=tree(SHOP))
    assert done.code == 2 and "mro has the formats text and json, not `concise`" in done.err
    assert shoring("mro", "--help", cwd=tree({})).code == 0


def test_an_installed_environment(shoring, tree):
    site = ".venv/lib/python3.11/site-packages/"
    cwd = tree({
        "a.py": "from lib import Base, Mixin\nclass A(Base): pass\nclass B(Mixin, Base): pass\n",
        ".venv/pyvenv.cfg": "home = /usr\nversion = 3.11.2\n",
        site + "lib/__init__.py": "from .parts import *\n",
        site + "lib/parts.py": "import abc\nclass Mixin: pass\nclass Base(Mixin, abc.ABC): pass\n",
        site + "lib-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: lib\nVersion: 1.0\n",
        site + "lib-1.0.dist-info/RECORD": "lib/__init__.py,,\nlib/parts.py,,\n",
    })
    found = rows(shoring("mro", "--format", "json", cwd=cwd))
    assert [(row["status"], row["mro"]) for row in found] == [
        ("ok", ["a.A", "lib.parts.Base", "lib.parts.Mixin", "abc.ABC", "builtins.object"]),
        ("inconsistent", None)]
    [finding] = shoring.json("--select", "CLS", cwd=cwd)["findings"]
    assert finding["class"] == "a.B" and finding["related"] == []
    assert [step["module"] for step in finding["chain"]] == ["lib.parts.Base", "lib.parts.Mixin"]


def test_what_only_one_service_meets(shoring, tree):
    """A class of shared code is refused in the environment of one service alone: it is said once."""
    files = {
        "shoring.yaml": "version: 1\nservices:\n"
                        "  - {name: one, path: one, entry: [main.py]}\n"
                        "  - {name: two, path: two, entry: [main.py]}\n",
        "shared/job.py": "from app.base import Base, Mixin\nclass Job(Mixin, Base): pass\n",
    }
    for service, bases in (("one", "object"), ("two", "Mixin")):
        files[service + "/app/__init__.py"] = ""
        files[service + "/app/base.py"] = "class Mixin: pass\nclass Base({}): pass\n".format(bases)
        files[service + "/main.py"] = "import shared.job\n"
    [finding] = shoring.json("--select", "CLS", cwd=tree(files))["findings"]
    assert (finding["rule"], finding["file"], finding["service"]) == ("CLS001", "shared/job.py", None)
    assert finding["message"].endswith("(in service `two`)")


def test_deep_and_wide(shoring, tree):
    """A chain that is too long is not known, diamonds on diamonds cost no more than they must."""
    lines = ["class A0: pass"] + ["class A{}(A{}): pass".format(i, i - 1) for i in range(1, 1500)]
    lines += ["class L0: pass", "class R0: pass"]
    for i in range(1, 400):
        lines += ["class L{}(L{}, R{}): pass".format(i, i - 1, i - 1),
                  "class R{}(L{}, R{}): pass".format(i, i - 1, i - 1)]
    found = rows(shoring("mro", "--format", "json", cwd=tree({"a.py": "\n".join(lines)}), timeout=60))
    by_name = {row["class"]: row for row in found}
    assert by_name["a.A900"]["status"] == "ok" and len(by_name["a.A900"]["mro"]) == 902
    assert by_name["a.A1400"]["status"] == "partial"
    assert by_name["a.L300"]["status"] == "ok" and len(by_name["a.L300"]["mro"]) == 602


@pytest.mark.parametrize("source", [
    "\n".join("class A{}(A{}): pass".format(i, i + 1) for i in range(3000)),
    "\n".join("class A(A): pass" for _ in range(5000)),
    "\n".join("from a import *\nclass B{}(C{}): pass".format(i, i) for i in range(1000)),
    "\n".join("A{} = A{}".format(i, i + 1) for i in range(3000)) + "\nclass B(A0): pass",
    "\n".join("class A{0}(metaclass=A{1}): pass".format(i, i + 1) for i in range(1000)),
    "class A: pass\nclass B(A" + ".A" * 5000 + "): pass",
    "class A: pass\nclass B(" + ", ".join(["A"] * 5000) + "): pass",
    "".join("class A{}: pass\n".format(i) for i in range(1500))
    + "class B(" + ", ".join("A{}".format(i) for i in range(1500)) + "): pass",
    "import x\n" + "".join("if x.a{0}:\n  B = x.b{0}\n".format(i) for i in range(3000)) + "class C(B): pass",
    "import x\nif x: pass\n" + "".join("elif x.a{0}:\n  class B: pass\n".format(i) for i in range(2000))
    + "class C(B): pass",
])
def test_hostile(source, shoring, tree):
    done = shoring("mro", "--format", "json", cwd=tree({"a.py": source + "\n"}), timeout=60)
    assert done.code in (0, 1)
    assert all(json.loads(line)["status"] for line in done.out.splitlines())
