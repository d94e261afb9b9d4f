"""Class statements of all kinds against the Python that runs the tests: its __mro__, its TypeError."""
import json
import subprocess
import sys

import pytest

VERSION = "{}.{}".format(*sys.version_info)

LIB = {
    "shoring.yaml": 'version: 1\npython: "{}"\n'.format(VERSION),
    "lib/__init__.py": "from .base import *\nfrom .base import Base as LibBase, _Private\nfrom . import deep\n",
    "lib/base.py": (
        "import abc\n__all__ = ['Mixin', 'Base', 'Meta', 'WithMeta', 'Slotted', 'Node']\n"
        "from typing import Generic, TypeVar\nT = TypeVar('T')\n"
        "class Meta(type): pass\nclass Mixin: pass\nclass Base(Mixin): pass\nclass _Private(Base): pass\n"
        "class WithMeta(metaclass=Meta): pass\nclass Slotted:\n    __slots__ = ('a',)\n"
        "class Node(Generic[T]): pass\nclass Hidden: pass\n"),
    "lib/deep/__init__.py": "",
    "lib/deep/inner.py": "from ..base import Base\nfrom .. import base as b\nclass Inner(b.Mixin): pass\n",
    "names.py": """
import abc, collections, enum, sys, typing
import collections.abc as cabc
import lib, lib.deep.inner
import lib.base as base_module
from lib import *
from lib import LibBase, deep as d
from typing import *

T = TypeVar("T")
S = TypeVar("S")
Alias = lib.Base
Annotated_: type = Alias
Chain = base_module.Mixin

class A(Alias): pass
class B(Annotated_, Chain): pass
class C(lib.deep.inner.Inner, d.inner.b.Base): pass
class D(LibBase): pass
class E(Mixin): pass

class Outer(A):
    class Inner(Mixin): pass
    class Deeper(Inner):
        class Deepest(Mixin): pass
    Value = Base

class Sub(Outer): pass
class F(Outer.Inner): pass
class G(Sub.Deeper): pass
class H(Sub.Value): pass
class I(Sub.Deeper.Deepest): pass

def function():
    local = Base
    class Local(local): pass
    class Again(Local, Mixin): pass
    def inner():
        class Deep(Again, local): pass
        return Deep
    return Local, Again, inner()

held = function()

if sys.version_info >= (3, 0):
    class Versioned(Base): pass
else:
    class Versioned(Hidden): pass
if TYPE_CHECKING:
    Typed = None
else:
    Typed = Mixin
class J(Versioned): pass
class K(Typed): pass
try:
    from collections import OrderedDict as Ordered
except ImportError:
    Ordered = dict
class L(Ordered): pass
try:
    from StringIO import StringIO
except ImportError:
    from io import StringIO
class M(StringIO): pass
try:
    from lib.base import Missing
except ImportError:
    Missing = Mixin
class N(Missing): pass
try:
    import lib.nowhere as nowhere
except ImportError:
    nowhere = lib
class O(nowhere.Base): pass
Rebound = Mixin
class P(Rebound): pass
Rebound = Base
class Q(Rebound): pass
del Rebound
from lib import Base as Rebound
class R(Rebound): pass
for Looped in (1, 2): pass
class str(str): pass
class S_(str): pass
Made = type("Made", (Base,), {})
class U(Made): pass
""",
    "kinds.py": """
import abc, collections, dataclasses, enum, functools, io, threading, typing
import collections.abc as cabc
from typing import *
from lib import *

T = TypeVar("T")
S = TypeVar("S")

class A(Generic[T]): pass
class B(A[int]): pass
class C(A[T], Generic[T]): pass
class D(Generic[T], A[T]): pass
class E(Dict[str, T]): pass
class F(Dict[str, T], Generic[T]): pass
class G(cabc.Mapping): pass
class H(cabc.MutableMapping[str, int]): pass
class I(Mapping[str, T], A[T]): pass
class J(Protocol): pass
class K(Protocol[T]): pass
class L(J, Protocol): pass
class M(K[int]): pass
class N(A[T], K[T]): pass
class NA(Iterable[T]): pass
class NB(Sized, NA[int]): pass
class O(NamedTuple):
    x: int
class P(O): pass
class Q(TypedDict):
    x: int
class R(Q): pass
class U(collections.namedtuple("Fields", "a b")): pass
V = collections.namedtuple("V", "a b")
class W(V, Mixin): pass
class X(enum.Enum): pass
class Y(X):
    A = 1
class Z(int, Mixin, enum.Enum):
    B = 2
class AA(enum.IntFlag):
    C = 1
class AB(abc.ABC): pass
class AC(AB, Mixin, metaclass=abc.ABCMeta): pass
class AD(WithMeta): pass
class AE(Node[T], Mixin): pass
@dataclasses.dataclass
class AF(Mixin):
    x: int = 1
@functools.total_ordering
class AG(AF):
    def __lt__(self, other): return True
class AH(collections.OrderedDict, Mixin): pass
class AI(collections.UserDict): pass
class AJ(threading.Thread): pass
class AK(io.StringIO, Mixin): pass
class AL(ValueError, KeyError): pass
class AM(tuple):
    __slots__ = ()
class AN(AM, Mixin): pass
class AO(Iterable[T], Sized): pass
class AP(Callable[[int], str]): pass
class AQ(Deque[int], Mixin): pass
class AR(list, Generic[T]): pass
class AS(cabc.Iterator, cabc.Sized): pass
class AT(Type): pass
class AU(Meta): pass
class AV(Mixin, metaclass=AU): pass
class AW(AV, WithMeta): pass
def decorate(cls):
    return cls
def with_arguments(*a):
    def inner(cls):
        return cls
    return inner
@decorate
@with_arguments(1)
class AX(Mixin): pass
class AY(AX): pass
class AZ:
    def __class_getitem__(cls, item):
        return cls
class BA(AZ[int]): pass
class BB(Slotted, Mixin): pass
class BC(Exception, Mixin): pass
class BD(SupportsInt): pass
class BE(IO[str]): pass
class BF(str, enum.Enum): pass
class BG(contextlib_abstract := __import__("contextlib").AbstractContextManager): pass
""",
}

DUMP = """
import json, sys
sys.path.insert(0, '.')
import names, kinds, lib, lib.deep.inner
import gc
out = {}
for c in gc.get_objects():
    if isinstance(c, type) and c.__module__.split('.')[0] in ('names', 'kinds', 'lib'):
        out['%s.%s' % (c.__module__, c.__qualname__)] = [b.__module__ + '.' + b.__qualname__ for b in c.__mro__]
print(json.dumps(out))
"""


def python(code, cwd):
    done = subprocess.run([sys.executable, "-B", "-c", code], cwd=str(cwd), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout.decode())


def test_orders(shoring, tree):
    cwd = tree(LIB)
    real = python(DUMP, cwd)
    done = shoring("mro", "--format", "json", cwd=cwd)
    assert done.code == 0
    found = {}
    for row in map(json.loads, done.out.splitlines()):
        found.setdefault(row["class"], row)
    # These two have no class statement.
    assert set(real) - set(found) == {"kinds.V", "kinds.Fields"}
    unknown = {name for name in real if name in found and found[name]["status"] != "ok"}
    assert unknown == {"kinds.BG"}  # what a walrus binds, nobody follows
    assert {name: found[name]["mro"] for name in real if name in found and name not in unknown} == {
        name: order for name, order in real.items() if name in found and name not in unknown}


HEAD = """
import abc, enum, typing, collections
from typing import *
T = TypeVar("T")
class M1(type): pass
class M2(type): pass
class M12(M1, M2): pass
class X1(metaclass=M1): pass
class X2(metaclass=M2): pass
class Mixin: pass
class Base(Mixin): pass
class S1:
    __slots__ = ("a",)
class S2:
    __slots__ = ("b",)
class Empty:
    __slots__ = ()
class Plain: pass
class DictOnly:
    __slots__ = ("__dict__",)
class WeakOnly:
    __slots__ = ("__weakref__",)
class DictThenWeak(DictOnly):
    __slots__ = ("__weakref__",)
class WeakThenDict(WeakOnly):
    __slots__ = ("__dict__",)
class I1(int): pass
class I2(int): pass
class T1(tuple):
    __slots__ = ()
class Color(enum.Enum):
    RED = 1
class Bits(enum.Flag):
    READ = 1
class Unions(enum.Enum): pass
class Gen(Generic[T]): pass
class ListGen(list, Generic[T]): pass
class XY(Plain, Mixin): pass
class YX(Mixin, Plain): pass
class Sub(XY): pass
"""

STATEMENTS = [
    "(Mixin, Base)", "(Base, Mixin)", "(Base, Base)", "(object, Mixin)", "(Mixin, object)", "(object, object)",
    "(XY, YX)", "(Sub, YX)", "(Plain, XY)", "(Mixin, Plain, XY)", "(XY, Mixin, Plain)", "(Base, XY, YX)",
    "(X1, X2)", "(X1, X2, metaclass=M12)", "(X1, metaclass=M2)", "(X1, metaclass=M1)", "(X1, abc.ABC)",
    "(X1, int, str)", "(int, str)", "(str, int)", "(int, float)", "(Exception, dict)", "(OSError, KeyError)",
    "(OSError, ImportError)", "(ValueError, KeyError)", "(bool)", "(str, bool)", "(int, str, bool)", "(range)",
    "(type(None))", "(slice)", "(S1, S2)", "(S1, Empty)", "(S1, Plain)", "(S1, int)", "(Exception, S1)",
    "(DictThenWeak, S1)", "(WeakThenDict, S1)", "(DictOnly, S1)", "(WeakOnly, S1)", "(I1, I2)", "(I1, S1)",
    "(T1, S1)", "(T1, tuple)", "(tuple, T1)", "(I1, int)", "(int, I1)", "(Color)", "(int, Color)", "(Color, int)",
    "(Bits)", "(Unions)", "(str, Unions)", "(Color, X1)", "(Gen[T], Generic[T])", "(Generic[T], Gen[T])",
    "(Generic[T], ListGen)", "(ListGen, Generic[T])", "(List[int], list)", "(list, List[int])",
    "(List[int], Dict[int, int])", "(Protocol[T], Generic[T])", "(Gen[int], Gen[str])", "(Gen, Gen[int])",
    "(Dict[str, int], Mapping[str, int])", "(Mapping[str, int], Dict[str, int])", "(memoryview)", "(Empty, Empty)",
    "(type, X1)", "(M1, M2)", "(M12, M1)", "(M1, M12)", "(collections.Counter, collections.OrderedDict)",
    "(collections.OrderedDict, collections.Counter)", "(enum.Enum, int)", "(int, enum.Enum)",
]

BODIES = [
    ("(Plain)", '__slots__ = ("__dict__",)'), ("(Plain)", '__slots__ = ("__weakref__",)'),
    ("(int)", '__slots__ = ("a",)'), ("(int)", "__slots__ = ()"), ("(tuple)", '__slots__ = ("__dict__",)'),
    ("(Empty)", '__slots__ = ("__dict__", "__weakref__")'), ("(S1, Plain)", '__slots__ = ("c",)'),
    ("(str)", '__slots__ = ("a",)'), ("(type)", '__slots__ = ("a",)'),
]

TRY = """
import json, sys
head, statements = json.load(sys.stdin)
scope = {'__name__': 'a'}
exec(head, scope)
out = []
for text in statements:
    try:
        exec(text, scope)
        out.append(['ok', [b.__module__ + '.' + b.__qualname__ for b in scope['C'].__mro__][1:]])
    except TypeError as e:
        out.append(['TypeError', ' '.join(str(e).split())])
print(json.dumps(out))
"""


def test_failures(shoring, tree):
    """Each statement alone: the same order, or the same words."""
    texts = ["class C{}: pass".format(bases) for bases in STATEMENTS]
    texts += ["class C{}:\n    {}".format(bases, body) for bases, body in BODIES]
    done = subprocess.run([sys.executable, "-c", TRY], input=json.dumps([HEAD, texts]).encode(),
                          stdout=subprocess.PIPE, check=True)
    real = json.loads(done.stdout.decode())
    source = HEAD + "".join(text.replace("class C", "class C{}".format(i), 1) + "\n"
                            for i, text in enumerate(texts))
    found = shoring("mro", "--format", "json", cwd=tree({"a.py": source, "shoring.yaml": LIB["shoring.yaml"]}))
    by_name = {row["class"]: row for row in map(json.loads, found.out.splitlines())}
    wrong = []
    for i, (text, (kind, what)) in enumerate(zip(texts, real)):
        row = by_name["a.C{}".format(i)]
        got = (("ok", row["mro"][1:]) if row["status"] == "ok" else
               ("TypeError", row["detail"]) if row["status"] != "partial" else ("partial", row["unknown"]))
        want = (kind, what.replace("C:", "C{}:".format(i)).replace("'C'", "'C{}'".format(i))
                if kind == "TypeError" else what)
        if got != want and not (got[0] == "partial" and text in UNKNOWN):
            wrong.append((text, got, want))
    assert wrong == []


# What is computed, and what other checks than those of hierarchies refuse.
UNKNOWN = {"class C(type(None)): pass", "class C(enum.Enum, int): pass"}


# Python refuses them, or makes other classes of them, for what no rule is about or nobody can see.
NOT_TOLD = """
import compat, dataclasses, enum, typing
from typing import *
class Plain: pass
class Meta(type): pass
class Slotted:
    __slots__ = ("a",)
class Unpacked(enum.Enum):
    A, B = 1, 2
class Imported(enum.Enum):
    import sys
class Small(enum.Enum):
    red = 1
class Holder(enum.Enum):
    Inner = Plain
class Empty(enum.Enum):
    _ignore_ = []
class Number(int, enum.Enum): pass
class Text(str, enum.Enum): pass
@dataclasses.dataclass(slots=True)
class Data:
    x: int = 0
class Named(TypedDict):
    x: int
Either = Slotted if compat.flag else int
if compat.flag:
    Which = int
else:
    Which = float
def late():
    class C9(Later): pass
    return C9
Later = Plain
late()
Later = Slotted
class C0(Unpacked): pass
class C1(Imported): pass
class C2(Small): pass
class C3(Holder.Inner): pass
class C4(Number, Text): pass
class C5(Slotted, Data): pass
class C6(Plain, Protocol): pass
class C7(Generic): pass
class C8(Named, metaclass=Meta): pass
class C10(Which, Either): pass
class MetaEnum(type, enum.Enum): pass
class C11(metaclass=MetaEnum): pass
"""


def test_what_is_not_told(shoring, tree):
    found = shoring("mro", "--format", "json", cwd=tree({"a.py": NOT_TOLD, "compat.py": "import os\nflag = os.environ\n",
                                                         "shoring.yaml": LIB["shoring.yaml"]}))
    by_name = {row["class"].rpartition(".")[2]: row["status"] for row in map(json.loads, found.out.splitlines())}
    assert {name: by_name[name] for name in by_name if name[0] == "C"} == dict.fromkeys(
        ["C{}".format(i) for i in range(12)], "partial")
    assert by_name["Empty"] == by_name["Number"] == by_name["Text"] == by_name["Data"] == "ok"


def test_this_python_is_known(shoring, tree):
    if sys.version_info[:2] > (3, 14):
        pytest.skip("newer than the tables")
    done = shoring("mro", "builtins.bool", "--format", "json", cwd=tree(LIB))
    assert json.loads(done.out)["mro"] == ["builtins.bool", "builtins.int", "builtins.object"]
