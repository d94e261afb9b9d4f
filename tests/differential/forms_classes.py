"""What decides a class: arguments, decorators, slots, calls of type(), and the scopes around it."""
from forms import Form


def classes(name, source, *rows, **more):
    return Form("class: " + name, source, **{"classes whole": list(rows)}, **more)


def binds(name, source, *rows, **more):
    return Form("bound: " + name, source, **{"bindings whole": list(rows)}, **more)


def slots(name, body, text="", **more):
    """What a class body leaves in __slots__."""
    source = "class C:\n" + "".join("  " + line + "\n" for line in body.split("\n"))
    return Form("slots: " + name, source,
                **{"classes whole": ["1:7 C()" + (" slots: " + text if text else "")]}, **more)


ARGUMENTS = [
    classes("call", "class C(with_metaclass(M, a.B, *d, k=e, **f)): pass\n",
            "1:7 C(with_metaclass(M, a.B, *d, k=e, **f))"),
    classes("subscript", "class C(Generic[T, a.U], B['x'], D[()], E[F[G], ...]): pass\n",
            "1:7 C(Generic[T, a.U], B[\"x\"], D[], E[F[], ?])"),
    classes("subscript of a tuple", "class C(A[(B, D)], E[F,], G[(H, I),], J[(K, L), M]): pass\n",
            "1:7 C(A[B, D], E[F], G[?], J[?, M])"),
    classes("starred in a subscript", "class C(A[*B]): pass\n", "1:7 C(A[*B])", since=(3, 11)),
    classes("starred and no name", "class C(A[b, *B[c], *d.e]): pass\n", "1:7 C(A[b, B[], d.e])", since=(3, 11)),
    classes("slice", "class C(A[b:c]): pass\n", "1:7 C(A[?])"),
    classes("one level", "class C(a(b(c), d[e])): pass\n", "1:7 C(a(b(), d[]))"),
    classes("the outermost", "class C(a(b).c, d[e](f), g(h)[i]): pass\n",
            "1:7 C(a().c, d[](f), g()[i])"),
    classes("literals", "class C(a(True, b=False, c=None, d=1, e='')): pass\n",
            "1:7 C(a(True, b=False, c=None, d=?, e=?))"),
    classes("names in quotes", "class C(a('b', 'c' 'd', r'e1', c=u'_f', d='1g', e='h i', f=b'j', g='\u00e9', h=f'k')): pass\n",
            "1:7 C(a(\"b\", \"cd\", \"e1\", c=\"_f\", d=?, e=?, f=?, g=?, h=?))"),
    classes("not of the class", "class C(A, b=True, c=None): pass\n", "1:7 C(A, b=?, c=?)"),
    classes("keywords", "class C(A, metaclass=make(M), **k): pass\n",
            "1:7 C(A, metaclass=make(M), **=**k)"),
    classes("order", "class C(a=b, *c, **d): pass\n", "1:7 C(a=b, *c, **=**d)"),
    classes("starred", "class C(*a(b)): pass\n", "1:7 C(*a(b))"),
    classes("generator", "class C(a(b for b in c)): pass\n", "1:7 C(a(?))"),
    classes("computed", "class C((a or b)(c), (d)(e)): pass\n", "1:7 C(?, d(e))"),
    classes("decorators", "@a\n@b.c(d, e=True)\n@f[g]\n@h(i)(j)\nclass C: pass\n",
            "5:7 C() @a @b.c(d, e=True) @f[g] @h()(j)"),
    classes("decorators of others", "@a\nclass C:\n  class D: pass\n  @b\n  def e(self):\n"
                                    "    class F: pass\nclass G: pass\n",
            "2:7 C() @a", "3:9 C.D() in C", "6:11 C.e.<locals>.F() in C.e", "7:7 G()"),
    classes("global", "def f():\n  global C, g\n  class C:\n    class D: pass\n  def g():\n"
                      "    class E: pass\n",
            "3:9 C() in f", "4:11 C.D() in f.C", "6:11 g.<locals>.E() in f.g"),
    classes("type parameters", "class C[T, *U](A[T], metaclass=M): pass\n",
            "1:7 C(A[T], metaclass=M) type_params", since=(3, 12)),
]

SLOTS = [
    slots("none", "a = 1"),
    slots("string", "__slots__ = 'a'", "names"),
    slots("tuple", "__slots__ = ('a', 'b')", "names"),
    slots("without parentheses", "__slots__ = 'a', 'b'", "names"),
    slots("list", "__slots__ = ['a' 'b']", "names"),
    slots("set", "__slots__ = {'a'}", "names"),
    slots("dict", "__slots__ = {'a': 'what it is'}", "names"),
    slots("empty", "__slots__ = ()", "empty"),
    slots("empty list", "__slots__ = []", "empty"),
    slots("empty dict", "__slots__ = {}", "empty"),
    slots("annotated", "__slots__: tuple = ()", "empty"),
    slots("annotation alone", "__slots__: tuple"),
    slots("several targets", "a = __slots__ = 'a',", "names"),
    slots("special", "__slots__ = ('__dict__', '__weakref__')", "empty dict weakref"),
    slots("special and others", "__slots__ = ['a', '__dict__']", "names dict"),
    slots("empty string", "__slots__ = ''", "unknown"),
    slots("bytes", "__slots__ = b'a'", "unknown"),
    slots("name", "__slots__ = a", "unknown"),
    slots("sum", "__slots__ = ('a',) + A.__slots__", "unknown"),
    slots("computed element", "__slots__ = ('__dict__', a)", "unknown"),
    slots("starred element", "__slots__ = (*a, 'b')", "unknown"),
    slots("spread dict", "__slots__ = {**a}", "unknown"),
    slots("comprehension", "__slots__ = [a for a in b]", "unknown"),
    slots("unpacked", "__slots__, a = b", "unknown"),
    slots("extended", "__slots__ = ('a',)\n__slots__ += ('b',)", "unknown"),
    slots("appended", "__slots__ = []\n__slots__.append('b')", "unknown"),
    slots("item set", "__slots__ = {}\n__slots__['b'] = 1", "unknown"),
    slots("imported", "from a import __slots__", "unknown"),
    slots("function", "def __slots__(self): pass", "unknown"),
    slots("loop", "for __slots__ in a: pass", "unknown"),
    slots("last holds", "__slots__ = a\n__slots__ = ('b',)\n__slots__ = ()", "empty"),
    slots("deleted", "__slots__ = ()\ndel __slots__"),
    slots("in an arm", "if a: __slots__ = ()", "unknown"),
    slots("the same in an arm", "__slots__ = 'a'\nif a: __slots__ = 'b'", "names"),
    slots("another in an arm", "__slots__ = 'a'\nif a: __slots__ = ()", "unknown"),
    slots("deleted in an arm", "__slots__ = 'a'\ntry: del __slots__\nexcept: pass", "unknown"),
    slots("sure after an arm", "if a: __slots__ = b\n__slots__ = ()", "empty"),
    slots("in a with", "with a: __slots__ = ()", "empty"),
    slots("in suppress", "with contextlib.suppress(a): __slots__ = ()", "unknown"),
    slots("in a method", "def f(self): __slots__ = ()"),
    slots("of an attribute", "a.__slots__ = ()"),
    slots("global", "global __slots__\n__slots__ = ()"),
    Form("slots: class in an arm", "if a:\n  class C:\n    __slots__ = ()\n",
         **{"classes whole": ["2:9 C() slots: empty @1"]}),
    Form("slots: of the inner class", "class A:\n  class B:\n    __slots__ = ('c',)\n",
         **{"classes whole": ["1:7 A()", "2:9 A.B() slots: names in A"]}),
]

CALLS = [
    classes("type()", "A = type('B', (C, d.E), {})\n", "1:10 B(C, d.E) call"),
    classes("type() with keywords", "A = type('B', (), {}, metaclass=M, **k)\n",
            "1:10 B(metaclass=M, **=**k) call"),
    classes("type() of a computed name", "class A:\n  B = type(c, (*d, e(f)), g)\n",
            "1:7 A()", "2:12 A.B(*d, e(f)) slots: unknown call in A"),
    classes("type() with slots", "A = type('A', (B,), {'__slots__': ('c', '__dict__')})\n",
            "1:10 A(B) slots: names dict call"),
    classes("type() with a namespace that is not told",
            "A = type('A', (), {**b})\nC = type('C', (), {d: e})\nF = type('F', (), dict())\n",
            "1:10 A() slots: unknown call", "2:10 C() slots: unknown call",
            "3:10 F() slots: unknown call"),
    classes("no such call", "a = type(b)\nc = type('C', d, {})\ne = type('E', (), *f)\n"
                            "g = type('G', [], {})\nh = k.type('H', (), i)\ni.j = type('I', (), {})\n"
                            "type('J', (), {})\nl, m = type('L', (), {})\nn = type('N', ())\n"
                            "o = type('O', (), dict={})\n"),
    classes("metaclasses called",
            "a = b.M('A', (C,), {'d': 1})\ne = M(f, (), {})\ng = M('', (), {})\nh = M('H', (), {}, i=1)\nj = M('J', [], {})\n",
            "1:9 A(metaclass=b.M, C) call", "3:7 (metaclass=M) call"),
    classes("made where they are inherited from",
            "class A(type('B', (C,), {}), M('D', (), {}), type(e, (), {}), f('G')): pass\n",
            '1:7 A(type("B", ?, ?), M("D", ?, ?), type(e, ?, ?), f("G"))', "1:14 B(C) call", "1:32 D(metaclass=M) call",
            "1:51 type()() call"),
    classes("type bound by the module", "from a import type\nB = type('B', (), {})\n"),
    classes("type bound by the function", "def f(type):\n  A = type('A', (), {})\n"),
    classes("type bound by the class", "class A:\n  type = b\n  C = type('C', (), {})\n"
                                       "D = type('D', (), {})\n", "1:7 A()", "4:10 D() call"),
    classes("type() in an arm and a function", "def f():\n  if a: B = type('B', (), {})\n",
            "2:18 B() call in f @1"),
    binds("type()", "A = B = type('C', (), {})\nd: T = type('D', (), {})\n",
          "1:1 A class C", "1:5 B class C", "2:1 d class D"),
]

BOUND = [
    binds("in functions with classes",
          "def f(a, /, b: int = 1, *c, d=2, **e):\n  g = h\n  import i\n  class J: pass\n"
          "  def k(l): m = 1\ndef n(o): p = 1\n",
          "1:5 f function plain", "1:7 a unpack in f", "1:13 b unpack in f", "1:26 c unpack in f",
          "1:29 d unpack in f", "1:36 e unpack in f", "2:3 g = h in f", "3:10 i import in f",
          "4:9 J class in f f.<locals>.J", "5:7 k function in f plain", "6:5 n function plain"),
    binds("at any depth", "def a(b):\n  def c(d):\n    def e(f): pass\n    class G:\n"
                          "      def h(i): pass\n",
          "1:5 a function plain", "1:7 b unpack in a", "2:7 c function in a plain",
          "2:9 d unpack in a.c", "3:9 e function in a.c plain",
          "4:11 G class in a.c a.<locals>.c.<locals>.G", "5:11 h function in a.c.G plain"),
    binds("with a call of type()", "def a(b):\n  C = type('C', (b,), {})\n",
          "1:5 a function plain", "1:7 b unpack in a", "2:3 C class in a C"),
    binds("decorated", "@a\ndef b(): pass\n@c\nclass D:\n  def e(self): pass\n  @f\n"
                       "  async def g(self): pass\ndef h(): pass\n",
          "2:5 b function decorated", "4:7 D class D", "5:7 e function in D plain",
          "7:13 g function in D decorated", "8:5 h function plain"),
    binds("functions that give their argument",
          "def a(b): return b\ndef c(d):\n  if d: return d\n  else: raise E\ndef e(f):\n  if f: return f\n"
          "def g(h):\n  h = 1\n  return h\ndef i(*j): return j\ndef k(l, m): return m\n"
          "async def n(o): return o\ndef p(q):\n  def r(): return 1\n  return q\n"
          "def s(t, /, u=1):\n  while True:\n    return t\ndef v(w): return (w)\n",
          "1:5 a function plain gives argument", "2:5 c function plain gives argument",
          "5:5 e function plain", "7:5 g function plain", "10:5 i function plain",
          "11:5 k function plain", "12:11 n function plain", "13:5 p function plain gives argument",
          "16:5 s function plain gives argument", "19:5 v function plain gives argument"),
    binds("functions that give such functions",
          "def a(b):\n  def c(d): return d\n  return c\ndef e(f):\n  @g\n  def h(i):\n    return i\n  return h\n"
          "def j(k):\n  def l(m): return m\n  l = k\n  return l\ndef n(o):\n  if o:\n    def p(q): return q\n"
          "  return p\ndef r(s): return t\nclass u:\n  @v\n  def w(x): return x\n",
          "1:5 a function plain gives giver", "4:5 e function plain", "9:5 j function plain",
          "13:5 n function plain gives giver", "17:5 r function plain", "18:7 u class u",
          "20:7 w function in u decorated gives argument"),
    binds("functions that give a class",
          "def a():\n  class B: pass\n  return B\ndef c(d):\n  if d: d = 1\n  return type(d, (E,), {})\n"
          "def f():\n  g = type('J', (K, L), {'m': 1})\n  return g\ndef n():\n  class O: pass\n  yield 1\n  return O\n"
          "def p():\n  class Q: pass\n  def r():\n    nonlocal Q\n  return Q\n"
          "class S:\n  @classmethod\n  def t(cls): return type('U', (cls,), {})\n"
          "  @staticmethod\n  def v(): return type('W', (), {})\n",
          "1:5 a function plain gives class", "2:9 B class in a a.<locals>.B", "4:5 c function plain gives class",
          "4:7 d unpack in c", "5:9 d = ? in c @1", "7:5 f function plain gives class", "8:3 g class in f J",
          "10:5 n function plain", "11:9 O class in n n.<locals>.O", "14:5 p function plain",
          "15:9 Q class in p p.<locals>.Q", "16:7 r function in p plain",
          "19:7 S class S", "21:7 t function in S of_class decorated gives class", "21:9 cls unpack in S.t",
          "23:7 v function in S decorated gives class"),
    binds("named by a call",
          "a = b('C', 'd')\ne = f(g, 'H')\ni: j = k.l('M')\nn = o()('P')\nq = r(s='T')\nu = v(*w)\nx = y('z z')\n",
          "1:1 a = b() named C", "2:1 e = f()", "3:1 i = k.l() named M annotated", "4:1 n = o()() named P",
          "5:1 q = r()", "6:1 u = v()", "7:1 x = y()"),
    binds("annotated", "a: b = c\nd = e\n(f): g = h\ni: j\nk: l = m()\n",
          "1:1 a = c annotated", "2:1 d = e", "3:2 f = h annotated", "5:1 k = m() annotated bare"),
    binds("bare calls", "a = b()\nc = d(1)\ne = f(*g)\nh = i(j=k)\nl = m()()\nn = o()[p]\nq = r.s(\n)\n",
          "1:1 a = b() bare", "2:1 c = d()", "3:1 e = f()", "4:1 h = i()", "5:1 l = m()() bare", "6:1 n = o()[]",
          "7:1 q = r.s() bare"),
    binds("None", "a = None\nb = c = None\nd: e = None\nf = (None)\ng, h = None\n",
          "1:1 a = None", "2:1 b = None", "2:5 c = None", "3:1 d = None annotated", "4:1 f = None", "5:1 g unpack", "5:4 h unpack"),
    binds("the module itself",
          "import sys as s\nfrom sys import modules\ns.modules[__name__] = a.b\nmodules[__name__] = c = d()\n"
          "s.modules['e'] = f\ng.modules[__name__] = h\ndef i():\n  s.modules[__name__] = j\n"
          "if k:\n  s.modules[__name__] = l\n",
          "1:8 s import", "2:17 modules import", "3:1 sys.modules[__name__] = a.b", "4:1 sys.modules[__name__] = d() bare",
          "4:21 c = d() bare", "7:5 i function plain", "10:3 sys.modules[__name__] = l @1"),
    binds("global", "a = b\ndef c():\n  global a, d\n  a = 1\n  print(d)\n",
          "1:1 a = b", "2:5 c function plain", "3:10 a unpack elsewhere"),
    binds("global in a function with a class",
          "def a():\n  global b\n  b = 1\n  class C(b): pass\n",
          "1:5 a function plain", "2:10 b global in a", "2:10 b unpack elsewhere",
          "4:9 C class in a a.<locals>.C"),
    binds("global in a class", "class A:\n  global b, C\n  b = d\n  class C: pass\n",
          "1:7 A class A", "2:10 b global in A", "2:13 C global in A", "3:3 b = d",
          "4:9 C class C"),
    binds("global in a class in a function", "def a():\n  class B:\n    global c\n    c = d\n",
          "1:5 a function plain", "2:9 B class in a a.<locals>.B", "3:12 c global in a.B",
          "4:5 c = d elsewhere"),
    binds("nonlocal", "def a(b):\n  class C(b): pass\n  def d():\n    nonlocal b, C\n    b = C\n",
          "1:5 a function plain", "1:7 b unpack in a", "2:9 C class in a a.<locals>.C",
          "3:7 d function in a plain", "4:14 b unpack in a elsewhere"),
    binds("nonlocal in a class", "def a(b):\n  class C:\n    nonlocal b\n    b = d\n",
          "1:5 a function plain", "1:7 b unpack in a", "2:9 C class in a a.<locals>.C",
          "4:5 b = d in a"),
    binds("nonlocal two functions up",
          "def a():\n  b = c\n  class D(b): pass\n  def e():\n    nonlocal b\n    def f():\n"
          "      nonlocal b\n      b = 1\n    b = 2\n",
          "1:5 a function plain", "2:3 b = c in a", "3:9 D class in a a.<locals>.D",
          "4:7 e function in a plain", "5:14 b unpack in a elsewhere",
          "7:16 b unpack in a elsewhere"),
    binds("format specification", "f'{a:=1}'\nf'{(b:=1)}'\nf'{ (c := 1) }'\n",
          "2:5 b unpack", "3:6 c unpack"),
]

FORMS = ARGUMENTS + SLOTS + CALLS + BOUND
