"""Import statements, dynamic imports, class statements."""
from forms import Form, imports


def classes(name, source, *rows, **more):
    return Form(name, source, classes=list(rows), **more)


STATEMENTS = [
    imports("import", "import a\n", "1:8 import a: load"),
    imports("import dotted", "import a.b.c\n", "1:8 import a.b.c: load"),
    imports("import as", "import a.b as c\n", "1:8 import a.b as c: load"),
    imports("import several", "import a, b.c as d,  e\n", "1:8 import a: load",
            "1:11 import b.c as d: load", "1:22 import e: load"),
    imports("from", "from a import b\n", "1:15 from a import b: load"),
    imports("from as", "from a.b import c as d, e\n", "1:17 from a.b import c as d: load",
            "1:25 from a.b import e: load"),
    imports("star", "from a import *\n", "1:15 from a import *: load"),
    imports("relative",
            "from . import a\nfrom .. import b\nfrom .c import d\nfrom ...e.f import g\n",
            "1:15 from . import a: load", "2:16 from .. import b: load",
            "3:16 from .c import d: load", "4:20 from ...e.f import g: load"),
    imports("relative star", "from . import *\nfrom .a import *\n",
            "1:15 from . import *: load", "2:16 from .a import *: load"),
    imports("four dots", "from .... import a\nfrom . . import b\nfrom ... . import c\n",
            "1:18 from .... import a: load", "2:17 from .. import b: load",
            "3:19 from .... import c: load"),
    imports("parentheses", "from a import (b, c as d)\nfrom e import (f,)\n",
            "1:16 from a import b: load", "1:19 from a import c as d: load",
            "2:16 from e import f: load"),
    imports("parentheses over lines",
            "from a import (  # why\n    b,\n\n    # not c\n    d as e,  # what\n)\nimport f\n",
            "2:5 from a import b: load", "5:5 from a import d as e: load", "7:8 import f: load"),
    imports("continued list", "import a, \\\n    b\nfrom c import d, \\\n e as \\\n f\n",
            "1:8 import a: load", "2:5 import b: load", "3:15 from c import d: load",
            "4:2 from c import e as f: load"),
    imports("continued in a dotted name", "import a\\\n.b\\\n.c as d\nfrom e. \\\n f import g\n",
            "1:8 import a.b.c as d: load", "5:11 from e.f import g: load"),
    imports("continued keywords", "from \\\n  a \\\n  import \\\n  b\nimport \\\n  c\n",
            "4:3 from a import b: load", "6:3 import c: load"),
    imports("continued relative", "from . \\\n. \\\n import a\n", "3:9 from .. import a: load"),
    imports("blanks in a dotted name", "import a . b\nfrom c\t. d import e\n",
            "1:8 import a.b: load", "2:19 from c.d import e: load"),
    imports("semicolons", "import a; import b;from c import d;\n", "1:8 import a: load",
            "1:18 import b: load", "1:34 from c import d: load"),
    imports("one-line bodies", "if x: import a; import b\nelse: import c\nclass C: import d\n",
            "1:14 import a: load", "1:24 import b: load", "2:14 import c: load",
            "3:17 import d: load in C"),
    imports("future", "from __future__ import annotations, division as d\n",
            "1:24 from __future__ import annotations: load",
            "1:37 from __future__ import division as d: load"),
    imports("soft keywords as names", "import match, case, type\nfrom type import match as case\n"
            "import _\nfrom match.case import type\n",
            "1:8 import match: load", "1:15 import case: load", "1:21 import type: load",
            "2:18 from type import match as case: load", "3:8 import _: load",
            "4:24 from match.case import type: load"),
    imports("old keywords as names", "import print\nfrom exec import print as exec\n",
            "1:8 import print: load", "2:18 from exec import print as exec: load"),
    imports("in a string", "'''\nimport a\n'''\nx = 'import b'\n# import c\n"),
    imports("after a string", "'''doc\n'''; import a\n", "2:13 import a: load"),
    imports("wide characters before", "'é𝒜e\u0301'; import a\n", "1:16 import a: load"),
    imports("nested blocks", "for x in y:\n  while z:\n    import a\n  else:\n    import b\nelse:\n"
            "  with w:\n    import c\nmatch = 1\n",
            "3:12 import a: load", "5:12 import b: load", "8:12 import c: load"),
    imports("match statement",
            "match x:\n  case 1:\n    import a\n  case _ if y:\n    from b import c\n",
            "3:12 import a: load", "5:19 from b import c: load", since=(3, 10)),
    imports("async statements", "async def f():\n  async with a:\n    import b\n"
            "  async for c in d:\n    import e\n",
            "3:12 import b: lazy in f", "5:12 import e: lazy in f"),
    imports("lazy import", "lazy import a.b, c as d\nlazy from e import f\nimport g\n",
            "1:13 import a.b: lazy", "1:18 import c as d: lazy", "2:20 from e import f: lazy",
            "3:8 import g: load", since=None),
    imports("lazy relative and star", "lazy from . import a\nlazy from .b import (c,\n  d)\n",
            "1:20 from . import a: lazy", "2:22 from .b import c: lazy",
            "3:3 from .b import d: lazy", since=None),
    imports("lazy in blocks", "try:\n    lazy import a\nexcept ImportError: pass\n"
            "if x: lazy from b import c\nimport d; lazy import e\n",
            "2:17 import a: lazy optional", "4:26 from b import c: lazy", "5:8 import d: load",
            "5:23 import e: lazy", since=None),
    imports("lazy is a name elsewhere",
            "lazy = 1\nlazy.x\nlazy(import_ := 2)\nprint(lazy)\nimport lazy\n",
            "5:8 import lazy: load"),
]

DYNAMIC = [
    imports("import_module", "import importlib\nimportlib.import_module('a.b')\n",
            "1:8 import importlib: load", "2:1 import a.b: load dynamic"),
    imports("import_module without an import", "importlib.import_module('a')\nimport_module('b')\n",
            "1:1 import a: load dynamic"),
    imports("import_module by other names", "import importlib as il\n"
            "from importlib import import_module as im, __import__ as bi\n"
            "x = [il.import_module('a'), im('b'), bi('c')]\n",
            "1:8 import importlib as il: load",
            "2:23 from importlib import import_module as im: load",
            "2:44 from importlib import __import__ as bi: load",
            "3:6 import a: load dynamic", "3:29 import b: load dynamic",
            "3:38 import c: load dynamic"),
    imports("import_module through a submodule", "import importlib.util\n"
            "importlib.import_module('a')\n", "1:8 import importlib.util: load",
            "2:1 import a: load dynamic"),
    imports("import bound later", "def f():\n    il.import_module('a')\nimport importlib as il\n",
            "2:5 import a: lazy dynamic in f", "3:8 import importlib as il: load"),
    imports("import bound in a function", "def f():\n    from importlib import import_module\n"
            "import_module('a')\n", "2:27 from importlib import import_module: lazy in f",
            "3:1 import a: load dynamic"),
    imports("bound twice", "try:\n    from importlib import import_module\nexcept ImportError:\n"
            "    from compat import import_module\nimport_module('a')\n",
            "2:27 from importlib import import_module: load optional",
            "4:24 from compat import import_module: load optional", "5:1 import a: load dynamic"),
    imports("not importlib's", "from compat import importlib\nfrom . import importlib as il\n"
            "importlib.import_module('a')\nil.import_module('b')\nx.importlib.import_module('c')\n"
            "importlib.reload('d')\nimport_module('e')\n",
            "1:20 from compat import importlib: load", "2:15 from . import importlib as il: load"),
    imports("__import__", "import builtins\n__import__('a')\nbuiltins.__import__('b.c')\n"
            "__import__(name='d')\n",
            "1:8 import builtins: load", "2:1 import a: load dynamic",
            "3:1 import b.c: load dynamic", "4:1 import d: load dynamic"),
    imports("__import__ with level", "__import__('a', g, l, [], 2)\n__import__('b', level=1)\n"
            "__import__('c', level=n)\n__import__('d', g, l, [], -1)\n__import__('e', level=0)\n",
            "1:1 import ..a: load dynamic", "2:1 import .b: load dynamic",
            "3:1 import ?: load dynamic", "4:1 import ?: load dynamic",
            "5:1 import e: load dynamic"),
    imports("computed",
            "from importlib import import_module as m\nm(x)\nm('a' + b)\nm(f'c')\nm(f'{d}')\n"
            "m('%s' % e)\nm(b'f')\nm(*g)\nm()\nm('a-b')\nm('')\nm('a..b')\nm(' a')\nm('a.')\n"
            "m('1a')\n",
            "1:23 from importlib import import_module as m: load",
            *["{}:1 import ?: load dynamic".format(line) for line in range(2, 16)]),
    imports("string literals", "__import__('a' '.b')\n__import__(r'c')\n__import__(u'd')\n"
            "__import__('''e''')\n__import__(('f'))\n__import__('g'\n  \".h\")\n"
            "__import__('\\x69')\n__import__('j' f'k')\n__import__('é')\n",
            "1:1 import a.b: load dynamic", "2:1 import c: load dynamic",
            "3:1 import d: load dynamic", "4:1 import e: load dynamic",
            "5:1 import f: load dynamic", "6:1 import g.h: load dynamic",
            "8:1 import i: load dynamic", "9:1 import ?: load dynamic",
            "10:1 import é: load dynamic"),
    imports("relative import_module",
            "from importlib import import_module as m\nm('.a', __name__)\n"
            "m('..b', package=__package__)\nm('.c', 'd.e')\nm('..f', package='g.h')\nm('...i', "
            "'j.k')\n"
            "m('.l')\nm('.', __name__)\nm('.m', x)\nm('n', 'o')\nm('.', package='p.q')\nm('..', "
            "'r.s')\n"
            "m(name='.t', package='u')\n",
            "1:23 from importlib import import_module as m: load",
            "2:1 import .a: load dynamic", "3:1 import ..b: load dynamic",
            "4:1 import d.e.c: load dynamic", "5:1 import g.f: load dynamic",
            "6:1 import ?: load dynamic", "7:1 import .l: load dynamic",
            "8:1 import .: load dynamic", "9:1 import ?: load dynamic",
            "10:1 import n: load dynamic", "11:1 import p.q: load dynamic",
            "12:1 import r: load dynamic", "13:1 import u.t: load dynamic"),
    imports("places of calls", "class C(__import__('a').B, metaclass=__import__('b').M):\n"
            "    x = [__import__('c') for y in z]\n    f = lambda: __import__('d')\n"
            "    @__import__('e').deco\n    def g(self, x=__import__('f'), *, y: __import__('g') "
            "= 1) -> "
            "__import__('h'):\n        return __import__('i')\n",
            "1:9 import a: load dynamic", "1:38 import b: load dynamic",
            "2:10 import c: load dynamic in C", "3:17 import d: lazy dynamic in C",
            "4:6 import e: load dynamic in C", "5:19 import f: load dynamic in C",
            "5:42 import g: load dynamic in C", "5:66 import h: load dynamic in C",
            "6:16 import i: lazy dynamic in C.g"),
    imports("call in a call", "__import__('a').b(__import__('c'))(__import__('d'))\n",
            "1:1 import a: load dynamic", "1:19 import c: load dynamic",
            "1:36 import d: load dynamic"),
    imports("default of a lambda", "f = lambda x=__import__('a'): __import__('b')\n",
            "1:14 import a: load dynamic", "1:31 import b: lazy dynamic"),
    imports("call over lines", "x = importlib \\\n  .import_module(\n  'a'  # b\n)\n",
            "1:5 import a: load dynamic"),
    imports("call in parentheses", "(importlib.import_module)('a')\nx = (\n  __import__)('b')\n",
            "1:1 import a: load dynamic", "2:5 import b: load dynamic"),
    imports("in an f-string", "f'{__import__(\"a\")} {__import__(\"b\"):{__import__(\"c\")}}'\n",
            "1:4 import a: load dynamic", "1:22 import b: load dynamic",
            "1:39 import c: load dynamic"),
    imports("in a nested f-string", "f'{f\"{__import__('a')}\"}'\n", "1:7 import a: load dynamic",
            since=(3, 12)),
    imports("configured",
            "import tools.lazy as t\nfrom tools.lazy import load\nfrom tools import lazy\n"
            "t.load(x, 'a')\nload(x, 'b.c')\nlazy.load(x, y)\nload('d')\nload(x, '..e')\n"
            "other.load(x, 'f')\n",
            "1:8 import tools.lazy as t: load", "2:24 from tools.lazy import load: load",
            "3:19 from tools import lazy: load", "4:1 import a: load dynamic",
            "5:1 import b.c: load dynamic", "6:1 import ?: load dynamic",
            "7:1 import ?: load dynamic", "8:1 import ..e: load dynamic"),
    imports("contexts of calls", "try:\n  __import__('a')\nexcept ImportError:\n  pass\n"
            "if TYPE_CHECKING:\n  __import__('b')\nif sys.version_info >= (3, 8):\n  "
            "__import__('c')\n",
            "2:3 import a: load optional dynamic", "6:3 import b: load typing dynamic",
            "8:3 import c: load version dynamic {v>=3.8}"),
]

CLASSES = [
    classes("class", "class C: pass\nclass D(): pass\n", "1:7 C(): load", "2:7 D(): load"),
    classes("bases", "class C(A, b.B, c.d.E): pass\n", "1:7 C(A, b.B, c.d.E): load"),
    classes("keywords", "class C(A, metaclass=M, x=1, y=a.b, z=f()): pass\n",
            "1:7 C(A, metaclass=M, x=?, y=a.b, z=f()): load"),
    classes("subscripts and calls",
            "class C(A[int], f(x), f().B, a[b].c(), d[e][f], g()()): pass\n",
            "1:7 C(A[], f(), f().B, a[].c(), d[][], g()()): load"),
    classes("stars", "class C(*a, *b.c, *f(), *[d], **k, **l()): pass\n",
            "1:7 C(*a, *b.c, *f(), *?, **=l()): load"),
    classes("other bases",
            "class C('str', (a or b).C, x if y else z, lambda: 1, -a, a + b, 1, None, "
            "[q][0], 'x'.y(), (a, b), ..., (yes)): pass\n",
            "1:7 C(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, yes): load"),
    classes("parentheses in bases", "class C((A), (b).c, ((d.e))[f], (g)(h)): pass\n",
            "1:7 C(A, b.c, d.e[], g()): load"),
    classes("nested", "class A:\n  class B(X):\n    class C: pass\n  def f(self):\n    class D:\n"
            "      class E: pass\n      def g(self):\n        class F: pass\n",
            "1:7 A(): load", "2:9 A.B(X): load in A", "3:11 A.B.C(): load in A.B",
            "5:11 A.f.<locals>.D(): lazy in A.f", "6:13 A.f.<locals>.D.E(): lazy in A.f.D",
            "8:15 A.f.<locals>.D.g.<locals>.F(): lazy in A.f.D.g"),
    classes("function scopes",
            "def f():\n  def g():\n    class C: pass\nasync def h():\n  class D: pass\n",
            "3:11 f.<locals>.g.<locals>.C(): lazy in f.g", "5:9 h.<locals>.D(): lazy in h"),
    classes("global class", "def f():\n  global C\n  class C: pass\n",
            "3:9 C(): lazy in f"),
    classes("decorated", "@a\n@b(c)\nclass C(D): pass\n@e\nasync def f():\n  @g\n  class H: pass\n",
            "3:7 C(D): load", "7:9 f.<locals>.H(): lazy in f"),
    classes("over lines", "class C(  # one\n    A,  # two\n    # three\n    B.\n    D,\n    *E,\n"
            "    metaclass=M,  # four\n):\n    pass\n", "1:7 C(A, B.D, *E, metaclass=M): load"),
    classes("line continuation in bases",
            "class C \\\n  (A, \\\n   b \\\n .c):\n  pass\nclass \\\n D: pass\n",
            "1:7 C(A, b.c): load", "6:2 D(): load"),
    classes("keyword before base", "class C(metaclass=M, *B): pass\nclass D(x=1, **k): pass\n",
            "1:7 C(*B, metaclass=M): load", "2:7 D(x=?, **=k): load"),
    classes("generator as base", "class C((x for x in y)): pass\nclass D(x for x in y): pass\n",
            "1:7 C(?): load", "2:7 D(?): load", since=None, errors=None),
    classes("type parameters", "class C[T](A[T], b.B): pass\nclass D[*Ts, **P, U: int]: pass\n"
            "class E[T: (int, str)](metaclass=M):\n  class F[V](T): pass\n",
            "1:7 C(A[], b.B): load", "2:7 D(): load", "3:7 E(metaclass=M): load",
            "4:9 E.F(T): load in E", since=(3, 12)),
    classes("type parameter defaults", "class C[T = int](A[T]): pass\nclass D(B): pass\n",
            "1:7 C(A[]): load", "2:7 D(B): load", since=(3, 13), errors=None),
    classes("conditional",
            "if sys.platform == 'win32':\n  class C(A): pass\nelse:\n  class C(B): pass\n"
            "try:\n  class D: pass\nexcept ImportError: pass\nif TYPE_CHECKING:\n  class E: pass\n",
            "2:9 C(A): load platform {p=win32}", "4:9 C(B): load platform {p=win32 !}",
            "6:9 D(): load optional", "9:9 E(): load typing"),
    classes("class in a one-line class", "class A: x = 1; y = 2\nclass B: 'doc'\n",
            "1:7 A(): load", "2:7 B(): load"),
    classes("await and yield bases", "async def f():\n  class C(await x, (yield)): pass\n",
            "2:9 f.<locals>.C(?, ?): lazy in f"),
    classes("wide characters", "x = '𝒜'; \nif x: \n\tclass É(Ñ.ß): pass\n", "3:8 É(Ñ.ß): load"),
    classes("soft keywords as classes",
            "class type(match, case._): pass\nclass match(type): pass\n",
            "1:7 type(match, case._): load", "2:7 match(type): load"),
]

FORMS = STATEMENTS + DYNAMIC + CLASSES
