"""Both readers of Python, the quick one and Tree-sitter, give the same facts.

The program compares them byte for byte: of the standard library as it is, of files in which something was changed
at random (SHORING_TEST_CHANGES: how many times each, SHORING_TEST_SEED), and of statements that are read in unusual
ways. SHORING_TEST_TREES: further directories, separated as PATH is.
"""
import os
import pathlib
import re
import subprocess
import sysconfig

import pytest
from where import BUILD

CHANGES = int(os.environ.get("SHORING_TEST_CHANGES", "15"))

ODD = '''\
import cass\xe9.x, \u03c3 as \u6f22\u5b57; y = cass\xe9.x.z, \u6f22\u5b57.w \\
    # z
from cass\xe9 import \u0416
class \xc9t\xe9(\u0416): \u0416.x = cass\xe9 \\
    .y
class A(Generic[*Ts], B): pass
class C(*a, *b(), *c.d[e]): pass
class D(*a or b, *b + c, **d): pass
class E(F[*a.b[c], *d[e].f, ...], metaclass=M[x, *y.z]): g = h[0, *i[j], :]
X = type("X", (*A, *f()), {})
with (a, suppress(ImportError)): import q
with (suppress(ImportError)): import q
with (a as b, c.d() as (e, f),): import q
with (a) as b, (yield): pass
try: pass
except A as e: import r
except (A, B): import r
except* C: import r
__all__ = b, c
__all__ = "b", "c"; __all__ += [*q.__all__]
import mpl; x = {*mpl.a.b}, *mpl.c, (*mpl.d(), 1), [*mpl.e + mpl.f], f(*mpl.g or mpl.h)
sys.path[:0] = a, "b"
(a) = (b, [c, *d]) = e.f = g[h] = i
a: b.c[d, e] = f; a.b: c
print(a, end=""); print; print (a), b
type X[T: int] = Y; type = 1; type(x)
match = 1; match.a; match(a, b); match[a]: int = b
match a, b:
    case C(x, y=z) | [1, *_] if d: pass
    case {"k": v, **w} as q: import r
    case _: import s
f"{a!r:>{b.c}}" f'{a=}' rf"\\{a}{{" "b"
(b"\\U", ""); (B'\\N{a}\\u', ''), rb"\\u", b"\\\\U"
lambda a, *b, c=d.e, **f: (yield)
def f(a, /, b: c.d = e, *, g, **h) -> i.j: return a
async def f():
    async with a as b, c: await d ** 2
    return [x async for x in y if not z if w]
def f(a, b=np.a, *c: np.b, **d):
    import np, q.r as r
    np.c.d = np.e[np.f:1, ::np.g, :] = {**np.h, "k": -np.i}, {np.j: 1 for (i, j) in np.k if not np.l}, [*np.m]; del np.n
    (np.o).p; ((np)).q; [i for i in np.s(x, y=np.t, *np.u, **np.v) if np.w if z for k in i]; y = type(a), type(b, c)
    x: np.x = a if np.y else b if not c else (); x += np.z, "a" "b" f"{np.aa!r:>{np.bb}}" f"{c}"; yield np.cc,
    for np.dd in a, b: z = yield from np.ee
    else: assert np.ff, np.gg is not None not in (hh := np.hh)
    while np.ii: return lambda np, *a: np.jj
    try: np.kk(r.s).t
    except (ImportError, np.ll) as np:
        if np.mm: raise np.nn from np.oo
        elif np.pp: return np.qq
        else: pass
        while True: break
    else: np.kk
    finally: np.rr ** -np.ss
    with np.tt as a.b, (np.uu): (np.vv, *a) = b; print(np.ww @ -1 if a else np.xx)
    with (np.yy as b, np.zz): match = np.ab; match(a)[b:]: c
    async_ = await np.ac
    match a:
        case np.ad: np.ae
    return (np.af)
def f(a):
    import np; (np .bq, np.br .bs, np. bt, np
        .bu, np.bv # c
        .bw.bx); y = np.by \\
        .bz; np.ca.cb; np.cc\xe9.cd, np.c\u03c3; np.ce; np.cf[np.cg:np.ch]; np.ci if np.cj else np; np.ckkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk.cl
def f(a):
    X = (type("X", (A,), {}))
    return (a)
def f(a):
    if a.TYPE_CHECKING or __name__ == "__main__": return a.b
    if find_spec("a"): import b; exit(); np.c
def f(a):
    import os; os.path; os.name; os.environ["a"]; sys; sys.path.append(os.path.join(a)); os._exit(1)
def f(a):
    from contextlib import (suppress as s, # suppress
        x); import typing as t, n
    with s(ImportError): n.a
    if t.TYPE_CHECKING: n.b
def f(a):
    def g(b): return b
    class C(a, type(b)): x: np.y = np.z
    return g
def f(a):
    import b as c, d
    if c.TYPE_CHECKING: d.e
    if a.b.TYPE_CHECKING: d.f
    if (g := a.TYPE_CHECKING): d.h
    if not a.TYPE_CHECKING and (yield): d.i
if not a == b or c < d <= e and (f := g): import h
elif a is not b not in c: import i
else: import j
def f(a, b=np.ba):
    @np.bb(np.bc, lambda: np.bd)
    def g(c, d=np.be): return np.bf(c)
    if b:
        @c
        async def h(self, *x: np.bg): self.y = np.bh; return self.z
        def i(self): return self if x else np.bi
    try: g()
    except np.bj:
        def j(self): return
    return g
def f(a):
    if a: return a
    def g(b): return b or np.bk
    return g
def f(a):
    def g(b):
        if b: return b
        return
    return a
def f(a):
    def g(b):
        def h(c): return c
        return h
    return g
def f(a):
    if a:
        def g(b):
            import os; return os.bl
    def h(b): nonlocal a; return a
    return (yield)
class H:
    @np.bm.bn(np.bo, import_module("a"))
    @np
    @(k := a(b=[np.bp]))
    @a.b
    def f(): pass
    @np.bq(x)
    @np.br[1](y)
    @z
    class G: pass
l = [1, {"a": b.c, **d}, *e]; m = {1: [np.bs], 2: f"{np.bt}"}; n = [](); o = [a].b("c"); p = [a] + {b}; q: x = {"a"}[0]
l = [a], {b}; m = [k := 1]; n = o = [x for y in z]; p = {}.x(); q = [lambda: np.bu]; r = {1} if a else type("A", (B,), {})
l = [
    # shoring: ignore
    a]; l = {"a": sys.path.append("b")}; import_module(*["a"]); l = []; import_module(l)
'''


def compare(*args):
    program = BUILD / "tests" / "unit" / "readers"
    assert program.is_file(), "{} is missing: run `make build`, or set SHORING_BUILD".format(program)
    done = subprocess.run([str(program), *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          universal_newlines=True, check=False)
    print(done.stdout)
    assert done.returncode == 0, done.stdout
    texts, by_the_other = re.search(r"^(\d+) texts, \d+ kB; by Tree-sitter (\d+)", done.stdout, re.M).groups()
    return int(texts), int(by_the_other)


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Where the program leaves texts that are read differently."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def library():
    top = pathlib.Path(sysconfig.get_path("stdlib"))
    return [path for path in sorted(top.iterdir())
            if path.name not in ("test", "site-packages", "dist-packages", "idlelib")
            and (path.is_dir() or path.suffix == ".py")]


def test_standard_library(here):
    texts, slow = compare(*library())
    assert texts > 300
    assert slow < texts / 50, "the quick reader is there for nearly all files"


def test_changed(here):
    top = pathlib.Path(sysconfig.get_path("stdlib"))
    small = [path for path in library() if path.is_file() and path.stat().st_size < 12000]
    compare("-m", CHANGES, "-s", os.environ.get("SHORING_TEST_SEED", "1"), top / "importlib", *small)


def test_odd(here):
    path = here / "odd.py"
    path.write_text(ODD)
    assert compare("-m", 100 * CHANGES, path)[1] > 0
    for line in re.findall(r".+\n(?: .*\n|e[lx].*\n)*", ODD):
        path.write_text(line)
        assert compare(path) == (1, 0), line


@pytest.mark.parametrize("text", [
    "class C(x for x in y): pass", "\xaa = 1", "\U0001d4d0 = 1", "lazy import a", "class C[T = int]: pass",
    "print 'a'", "x[*y()]", "f'{a:=1}'", "if x:\n\t  y", "with lambda: a as b: pass", "x = 1 \\\n\ny = 2", "def f(*a: *b): pass",
    "a,\nb = 1", "(a, b),  # c\nd = 1", "def f() -> a: b[c]", "type X = a[b:c]", "f(a=b for b in c)", "f(*a for a in b)",
    "@a\nasync with b: pass", "@a\nasync for b in c: pass", "f(a=b.c=d)", "class C:\n    a = 1\n\\\n    b = 2", "def f():\n    g(*a.b=c)", "class C(A[*b()]): pass",
    "for (*(b, c), d) in e: pass", "x = [a for (*[b], c) in d]",
])
def test_unsure(here, text):
    path = here / "odd.py"
    path.write_text(text + "\n", encoding="utf-8")
    assert compare(path) == (1, 1)


@pytest.mark.parametrize("tree", [t for t in os.environ.get("SHORING_TEST_TREES", "").split(os.pathsep) if t])
def test_tree(here, tree):
    compare("-m", os.environ.get("SHORING_TEST_CHANGES", "0"), "-s", os.environ.get("SHORING_TEST_SEED", "1"), tree)
