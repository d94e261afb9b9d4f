"""The arms of branching statements, and which rows stand in them."""
from forms import Form


def blocks(name, source, *rows, **more):
    return Form("arms: " + name, source, blocks=list(rows), **more)


ARMS = [
    blocks("if", "if a: b = 1\nelif not a.b: pass\nelif c(1)[2]: pass\nelse: pass\n",
           "1.0 if a exhaustive", "1.1 if not a.b exhaustive", "1.2 if exhaustive",
           "1.3 if exhaustive"),
    blocks("if alone", "if a.b(c): import d\n", "1.0 if a.b()"),
    blocks("tests that are not told",
           "if a and b: import x\nif a < b: import x\nif a().b: import x\nif a[b]: import x\n"
           "if 1: import x\nif (a := b): import x\nif a()(): import x\n",
           *["{}.0 if".format(n) for n in range(1, 8)]),
    blocks("tests that are told", "if (a): import x\nif not not a: import x\nif not (a()): "
                                  "import x\nif é.ﬁ: import x\n",
           "1.0 if a", "2.0 if not not a", "3.0 if not a()", "4.0 if é.fi"),
    blocks("nothing in them", "if a: b()\nfor c in d(): pass\n"
                              "try: e()\nexcept F: pass\ndef g():\n  if h:\n    i = j\n",
           "1.0 loop"),
    blocks("else if", "if a: pass\nelse:\n  if b: import c\n",
           "1.0 if a exhaustive", "1.1 if exhaustive", "3.0 if b @2"),
    blocks("try", "try: import a\nexcept (A, b.C) as d: pass\nexcept e(): pass\nexcept: pass\n"
                  "else: pass\nfinally: pass\n",
           "1.0 try optional", "1.1 except A,b.C", "1.2 except e()", "1.3 except optional",
           "1.4 try else optional", "1.5 finally"),
    blocks("handlers that are computed", "try: a = 1\nexcept A[0]: pass\nexcept A + B: pass\n"
                                         "except (*A, B): pass\nexcept (): pass\n"
                                         "except (A, (B, C)): pass\n",
           "1.0 try", "1.1 except A[]", "1.2 except ?", "1.3 except *A,B", "1.4 except ?",
           "1.5 except A,B,C"),
    blocks("except*", "try: import a\nexcept* A: pass\n", "1.0 try", "1.1 except A",
           since=(3, 11)),
    blocks("suppress", "import contextlib\nfrom contextlib import suppress as s\n"
                       "with contextlib.suppress(A, B.c): import a\n"
                       "with x, s(ImportError) as y, s(): import b\nwith open(x): import c\n",
           "1.0 try", "1.1 except A,B.c", "3.0 try optional", "3.1 except ImportError",
           "3.2 except ?"),
    blocks("loops", "for a in b: pass\nwhile c:\n  d = e\nelse: pass\nwhile True: import f\n"
                    "while 1: import f\nwhile 2: import f\nfor g.h in i: pass\n",
           "1.0 loop", "2.0 loop", "2.1 loop else", "4.0 loop exhaustive", "5.0 loop exhaustive",
           "6.0 loop"),
    blocks("match", "match a:\n  case 1: import b\n  case C(d) if e: pass\n",
           "1.0 if", "1.1 if", since=(3, 10)),
    blocks("irrefutable cases",
           *["".join("match a:\n  case 1: b = 1\n  case {}: pass\n".format(pattern)
                     for pattern in ("_", "c", "(c)", "_ as c", "d.e | _", "((d.e) | (c as f)) as g"))]
           , *["{}.{} if exhaustive".format(n, arm) for n in range(1, 12, 2) for arm in (0, 1)],
           since=(3, 10)),
    blocks("refutable cases",
           *["".join("match a:\n  case 1: b = 1\n  case {}: pass\n".format(pattern)
                     for pattern in ("_ if c", "d.e", "c,", "[*_]", "*_,", "D(c)", "()", "{}", "'_'"))]
           , *["{}.{} if".format(n, arm) for n in range(1, 18, 2) for arm in (0, 1)],
           since=(3, 10)),
    blocks("nested",
           "if a:\n  try:\n    for b in c:\n      import d\n  except E: pass\n  import f\n"
           "else:\n  if g: h = 1\n",
           "1.0 if a exhaustive", "1.1 if exhaustive", "3.0 try @1", "3.1 except E @1",
           "5.0 loop @3", "6.0 if g @2"),
    blocks("scopes in arms",
           "if a:\n  class C:\n    if b: d = 1\n  def e():\n    if f: import g\n    if h: i = j\n",
           "1.0 if a", "2.0 if b in C @1", "3.0 if f in e @1"),
    blocks("contexts and guards",
           "if TYPE_CHECKING: import a\nelif six.PY2: import b\nelse: import c\n"
           "if __name__ == '__main__':\n  try: import d\n  except ImportError: pass\n",
           "1.0 if TYPE_CHECKING exhaustive typing", "1.1 if six.PY2 exhaustive version {v<3}",
           "1.2 if exhaustive version {v<3 !}", "4.0 if main", "5.0 try optional main @4",
           "5.1 except ImportError optional main @4"),
    blocks("rows that make arms be written",
           "def f():\n  if a: importlib.import_module('x')\n  if b: x = 1\n  if c: __import__(y)\n"
           "if d: x.y = 1\nif e: del z\nif g: (h := i)\nif lambda: (j := 1): k[0] = 1\n",
           "1.0 if a in f", "2.0 if c in f", "3.0 if e", "4.0 if g"),
]

ROWS = [
    Form("in an arm: bindings",
         "if a:\n  b = 1\n  def c(): pass\n  class D: e = 1\nelif (f := 1): pass\n"
         "for g in h:\n  del i\nelse: j: int = 1\ntry: pass\nexcept K as k: pass\n"
         "with l as m: n = 1\n",
         **{"bindings whole": [
             "2:3 b = ? @1", "3:7 c function @1 plain", "4:9 D class @1 D", "4:12 e = ? in D @1",
             "5:7 f unpack", "6:5 g unpack @3", "7:7 i delete @3", "8:7 j = ? annotated @4",
             "10:13 k unpack @6", "11:11 m unpack", "11:14 n = ?"]}),
    Form("in an arm: captures", "match a:\n  case B(c) if (d := 1): e = 1\n  case f: pass\n",
         since=(3, 10),
         **{"bindings whole": ["2:10 c unpack @1", "2:17 d unpack @1", "2:26 e = ? @1",
                               "3:8 f unpack @2"]}),
    Form("in an arm: imports", "if a: import b\nelse:\n  try: from c import *\n  except: "
                               "__import__('d')\ndef f():\n  import g\n",
         **{"imports whole": [
             "1:14 import b: load @1", "3:22 from c import *: load optional @3",
             "4:11 import d: load optional dynamic @4", "6:10 import g: lazy in f"]}),
    Form("in an arm: classes", "if a:\n  class B:\n    class C: pass\ndef f():\n  while a:\n"
                               "    class D: pass\n",
         **{"classes whole": ["2:9 B() @1", "3:11 B.C() in B @1", "6:11 f.<locals>.D() in f @2"]}),
]


def end(name, body, text, **more):
    """The end of an arm with that body, in a loop of a function."""
    lines = "".join("      " + line + "\n" for line in body.split("\n"))
    return Form("arm ends: " + name, "def f():\n  while b:\n    if c:\n" + lines + "      import d\n",
                blocks=["1.0 loop in f", ("2.0 if c ends " + text).replace(" ends on", "") +
                        " in f @1"], **more)


ENDS = [
    end("on", "pass", "on"),
    end("return", "return", "scope"),
    end("raise", "raise A", "scope"),
    end("break", "break", "loop"),
    end("continue", "continue", "loop"),
    end("exit", "sys.exit()", "scope"),
    end("another call", "self.exit()", "on"),
    end("if with else", "if a: return\nelse: raise B", "scope"),
    end("if without else", "if a: return", "on"),
    end("elif", "if a: return\nelif b: break\nelse: raise B", "loop"),
    end("if that goes on", "if a: return\nelif b: pass\nelse: raise B", "on"),
    end("try", "try: return\nexcept A: raise B", "scope"),
    end("try whose handler goes on", "try: raise A\nexcept A: pass", "on"),
    end("try else", "try: pass\nexcept A: return\nelse: return", "scope"),
    end("finally leaves", "try: pass\nfinally: return", "scope"),
    end("finally goes on", "try: return\nfinally: pass", "scope"),
    end("finally may leave", "try: return\nfinally:\n  if a: break", "loop"),
    end("return in a with", "with a: return", "scope"),
    end("raise in a with", "with a: raise B", "on"),
    end("return in suppress", "with contextlib.suppress(A): return", "on"),
    end("for ever", "while True: pass", "scope"),
    end("for ever, with break", "while True:\n  if a: break\n  return", "on"),
    end("for ever, with return", "while 1:\n  return", "scope"),
    end("for ever, inner break", "while True:\n  for a in b: break", "scope"),
    end("loop that ends", "while a: return", "on"),
    end("loop and its else", "for a in b: return\nelse: raise A", "scope"),
    end("break past the else", "for a in b: break\nelse: raise A", "on"),
    end("match", "match a:\n  case 1: return\n  case _: raise B", "scope", since=(3, 10)),
    end("match that falls through", "match a:\n  case 1: return", "on", since=(3, 10)),
    end("function in it", "def g(): return", "on"),
    end("class in it", "assert False", "on"),
]

FORMS = ARMS + ROWS + ENDS
