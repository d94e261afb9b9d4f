"""Bindings, __all__, sys.path, attribute uses, suppression comments."""
from forms import Form


def binds(name, source, *rows, **more):
    return Form("binding: " + name, source, bindings=list(rows), **more)


def exports(name, source, *rows, **more):
    return Form("__all__: " + name, source, exports=list(rows), **more)


def paths(name, source, *rows, **more):
    return Form("sys.path: " + name, source, paths=list(rows), **more)


def uses(name, source, *rows, **more):
    return Form("use: " + name, source, uses=list(rows), **more)


def ignores(name, source, *rows, **more):
    return Form("ignore: " + name, source, ignores=list(rows), **more)


def dirs(name, *cases):
    """Each case is (expression, "kind path"): appended to sys.path, one a line."""
    head = ("import os, sys, pathlib\nfrom pathlib import Path\nimport os.path as osp\n"
            "from os.path import dirname as d, join, abspath\n")
    source = head + "".join("sys.path.append({})\n".format(text) for text, _ in cases)
    return paths(name, source, *["{} back {}".format(line, answer)
                                 for line, (_, answer) in enumerate(cases, 5)])


BINDINGS = [
    binds("assignment", "x = a.b\ny: int = f(x)\nz: int\nw = v = u[0]\n(t) = s\nr = 1\nq = (p)\n",
          "1:1 x = a.b", "2:1 y = f()", "4:1 w = u[]", "4:5 v = u[]", "5:2 t = s", "6:1 r = ?",
          "7:1 q = p"),
    binds("assigned expressions",
            "a = b().c[d].e\nf = -g\nh = i if j else k\nl = lambda: m\nn = *o,\n"
          "p = q, r\ns = 'x'\nt = (u.v).w\nx = (y or z).w\nawait_ = [b][0]\n",
          "1:1 a = b().c[].e", "2:1 f = ?", "3:1 h = ?", "4:1 l = ?", "5:1 n = ?", "6:1 p = ?",
          "7:1 s = ?", "8:1 t = u.v.w", "9:1 x = ?", "10:1 await_ = ?"),
    binds("unpacking", "a, b = c, d\n[e, *f] = g\n(h, (i, j)), k = l\nm = n, o = p\nq, = r\n",
          "1:1 a unpack", "1:4 b unpack", "2:2 e unpack", "2:6 f unpack", "3:2 h unpack",
          "3:6 i unpack", "3:9 j unpack", "3:14 k unpack", "4:1 m = p", "4:5 n unpack",
          "4:8 o unpack", "5:1 q unpack"),
    binds("not names", "a.b = c\nd[e] = f\n(g.h, i[j], k) = l\nm.n: int = 1\no.p += 1\n",
          "3:13 k unpack"),
    binds("augmented", "a += b\nc.d -= e\nf[g] |= h\n", "1:1 a unpack"),
    binds("loops and with", "for a in b: pass\nfor c, (d, e.f) in g:\n  h = i\nelse:\n  j = k\n"
          "with l as m, n as (o, p), q: pass\nwith (r as s): pass\nwhile t:\n  u = v\n",
          "1:5 a unpack", "2:5 c unpack", "2:9 d unpack", "3:3 h = i", "5:3 j = k", "6:11 m unpack",
          "6:20 o unpack", "6:23 p unpack", "7:12 s unpack", "9:3 u = v"),
    binds("except as", "try: pass\nexcept A as a: b = c\nexcept (D, E)  as  f: pass\n"
          "except (G) as \\\n h: pass\nexcept I: pass\n",
          "2:13 a unpack", "2:16 b = c", "3:20 f unpack", "5:2 h unpack"),
    binds("walrus", "(a := b)\nprint(c := d, e=(f := g))\nx = [h := i for j in k]\n"
          "lambda: (l := m)\ndef f(n=(o := p)): (q := r)\nif (s := t): pass\n",
          "1:2 a unpack", "2:7 c unpack", "2:18 f unpack", "3:1 x = ?", "3:6 h unpack",
          "5:5 f function", "5:10 o unpack", "6:5 s unpack"),
    binds("comprehensions bind nothing", "[a for a in b]\n{c: d for c, d in e}\n(f for f in g)\n"),
    binds("walrus in an f-string", "f'{(a := b)}'\n", "1:5 a unpack"),
    binds("def and class",
            "def f(): pass\nasync def g(): pass\nclass C: pass\n@h\ndef i(): pass\n@j\n"
          "async  def  k(): pass\ndef \\\n l(): pass\n",
          "1:5 f function", "2:11 g function", "3:7 C class", "5:5 i function", "7:13 k function",
          "9:2 l function"),
    binds("imports",
            "import a, b.c, d.e as f\nfrom g import h, i as j\nfrom k import *\nfrom . import l\n",
          "1:8 a import", "1:11 b import", "1:16 f import", "2:15 h import", "2:18 j import",
          "3:15 * import", "4:15 l import"),
    binds("del", "del a\ndel b, (c, d), e.f, g[h]\ndel [i]\n", "1:5 a delete", "2:5 b delete",
          "2:9 c delete", "2:12 d delete", "3:6 i delete"),
    binds("scopes", "class C:\n  a = b\n  def f(self):\n    c = d\n    class D:\n      e = f\n"
          "  class E:\n    import g\ndef h():\n  global i\n  i = j\n  import k\n",
          "1:7 C class", "2:3 a = b in C", "3:7 f function in C", "3:9 self unpack in C.f",
          "4:5 c = d in C.f", "5:11 D class in C.f", "6:7 e = f in C.f.D",
          "7:9 E class in C", "8:12 g import in C.E", "9:5 h function",
          "10:10 i unpack"),
    binds("global",
            "def f():\n  global a, \\\n b,c\n  a = 1\n  class C:\n    global d\n  def g():\n"
          "    if six.PY2: global e\nclass D:\n  def h(self): global i; import i\n",
          "1:5 f function", "2:10 a global in f", "2:10 a unpack", "3:2 b global in f",
          "3:4 c global in f", "5:9 C class in f", "6:12 d global in f.C", "7:7 g function in f",
          "9:7 D class", "10:7 h function in D", "10:23 i unpack"),
    binds("global in a class", "class C:\n  global x\n  x = y\n", "1:7 C class",
          "2:10 x global in C", "3:3 x = y"),
    binds("conditional",
            "if a:\n  b = c\nelif d:\n  b = e\nelse:\n  b = f\ntry:\n  g = h\nexcept I:\n"
          "  g = j\nelse:\n  k = l\nfinally:\n  m = n\n",
          "2:3 b = c", "4:3 b = e", "6:3 b = f", "8:3 g = h", "10:3 g = j", "12:3 k = l",
          "14:3 m = n"),
    binds("match", "match x:\n  case a: pass\n  case [b, *c]: pass\n  case {'k': d, **e}: pass\n"
          "  case F(g, h=i): pass\n  case (j | k.l) as m: pass\n  case _: pass\n  case [*_]: "
            "pass\n",
          "2:8 a unpack", "3:9 b unpack", "3:13 c unpack", "4:14 d unpack", "4:19 e unpack",
          "5:10 g unpack", "5:15 i unpack", "6:9 j unpack", "6:21 m unpack", since=None,
          errors=None),
    binds("match captures", "match x:\n  case [b, *c]: pass\n  case {'k': d, **e}: pass\n"
          "  case F(g, h=i): n = o\n  case (1 | k.l) as m: pass\n  case 'a' | None: pass\n"
          "  case {**rest, }: pass\n  case [*_, -1]: pass\n  case a if (p := q): pass\n  case _: "
            "pass\n",
          "2:9 b unpack", "2:13 c unpack", "3:14 d unpack", "3:19 e unpack", "4:10 g unpack",
          "4:15 i unpack", "4:19 n = o", "5:21 m unpack", "7:11 rest unpack", "9:8 a unpack",
          "9:14 p unpack", since=(3, 10)),
    binds("match subject", "match (a := b), c:\n  case d, e: pass\n",
          "1:8 a unpack", "2:8 d unpack", "2:11 e unpack", since=(3, 10)),
    binds("soft keywords",
            "match = 1\ncase = match\ntype = case.x\n_ = type\nprint = type\nexec = _\n",
          "1:1 match = ?", "2:1 case = match", "3:1 type = case.x", "4:1 _ = type",
          "5:1 print = type",
          "6:1 exec = _"),
    binds("type alias", "type A = int\ntype B[T] = list[T]\nif x:\n  type C = D\n",
          "1:6 A unpack", "2:6 B unpack", "4:8 C unpack", since=(3, 12)),
    binds("type parameters bind nothing", "def f[T](x: T): pass\nclass C[U: int]: a = b\n",
          "1:5 f function", "2:7 C class", "2:18 a = b in C", since=(3, 12)),
    binds("lines and semicolons", "a = b; c = d\nif e: f = g; h = i\nj = \\\n  k\nl = (\n  m)\n",
          "1:1 a = b", "1:8 c = d", "2:7 f = g", "2:14 h = i", "3:1 j = k", "5:1 l = m"),
    binds("starred and parenthesised targets",
            "*a, (b) = c\n((d), e) = f\n[(g)] = h\nfor (i) in j: pass\n"
          "with k as (l): pass\na = (b) = c\n",
          "1:2 a unpack", "1:6 b unpack", "2:3 d unpack", "2:7 e unpack", "3:3 g unpack",
          "4:6 i unpack", "5:12 l unpack", "6:1 a = c", "6:6 b = c"),
]

EXPORTS = [
    exports("list", "__all__ = ['a', \"b\", 'c' 'd', '''e''']\n", "name a", "name b", "name cd",
            "name e"),
    exports("tuple", "__all__ = 'a', 'b'\n", "name a", "name b"),
    exports("tuple in parentheses", "__all__ = ('a',\n  'b',  # c\n)\n", "name a", "name b"),
    exports("annotated", "__all__: list[str] = ['a']\n__all__: tuple\n", "name a"),
    exports("two targets", "x = __all__ = ['a']\n", "name a"),
    exports("anew", "__all__ = ['a']\n__all__ += ['b']\n__all__ = ['c']\n", "name c"),
    exports("added",
            "__all__ = ['a']\n__all__ += ['b', x]\n__all__.extend(['c'])\n__all__.append('d')\n"
            "__all__.append(y)\n__all__ += m.__all__\n__all__.extend(a.b.__all__)\n__all__ += z\n"
            "__all__.extend(f())\n",
            "name a", "name b", "computed", "name c", "name d", "computed", "of m", "of a.b",
            "computed",
            "computed"),
    exports("sum", "__all__ = ['a'] + m.__all__ + ('b',) + x + (['c'] + n.__all__)\n",
            "name a", "of m", "name b", "computed", "name c", "of n"),
    exports("stars", "__all__ = ['a', *m.__all__, *x, *['b']]\n", "name a", "of m", "computed",
            "computed"),
    exports("other elements", "__all__ = ['a', b, f'c', b'd', e.__name__, 1]\n", "name a",
            "computed",
            "computed", "computed", "computed", "computed"),
    exports("computed", "__all__ = [n for n in dir()]\n", "computed"),
    exports("computed otherwise",
            "__all__ = x\n__all__ += 'a'\n__all__ += list('b')\n__all__ += __all__\n",
            "computed", "computed", "computed", "computed"),
    exports("of", "__all__ = m.__all__\n", "of m"),
    exports("empty", "__all__ = []\n__all__ += ()\n"),
    exports("in blocks",
            "__all__ = ['a']\nif x:\n  __all__ += ['b']\nelse:\n  __all__ += ['c']\ntry:\n"
            "  __all__.append('d')\nexcept E:\n  __all__.append('e')\nelse:\n  "
            "__all__.append('f')\n"
            "with y:\n  __all__.append('g')\nfor z in w:\n  __all__.append(z)\n",
            "name a", "name b", "name c", "name d", "name e", "name f", "name g", "computed"),
    exports("not these", "def f():\n  __all__ = ['a']\nclass C:\n  __all__ = ['b']\n"
            "__all__.remove('c')\nx.__all__ = ['d']\n__all__[0] = 'e'\n__all__, y = ['f'], 1\n"
            "__all__ -= ['g']\nz = __all__.append('h')\ndel __all__\n"),
    exports("escapes and other characters", "__all__ = ['\\x61', u'é', r'\\d', 'a\\\nb']\n",
            "name a", "name é", "name \\d", "name ab"),
]

PATHS = [
    paths("calls", "import sys, site\nsys.path.insert(0, 'a')\nsys.path.insert(1, 'b')\n"
          "sys.path.append('c')\nsys.path.extend(['d', 'e'])\nsite.addsitedir('f')\n"
          "sys.path.insert(-1, 'g')\nsys.path.insert(i, 'h')\nsys.path.extend(('i',))\n",
          "2 front literal a", "3 back literal b", "4 back literal c", "5 back literal d",
          "5 back literal e", "6 back literal f", "7 back literal g", "8 back literal h",
          "9 back literal i"),
    paths("by other names",
            "import sys as s\nfrom sys import path as p, path\nfrom site import addsitedir\n"
          "s.path.append('a')\np.insert(0, 'b')\npath.append('c')\naddsitedir('d')\np += ['e']\n",
          "4 back literal a", "5 front literal b", "6 back literal c", "7 back literal d",
          "8 back literal e"),
    paths("not sys",
            "from x import sys\nfrom os import path\nsys.path.append('a')\npath.append('b')\n"
          "other.sys.path.append('c')\nsys.paths.append('d')\n"),
    paths("assignments", "import sys\nsys.path += ['a', 'b']\nsys.path = ['c'] + sys.path\n"
          "sys.path = sys.path + ['d']\nsys.path[0:0] = ['e']\nsys.path[:0] = ('f', 'g')\n"
          "sys.path[:] = ['h'] + sys.path + ['i']\nsys.path = ['j'] + x + sys.path\n",
          "2 back literal a", "2 back literal b", "3 front literal c", "4 back literal d",
          "5 front literal e", "6 front literal f", "6 front literal g", "7 front literal h",
          "7 back literal i", "8 front literal j", "8 front unknown"),
    paths("no addition", "import sys\nsys.path = old\nsys.path = ['a']\nsys.path[:] = ['b']\n"
          "sys.path[0] = 'c'\nsys.path.remove('d')\nsys.path.pop(0)\nsys.path[1:] = ['e']\n"
          "del sys.path[0]\nsys.path.insert(0)\nsys.path.append()\n"),
    paths("unknown", "import sys\nsys.path.append(x)\nsys.path.extend(y)\nsys.path += z\n"
          "sys.path[:0] = w\nsys.path.append(f'a')\nsys.path.append('%s' % b)\n"
          "sys.path.append(*c)\nsys.path.extend([*d, 'e'])\nsys.path.insert(0, os.environ['F'])\n",
          "2 back unknown", "3 back unknown", "4 back unknown", "5 front unknown", "6 back unknown",
          "7 back unknown", "8 back unknown", "9 back unknown", "9 back literal e",
          "10 front unknown"),
    paths("lazy",
            "import sys\ndef f():\n  sys.path.append('a')\n  class C:\n    sys.path += ['b']\n"
          "g = lambda: sys.path.append('c')\nclass D:\n  sys.path.append('d')\n"
          "x = [sys.path.append('e') for y in z] if w else v\n",
          "3 back literal a lazy", "5 back literal b lazy", "6 back literal c lazy",
          "8 back literal d",
          "9 back literal e"),
    paths("over lines",
            "import sys\nsys.path.insert(\n    0,\n    'a')\nsys.path.extend([\n    'b',\n"
          "    'c',\n])\nsys.path \\\n  .append('d')\n",
          "4 front literal a", "6 back literal b", "7 back literal c", "10 back literal d"),
    dirs("literals", ("'a/b'", "literal a/b"), ("'./a/../b/'", "literal b"), ("''", "literal ."),
         ("'/x//y'", "literal /x/y"), ("'..' '/z'", "literal ../z"), ("'~/a'", "literal ~/a"),
         ("'//x'", "literal /x"), ("('a')", "literal a"), ("r'a\\b'", "literal a\\b"),
         ("b'a'", "unknown")),
    dirs("of the file", ("os.path.dirname(__file__)", "relative ."),
         ("d(d(__file__))", "relative .."),
         ("d(d(d(__file__)))", "relative ../.."), ("osp.dirname(__file__)", "relative ."),
         ("abspath(d(__file__))", "relative ."), ("d(abspath(__file__))", "relative ."),
         ("os.path.realpath(d(__file__))", "relative ."), ("__file__", "unknown"),
         ("join(__file__, '..')", "relative ."), ("abspath(__file__)", "unknown"),
         ("join(d(__file__), 'a', 'b')", "relative a/b"), ("join(d(__file__), '..', 'a')",
         "relative ../a"),
         ("join(d(__file__), '../a')", "relative ../a"), ("join(d(__file__), '/a')", "literal /a"),
         ("join(d(__file__), os.pardir, 'a')", "relative ../a"),
         ("join(d(__file__), os.path.pardir, os.curdir)", "relative .."),
         ("os.path.normpath(join(d(__file__), '..', '..'))", "relative ../.."),
         ("join(d(__file__), '')", "relative ."), ("join('a', 'b')", "literal a/b"),
         ("join(d(__file__))", "relative ."), ("join(x, 'a')", "unknown"), ("join(*y)", "unknown"),
         ("join()", "unknown"), ("d(d('a/b'))", "literal ."), ("d('a/b')", "literal a")),
    dirs("dirname is lexical", ("d(join(d(__file__), '..'))", "relative ."),
         ("d(abspath(join(d(__file__), '..')))", "relative ../.."),
         ("d(join(d(__file__), 'a/'))", "relative a"), ("d(join(d(__file__), '.'))", "relative ."),
         ("d(join(d(__file__), '../a'))", "relative ..")),
    dirs("pathlib", ("Path(__file__).parent", "relative ."), ("Path(__file__).parent.parent",
         "relative .."),
         ("pathlib.Path(__file__).parents[0]", "relative ."),
         ("Path(__file__).parents[2]", "relative ../.."),
         ("str(Path(__file__).resolve().parent)", "relative ."),
         ("str(Path(__file__).parent.resolve())", "relative ."),
         ("Path(__file__).absolute().parent.as_posix()", "relative ."),
         ("os.fspath(Path(__file__).parent / 'a' / 'b')", "relative a/b"),
         ("str(Path(__file__).parent / '..' / 'a')", "relative ../a"),
         ("Path(__file__).parent.joinpath('a', 'b')", "relative a/b"),
         ("Path('a', 'b') / 'c'", "literal a/b/c"),
         ("str(Path('a') / '/b')", "literal /b"), ("(Path(__file__).parent / '..').parent",
         "relative ."),
         ("(Path(__file__).parent / '..').resolve().parent", "relative ../.."),
         ("(Path(__file__).parent / '.').parent", "relative .."),
         ("Path(__file__) / '..'", "relative ."),
         ("Path(__file__).resolve(strict=True).parents[1]", "relative .."),
         ("Path(__file__).parents[n]", "unknown"), ("Path(__file__).parents[-1]", "unknown"),
         ("Path.cwd() / 'a'", "unknown"), ("Path(x).parent", "unknown"),
         ("Path(__file__)", "unknown"),
         ("Path(__file__).parent.name", "unknown"), ("Path(__file__).with_name('a')", "unknown")),
    dirs("sums", ("d(__file__) + '/a'", "relative a"), ("d(__file__) + '/..'", "relative .."),
         ("d(__file__) + '/a' + '/b'", "relative a/b"), ("d(__file__) + 'a'", "unknown"),
         ("d(__file__) + '/'", "relative ."), ("d(__file__) - '/a'", "unknown"),
         ("x + '/a'", "unknown"),
         ("d(__file__) + x", "unknown")),
    dirs("unknown expressions", ("os.getcwd()", "unknown"), ("os.path.expanduser('~')", "unknown"),
         ("f'{d(__file__)}/a'", "unknown"), ("'%s/a' % d(__file__)", "unknown"),
         ("x.dirname(__file__)", "unknown"), ("'a'.format()", "unknown"),
         ("d(__file__) or 'a'", "unknown"),
         ("'a' if x else 'b'", "unknown"), ("os.path.dirname(p=__file__)", "unknown"),
         ("os.path.abspath(__file__, 1)", "unknown"), ("None", "unknown"),
         ("str('a', 'b')", "unknown")),
    paths("names",
            "import os, sys\nHERE = os.path.dirname(__file__)\nROOT: str = os.path.dirname(HERE)\n"
          "LIB = 'a'\nTWICE = 'b'\nTWICE = 'c'\nA = B\nB = A\nfor LOOP in ['d']: pass\nL2 = LIB\n"
          "sys.path.append(HERE)\nsys.path.append(os.path.join(ROOT, LIB))\n"
            "sys.path.append(TWICE)\n"
          "sys.path.append(A)\nsys.path.append(LOOP)\nsys.path.append(NEVER)\n"
            "sys.path.append(LATER)\n"
          "def f():\n  local = 'e'\n  sys.path.append(local)\n  sys.path.append(L2)\nLATER = "
            "ROOT + '/f'\n",
          "11 back relative .", "12 back relative ../a", "13 back unknown", "14 back unknown",
          "15 back unknown", "16 back unknown", "17 back relative ../f", "20 back unknown lazy",
          "21 back literal a lazy"),
    paths("names bound by global",
            "import sys\nA = 'a'\ndef f():\n  global A\n  A = 'b'\nsys.path.append(A)\n",
          "6 back unknown"),
]

USES = [
    uses("attribute", "import a\na.b\na.b.c()\nx = a.b\na\nprint(a.d)\n", "2:1 a.b", "3:1 a.b.c",
            "6:7 a.d"),
    uses("dotted import", "import a.b\nimport c.d as e\na.b.f\ne.g\nc.h\n", "3:1 a.b.f", "4:1 e.g"),
    uses("from imports do not count", "from a import b\nimport c\nb.d\nc.e\n", "4:1 c.e"),
    uses("chains end at calls and subscripts",
            "import a\na.b().c\na.d[0].e\na().f\n(a.g).h\n(a).i\n",
         "2:1 a.b", "3:1 a.d", "5:1 a.g.h", "6:1 a.i"),
    uses("store and delete",
            "import a\na.b = a.c\ndel a.d\na.e += 1\nfor a.f in x: pass\nwith x as a.g: pass\n"
         "a.h: int\na.i.j, k = 1, 2\na.l[0] = 1\n",
         "2:1 a.b", "2:7 a.c", "3:5 a.d", "4:1 a.e", "5:5 a.f", "6:11 a.g", "7:1 a.h", "8:1 a.i.j",
         "9:1 a.l"),
    uses("everywhere",
            "import a\n@a.b\nclass C(a.c, m=a.d):\n  @a.e\n  def f(self, x: a.f = a.g, *y: a.h) "
            "-> a.i:\n"
         "    return lambda z=a.j: [a.k for w in a.l if a.m]\nu: a.n = 1\nassert a.o, a.p\n"
         "try: pass\nexcept a.q: raise a.r from a.s\nx = 'a.t'\n",
         "2:2 a.b", "3:9 a.c", "3:16 a.d", "4:4 a.e", "5:18 a.f", "5:24 a.g", "5:33 a.h",
         "5:41 a.i",
         "6:21 a.j", "6:27 a.k", "6:40 a.l", "6:47 a.m", "7:4 a.n", "8:8 a.o", "8:13 a.p",
         "10:8 a.q",
         "10:19 a.r", "10:28 a.s"),
    uses("before the import, and in scopes",
            "def f(): a.b\ndef g():\n  import a\nclass C:\n  a.c\n",
         "1:10 a.b", "5:3 a.c"),
    uses("over lines", "import a\nx = (a\n  .b\n  .c)\na \\\n .b. \\\n d\n", "2:6 a.b.c",
            "5:1 a.b.d"),
    uses("f-strings", "import a\nf'{a.b} {a.c!r:{a.d}}'\nx = (f'{a.e}'\n  f'{a.f}')\n",
         "2:4 a.b", "2:10 a.c", "2:17 a.d", "3:9 a.e", "4:6 a.f"),
    uses("match patterns", "import a\nmatch a.b:\n  case a.c: pass\n  case a.d(x=a.e): pass\n",
         "2:7 a.b", "3:8 a.c", "4:8 a.d", "4:14 a.e", since=(3, 10)),
    uses("blanks in chains", "import a\na . b\na. c .d\n", "2:1 a.b", "3:1 a.c.d"),
    uses("keyword names", "import a\na.match.case\na.print\na.exec.type\n", "2:1 a.match.case",
            "3:1 a.print",
         "4:1 a.exec.type"),
]

IGNORES = [
    ignores("all", "import a  # shoring: ignore\n", "1 all"),
    ignores("rules",
            "import a  # shoring: ignore[IMP001]\nimport b  # shoring: ignore[ IMP001 , "
            "unused-dependency ]\n",
            "1 IMP001", "2 IMP001,unused-dependency"),
    ignores("blanks", "x = 1  #shoring:ignore[A]\ny = 2  #  shoring:  ignore [B]\n", "1 A", "2 B"),
    ignores("after other comments",
            "import a  # noqa: E402  # shoring: ignore[A]\n# why: # shoring: ignore\n",
            "1 A", "2 all"),
    ignores("with a reason",
            "import a  # shoring: ignore[A] because\nimport b  # shoring: ignore, really\n",
            "1 A", "2 all"),
    ignores("not these",
            "x = '# shoring: ignore'\n'''\n# shoring: ignore\n'''\n# shoring: ignored\n"
            "# shoring: ignore-this\n# shoring: ignore[A\n# shorings: ignore\n# xshoring: ignore\n"
            "# Shoring: ignore\n# noqa shoring: ignore\nf'{x} # shoring: ignore'\n"),
    ignores("empty rules", "x = 1  # shoring: ignore[]\n", "1 all"),
    ignores("whole file", "# shoring: ignore-file[REQ]\n# x\n\n# shoring: ignore-file\nimport a\n",
            "1 REQ file", "4 all file"),
    ignores("whole file after a docstring",
            "#!/usr/bin/python\n'''doc'''  # shoring: ignore-file[A]\n"
            "# shoring: ignore-file[B]\nimport a  # shoring: ignore-file[C]\n# shoring: "
            "ignore-file[D]\n",
            "2 A file", "3 B file"),
    ignores("whole file without a statement", "# shoring: ignore-file[A]\n", "1 A file"),
    ignores("whole file before a decorator",
            "# shoring: ignore-file[A]\n@a\n# shoring: ignore-file[B]\ndef f(): pass\n",
            "1 A file"),
    ignores("in brackets and blocks",
            "x = [  # shoring: ignore[A]\n  1,  # shoring: ignore[B]\n]\nif x:\n"
            "  # shoring: ignore[C]\n  pass\n    # shoring: ignore[D]\n", "1 A", "2 B", "5 C",
            "7 D"),
    ignores("several in a comment", "x = 1  # shoring: ignore[A]  # shoring: ignore[B]\n", "1 A", "1 B"),
]

FORMS = BINDINGS + EXPORTS + PATHS + USES + IGNORES
