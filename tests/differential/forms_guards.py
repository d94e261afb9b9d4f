"""Tests of version and platform: their contexts, and the guard in postfix."""
from forms import Form, imports


def tests(name, *cases):
    """One `if` a case, each (test, context, guard)."""
    source, rows = [], []
    for number, (test, context, guard) in enumerate(cases):
        line = 2 * number + 1
        source.append("if {}:\n  import a\n".format(test))
        rows.append("{}:10 import a: load{}{}".format(
            line + 1, " " + context if context else "", " {" + guard + "}" if guard else ""))
    return imports("guard: " + name, "".join(source), *rows)


def version(*cases):
    return [(test, "version", guard) for test, guard in cases]


def platform(*cases):
    return [(test, "platform", guard) for test, guard in cases]


VERSION = [
    tests("bare version", *version(
        ("sys.version_info >= (3, 8)", "v>=3.8"), ("sys.version_info > (3, 8)", "v>=3.8"),
        ("sys.version_info < (3, 8)", "v<3.8"), ("sys.version_info <= (3, 8)", "v<3.8"),
        ("sys.version_info == (3, 8)", "?"), ("sys.version_info != (3, 8)", "? !"),
        ("sys.version_info >= (3,)", "v>=3"), ("sys.version_info >= (3, 8, 1)", "v>=3.8.1"))),
    tests("version first two", *version(
        ("sys.version_info[:2] >= (3, 8)", "v>=3.8"), ("sys.version_info[:2] > (3, 8)", "v>=3.9"),
        ("sys.version_info[:2] < (3, 8)", "v<3.8"), ("sys.version_info[:2] <= (3, 8)", "v<3.9"),
        ("sys.version_info[:2] == (3, 8)", "v>=3.8 v<3.9 &"),
        ("sys.version_info[:2] != (3, 8)", "v>=3.8 v<3.9 & !"))),
    tests("version slices of other lengths", *version(
        ("sys.version_info[:1] >= (3,)", "v>=3"), ("sys.version_info[:1] == (3,)", "v>=3 v<4 &"),
        ("sys.version_info[:3] > (3, 8)", "v>=3.8"), ("sys.version_info[:3] <= (3, 8)", "v<3.8"),
        ("sys.version_info[:3] == (3, 8)", "?"), ("sys.version_info[:3] != (3, 8)", "? !"),
        ("sys.version_info[:2] >= (3, 8, 1)", "?"), ("sys.version_info[:3] > (3, 8, 9)",
        "v>=3.8.10"),
        ("sys.version_info[0:2] >= (3, 8)", "?"), ("sys.version_info[:2:1] >= (3, 8)", "?"),
        ("sys.version_info[1:2] >= (8,)", "?"), ("sys.version_info[:n] >= (3, 8)", "?"),
        ("sys.version_info[:-1] >= (3, 8)", "?"), ("sys.version_info[:] >= (3, 8)", "?"))),
    tests("major version", *version(
        ("sys.version_info[0] >= 3", "v>=3"), ("sys.version_info[0] > 2", "v>=3"),
        ("sys.version_info[0] < 3", "v<3"), ("sys.version_info[0] <= 2", "v<3"),
        ("sys.version_info[0] == 3", "v>=3 v<4 &"), ("sys.version_info[0] != 2", "v>=2 v<3 & !"),
        ("sys.version_info.major >= 3", "v>=3"), ("sys.version_info.major == 2", "v>=2 v<3 &"),
        ("sys.version_info[1] >= 8", "?"), ("sys.version_info.minor >= 8", "?"),
        ("sys.version_info[n] >= 3", "?"), ("sys.version_info[-1] >= 3", "?"),
        ("sys.version_info[0] >= n", "?"), ("sys.version_info[0] in (3, 4)", "?"),
        ("sys.version_info[0] >= (3,)", "?"))),
    tests("version reversed", *version(
        ("(3, 8) <= sys.version_info", "v>=3.8"), ("(3, 8) > sys.version_info[:2]", "v<3.8"),
        ("(3, 8) < sys.version_info[:2]", "v>=3.9"), ("3 == sys.version_info[0]", "v>=3 v<4 &"),
        ("3 <= sys.version_info.major", "v>=3"), ("(3, 8) != sys.version_info[:2]",
        "v>=3.8 v<3.9 & !"))),
    tests("version against the unknown", *version(
        ("sys.version_info >= MIN", "?"), ("sys.version_info >= (3, n)", "?"),
        ("sys.version_info >= 3", "?"), ("sys.version_info >= '3'", "?"),
        ("sys.version_info >= [3, 8]", "?"), ("sys.version_info >= ()", "?"),
        ("sys.version_info >= (3, -8)", "?"), ("sys.version_info >= (3.8,)", "?"),
        ("sys.version_info >= (3, 8, 0, 'final')", "?"), ("sys.version_info is (3, 8)", "?"),
        ("(3, 7) <= sys.version_info < (3, 9)", "?"), ("sys.version_info", "?"),
        ("f(sys.version_info)", "?"), ("sys.version_info >= (3, 8) if x else y", "?"),
        ("(lambda: sys.version_info)()", "?"), ("sys.hexversion >= 0x03080000", "?"))),
    tests("version in parentheses", *version(
        ("(sys.version_info) >= ((3), (8))", "v>=3.8"), ("((sys).version_info[(0)] >= (3))",
        "v>=3"),
        ("(sys.version_info >= (3, 8))", "v>=3.8"))),
    tests("six", *version(("six.PY2", "v<3"), ("six.PY3", "v>=3"), ("not six.PY2", "v<3 !"))),
    tests("no version", ("six.PY34", "", ""), ("x.six.PY2", "", ""), ("sys.version >= '3'", "", ""),
          ("version_info >= (3,)", "", ""), ("x.sys.version_info >= (3,)", "", ""), ("PY3", "", ""),
          ("sys.version_info_ >= (3,)", "", "")),
    tests("operators", *version(
        ("not sys.version_info >= (3, 8)", "v>=3.8 !"),
        ("x and sys.version_info >= (3, 8)", "? v>=3.8 &"),
        ("sys.version_info >= (3, 8) or x", "v>=3.8 ? |"),
        ("x and y and six.PY2", "? ? & v<3 &"), ("x and (y and six.PY2)", "? ? v<3 & &"),
        ("six.PY2 or six.PY3 or x", "v<3 v>=3 | ? |"),
        ("six.PY2 or x and six.PY3", "v<3 ? v>=3 & |"), ("not (six.PY2 and not x)", "v<3 ? ! & !"),
        ("not not six.PY3", "v>=3 ! !"), ("(six.PY2 or six.PY3) and x", "v<3 v>=3 | ? &"))),
    imports("guard: version by other names", "import sys as s\nfrom sys import version_info as vi\n"
            "from six import PY2\nimport six as sx\nif s.version_info >= (3,): import a\n"
            "if vi < (3, 9): import b\nif PY2: import c\nif sx.PY3: import d\nif vi.major > 2: "
            "import e\n"
            "if vi[0] > 2: import f\nif sys.version_info > (3,): import g\n",
            "1:8 import sys as s: load", "2:17 from sys import version_info as vi: load",
            "3:17 from six import PY2: load", "4:8 import six as sx: load",
            "5:35 import a: load version {v>=3}", "6:24 import b: load version {v<3.9}",
            "7:16 import c: load version {v<3}", "8:19 import d: load version {v>=3}",
            "9:25 import e: load version {v>=3}", "10:22 import f: load version {v>=3}",
            "11:36 import g: load version {v>=3}"),
    imports("guard: not these", "from x import sys, six\nfrom .y import version_info\n"
            "if sys.version_info > (3,): import a\nif six.PY2: import b\nif version_info > (3,): "
            "import c\n",
            "1:15 from x import sys: load", "1:20 from x import six: load",
            "2:16 from .y import version_info: load",
            "3:36 import a: load", "4:20 import b: load", "5:32 import c: load"),
]

PLATFORM = [
    tests("sys.platform", *platform(
        ("sys.platform == 'win32'", "p=win32"), ("sys.platform != 'win32'", "p=win32 !"),
        ("'win32' == sys.platform", "p=win32"), ("'win32' != sys.platform", "p=win32 !"),
        ("sys.platform in ('win32', 'cygwin', 'a')", "p=win32 p=cygwin | p=a |"),
        ("sys.platform in ['win32']", "p=win32"), ("sys.platform in {'a', 'b'}", "p=a p=b |"),
        ("sys.platform not in ('a', 'b')", "p=a p=b | !"),
        ("sys.platform.startswith('linux')", "P=linux"),
        ("not sys.platform.startswith('linux')", "P=linux !"))),
    tests("sys.platform unknown", *platform(
        ("sys.platform == x", "?"), ("sys.platform in x", "?"), ("sys.platform in ('a', x)", "?"),
        ("sys.platform in ()", "?"), ("'win' in sys.platform", "?"), ("sys.platform", "?"),
        ("sys.platform[:3] == 'win'", "?"), ("sys.platform.startswith(('a', 'b'))", "?"),
        ("sys.platform.startswith(x)", "?"), ("sys.platform.lower() == 'a'", "?"),
        ("sys.platform.endswith('a')", "?"), ("sys.platform == 'a b'", "?"),
        ("sys.platform == ''", "?"),
        ("sys.platform == b'a'", "?"), ("sys.platform == f'a'", "?"), ("sys.platform is 'a'", "?"),
        ("sys.platform in 'win32'", "?"), ("sys.platform > 'a'", "?"),
        ("sys.platform.startswith('a', 1)", "?"), ("sys.platform == 'a' == x", "?"))),
    tests("os.name and platform.system()", *platform(
        ("os.name == 'nt'", "n=nt"), ("'nt' != os.name", "n=nt !"),
        ("os.name in ('nt', 'ce')", "n=nt n=ce |"), ("os.name.startswith('n')", "?"),
        ("platform.system() == 'Windows'", "s=Windows"),
        ("platform.system() in ['Linux', 'Darwin']", "s=Linux s=Darwin |"),
        ("'Java' != platform.system()", "s=Java !"),
        ("platform.system().lower() == 'x'", "?"), ("platform.system().startswith('x')", "?"))),
    tests("no platform", ("platform.machine() == 'x'", "", ""), ("os.names == 'nt'", "", ""),
          ("x.platform == 'a'", "", ""), ("platform == 'a'", "", ""), ("name == 'nt'", "", ""),
          ("platform.system == 'x'", "", "")),
    imports("guard: platform by other names", "from sys import platform as p\nimport os as o\n"
            "from os import name\nfrom platform import system as s\nimport platform as pl\n"
            "if p == 'a': import a\nif o.name == 'b': import b\nif name in ('c', 'd'): import c\n"
            "if s() == 'e': import e\nif pl.system() == 'f': import f\nif p.startswith('g'): "
            "import g\n",
            "1:17 from sys import platform as p: load", "2:8 import os as o: load",
            "3:16 from os import name: load", "4:22 from platform import system as s: load",
            "5:8 import platform as pl: load", "6:21 import a: load platform {p=a}",
            "7:26 import b: load platform {n=b}", "8:31 import c: load platform {n=c n=d |}",
            "9:23 import e: load platform {s=e}", "10:31 import f: load platform {s=f}",
            "11:30 import g: load platform {P=g}"),
    imports("guard: version and platform",
            "if sys.platform == 'a' and sys.version_info >= (3, 9):\n"
            "  import a\n", "2:10 import a: load version platform {p=a v>=3.9 &}"),
    imports("guard: strings joined and raw", "if sys.platform == 'win' '32': import a\n"
            "if sys.platform == r'b': import b\nif sys.platform == (\n  u'c'\n): import c\n",
            "1:39 import a: load platform {p=win32}", "2:33 import b: load platform {p=b}",
            "5:11 import c: load platform {p=c}"),
]

CHAINS = [
    imports("guard: else", "if sys.version_info >= (3, 8):\n  import a\nelse:\n  import b\n",
            "2:10 import a: load version {v>=3.8}", "4:10 import b: load version {v>=3.8 !}"),
    imports("guard: elif",
            "if six.PY2:\n  import a\nelif sys.platform == 'x':\n  import b\nelif z:\n"
            "  import c\nelse:\n  import d\n",
            "2:10 import a: load version {v<3}",
            "4:10 import b: load version platform {v<3 ! p=x &}",
            "6:10 import c: load version platform {v<3 ! p=x ! &}",
            "8:10 import d: load version platform {v<3 ! p=x ! &}"),
    imports("guard: elif after another test",
            "if z:\n  import a\nelif six.PY2:\n  import b\nelse:\n"
            "  import c\n", "2:10 import a: load", "4:10 import b: load version {v<3}",
            "6:10 import c: load version {v<3 !}"),
    imports("guard: nested", "if six.PY3:\n  if x:\n    if sys.platform == 'a':\n      import a\n"
            "      if os.name == 'b':\n        import b\n      else:\n        import c\n",
            "4:14 import a: load version platform {v>=3 p=a &}",
            "6:16 import b: load version platform {v>=3 p=a & n=b &}",
            "8:16 import c: load version platform {v>=3 p=a & n=b ! &}"),
    imports("guard: nested elif", "if os.name == 'a':\n  if six.PY2:\n    pass\n  elif six.PY3:\n"
            "    import b\n", "5:12 import b: load version platform {n=a v<3 ! & v>=3 &}"),
    imports("guard: else if", "if six.PY2:\n  pass\nelse:\n  if six.PY3:\n    import a\n",
            "5:12 import a: load version {v<3 ! v>=3 &}"),
    imports("guard: through functions and classes", "if six.PY3:\n  def f():\n    import a\n"
            "    if os.name == 'b':\n      import b\n  class C:\n    import c\n",
            "3:12 import a: lazy version {v>=3} in f",
            "5:14 import b: lazy version platform {v>=3 n=b &} in f",
            "7:12 import c: load version {v>=3} in C"),
    imports("guard: in tests of a chain",
            "if __import__('a'):\n  pass\nelif six.PY3 and __import__('b'):\n"
            "  pass\nelif __import__('c'):\n  pass\n",
            "1:4 import a: load dynamic", "3:18 import b: load dynamic",
            "5:6 import c: load version dynamic {v>=3 ? & !}"),
    imports("guard: not in loops or expressions", "while sys.version_info < (3,):\n  import a\n"
            "x = __import__('b') if six.PY2 else 1\nassert six.PY3; import c\n",
            "2:10 import a: load", "3:5 import b: load dynamic", "4:24 import c: load"),
    imports("guard: with typing and main", "if TYPE_CHECKING and six.PY3:\n  import a\n"
            "if __name__ == '__main__' and os.name == 'nt':\n  import b\n",
            "2:10 import a: load typing version {? v>=3 &}",
            "4:10 import b: load main platform {? n=nt &}"),
    imports("guard: everything at once",
            "def f():\n if TYPE_CHECKING:\n  if __name__ == '__main__':\n"
            "   try:\n    if six.PY2:\n     if os.name == 'x':\n      __import__('a')\n"
            "   except ImportError: pass\n",
            "7:7 import a: lazy typing optional main version platform dynamic {v<3 n=x &} in f"),
    Form("guard: classes and bindings", "if six.PY2:\n  class C(A):\n    x = 1\n  y = z\nelse:\n"
         "  def f(): pass\n",
         classes=["2:9 C(A): load version {v<3}"],
         bindings=["2:9 C class {v<3}", "3:5 x = ? {v<3} in C", "4:3 y = z {v<3}",
                   "6:7 f function {v<3 !}"]),
]
FORMS = VERSION + PLATFORM + CHAINS
