"""Bytes: encodings, line ends, odd characters, depth, what is no Python 3."""
import codecs

from forms import Form, imports

DEEP = 90
ELIFS = 300


def deep(opening, closing, count):
    return "x = {}1{}\nimport a\n".format(opening * count, closing * count)


ENCODINGS = [
    imports("BOM", codecs.BOM_UTF8 + b"import a\nimport b\n", "1:8 import a: load",
            "2:8 import b: load"),
    imports("BOM and cookie", codecs.BOM_UTF8 + b"# coding: utf-8\nimport a\n",
            "2:8 import a: load"),
    imports("only a BOM", codecs.BOM_UTF8),
    imports("latin-1", "# -*- coding: latin-1 -*-\nx = 'é'; import é\n".encode("latin-1"),
            "2:17 import é: load"),
    imports("latin-1 on the second line",
            "#!/usr/bin/python\n# vim: set fileencoding=iso-8859-1 :\n"
            "x = 'é'; import ß\n".encode("latin-1"), "3:17 import ß: load"),
    imports("latin-1 by another name", "# coding=ISO_8859_1\nimport é\n".encode("latin-1"),
            "2:8 import é: load"),
    imports("cp1252", "# coding: cp1252\nx = '€'; import š\n".encode("cp1252"),
            "2:17 import š: load"),
    imports("latin-9", "# coding: iso-8859-15\nx = '€'; import š\n".encode("iso-8859-15"),
            "2:17 import š: load"),
    imports("koi8-r", "# coding: koi8-r\nimport имя\n".encode("koi8-r"), "2:8 import имя: load"),
    imports("cookie is not in the first two lines", "\n\n# coding: latin-1\nx = 'é'; import a\n",
            "4:17 import a: load"),
    imports("cookie after code is none", "x = 1\n# coding: latin-1\ny = 'é'; import a\n",
            "3:17 import a: load"),
    imports("ascii", b"# coding: ascii\nimport a\n", "2:8 import a: load"),
    imports("utf-8 cookies", "# coding: UTF_8\nx = 'é'; import a\n", "2:17 import a: load"),
    imports("wide characters count once", "x = '€𝒜'; import a\n", "1:18 import a: load"),
    Form("invalid UTF-8", b"import a\nx = '\xff'\nimport b\n", since=None, errors="some"),
    Form("invalid UTF-8 in a comment", b"import a\n# \xe9\n", since=None, errors="some"),
    Form("unknown encoding", b"# coding: klingon\nimport a\n", since=None, errors="some"),
    Form("BOM and another cookie", codecs.BOM_UTF8 + b"# coding: latin-1\nimport a\n", since=None,
         errors="some"),
    Form("UTF-16", "import a\n".encode("utf-16"), since=None, errors="some"),
    Form("NUL", b"import a\nx = '\0'\nimport b\n", since=None, errors="some"),
    Form("only NUL", b"\0" * 100, since=None, errors="some"),
    Form("binary", bytes(range(256)) * 8, since=None, errors="some"),
]

LINES = [
    imports("CRLF",
            b"import a\r\nif x:\r\n  import b\r\nfrom c import (\r\n  d)\r\nimport \\\r\n  e\r\n",
            "1:8 import a: load", "3:10 import b: load", "5:3 from c import d: load",
            "7:3 import e: load"),
    imports("CR",
            b"import a\rif x:\r  import b\rfrom c import (\r  d)\rimport \\\r  e\r# x\rimport f",
            "1:8 import a: load", "3:10 import b: load", "5:3 from c import d: load",
            "7:3 import e: load", "9:8 import f: load"),
    imports("mixed line ends",
            b"import a\r\nimport b\rimport c\nimport d\r\r\nimport e\n\rimport f\n",
            "1:8 import a: load", "2:8 import b: load", "3:8 import c: load", "4:8 import d: load",
            "6:8 import e: load", "8:8 import f: load"),
    imports("CR in a comment ends it", b"# x\rimport a\n", "2:8 import a: load"),
    imports("CR in a long string", b"x = '''\r'''; import a\n", "2:13 import a: load"),
    imports("CR after a cookie", "# coding: latin-1\rx = 'é'; import a\r".encode("latin-1"),
            "2:17 import a: load"),
    imports("no last line end", "import a", "1:8 import a: load"),
    imports("backslash at the end", "import a\nx = 1 \\\n", "1:8 import a: load", since=None,
            errors=None),
    imports("form feeds", "\fimport a\nif x:\n\f  import b\n  import c\n\f\nimport d\n",
            "1:9 import a: load", "3:11 import b: load", "4:10 import c: load",
            "6:8 import d: load"),
    imports("form feeds within", "import\fa\nx = '\f'; import b\n", "1:8 import a: load",
            "2:17 import b: load"),
    imports("vertical tabs and separators in strings",
            "x = '\v\x1c\x1d\x85\u2028\u2029'; import a\nimport b\n",
            "1:22 import a: load", "2:8 import b: load"),
    imports("tabs", "if x:\n\timport a\n\tif y:\n\t\timport b\n        import c\n",
            "2:9 import a: load", "4:10 import b: load", "5:16 import c: load", since=None,
            errors=None),
    imports("tabs only",
            "if x:\n\timport a\n\tif y:\n\t\timport\tb\nclass\tC:\n\tfrom\td\timport\te\n",
            "2:9 import a: load", "4:10 import b: load", "6:16 from d import e: load in C"),
    imports("empty", b""),
    imports("blank lines", b"\n\n  \n\t\n"),
    imports("splats of no name", "x = a, *[b] * 4\nfor y in *(a), b: import c\nx += *{d}, *'e', -f, *-g\n"
            "def h(): return *[i], j\nimport k\n", "2:26 import c: load", "5:8 import k: load"),
    imports("fill characters of formats", "x = f'{a:=^50}', f'{a:=+{b}d}'\ndef c(d): return f'{d:=<9}'\nimport e\n",
            "3:8 import e: load"),
    imports("only a comment", b"# import a"),
    imports("only a string", b"'import a'"),
    imports("only a backslash", b"\\\n", since=None, errors=None),
    imports("indented comments", "if x:\n# a\n  import a\n      # b\n  import b\n# c\n  import c\n",
            "3:10 import a: load", "5:10 import b: load", "7:10 import c: load"),
    imports("blank after a continuation", "x = 1 + \\\n\\\n2\nimport a\n", "4:8 import a: load",
            since=None,
            errors=None),
    imports("control-Z", b"import a\n\x1a\n", "1:8 import a: load", since=None, errors=None),
]

NAMES = [
    imports("NFKC", "import ﬁle, 𝐚.𝑏 as ℂ\nfrom ｍ import ª as º\n",
            "1:8 import file: load", "1:13 import a.b as C: load",
            "2:15 from m import a as o: load"),
    Form("NFKC everywhere", "import ﬁ\nclass 𝐂(𝐀.ﬂ): x = 𝐲\n𝐳 = 1\nﬁ.ﬀ\nfi.ff\n",
         classes=["2:7 C(A.fl): load"],
         bindings=["1:8 fi import", "2:7 C class", "2:15 x = y in C", "3:1 z = ?"],
         uses=["4:1 fi.ff"]),
    imports("NFKC changes the letters' number", "import ﬃx as ǆ, a\n",
            "1:8 import ffix as dž: load", "1:17 import a: load"),
    imports("NFKC in known names",
            "if 𝐓YPE_CHECKING: import a\nif __name__ == '__main__': import b\n"
            "__ｉmport__('ﬁ')\n",
            "1:26 import a: load typing", "2:35 import b: load main", "3:1 import ﬁ: load dynamic"),
    imports("scripts", "import имя, 名前, اسم, नाम\nfrom שם import ชื่อ\n",
            "1:8 import имя: load", "1:13 import 名前: load", "1:17 import اسم: load",
            "1:22 import नाम: load", "2:16 from שם import ชื่อ: load"),
    imports("combining marks", "import e\u0301\n", "1:8 import é: load"),
    imports("underscores and digits", "import _, __a__, b1_2\nfrom ._ import __\n",
            "1:8 import _: load",
            "1:11 import __a__: load", "1:18 import b1_2: load", "2:16 from ._ import __: load"),
    imports("supplementary letters", "import 𐐀, 𠀀\n", "1:8 import 𐐀: load", "1:11 import 𠀀: load"),
]

DEPTHS = [
    imports("deep brackets", deep("[", "]", DEEP), "2:8 import a: load"),
    imports("deep parentheses", deep("(", ")", DEEP), "2:8 import a: load"),
    imports("deep calls", deep("f(", ")", DEEP), "2:8 import a: load"),
    imports("deep blocks", "".join("{}if x:\n".format(" " * n) for n in range(DEEP))
            + " " * DEEP + "import a\nimport b\n",
            "{}:{} import a: load".format(DEEP + 1, DEEP + 8),
            "{}:8 import b: load".format(DEEP + 2)),
    imports("deep functions", "".join("{}def f():\n".format(" " * n) for n in range(50))
            + " " * 50 + "import a\n", "51:58 import a: lazy in " + ".".join(["f"] * 50)),
    imports("deep classes", "".join("{}class C:\n".format(" " * n) for n in range(50))
            + " " * 50 + "import a\n", "51:58 import a: load in " + ".".join(["C"] * 50)),
    imports("long chain of elif", "if x: pass\n" + "elif x: pass\n" * ELIFS + "else: import a\n",
            "{}:14 import a: load".format(ELIFS + 2)),
    imports("very long chain of elif", "if x: pass\n" + "elif x: pass\n" * 20000
            + "else: import a\nimport b\n", "20002:14 import a: load", "20003:8 import b: load",
            since=None, errors=None),
    imports("long sum", "x = " + " + ".join(["1"] * 2000) + "\nimport a\n", "2:8 import a: load"),
    imports("long line", "x = '" + "y" * 100000 + "'; import a\n", "1:100016 import a: load"),
    imports("long import", "from a import (" + ", ".join("b%d" % n for n in range(2000)) + ")\n",
            *["1:{} from a import b{}: load".format(column, n) for n, column in enumerate(
                16 + sum(len("b%d, " % m) for m in range(n)) for n in range(2000))]),
    Form("brackets past any parser", "(" * 20000, since=None, errors="some"),
    Form("closed brackets past any parser", deep("[", "]", 50000), since=None, errors=None),
    Form("not past any parser", "x = " + "not " * 50000 + "y\n", since=None, errors=None),
    Form("blocks past any parser", "".join("{}if x:\n".format(" " * n) for n in range(2000))
         + " " * 2000 + "import a\n", since=None, errors=None),
    Form("attributes past any parser", "x" + ".y" * 100000 + "\n", since=None, errors=None),
    Form("lambdas past any parser", "x = " + "lambda: " * 20000 + "1\n", since=None, errors=None),
    Form("f-strings past any parser", "x = " + "f'{" * 2000, since=None, errors="some"),
    Form("conditions past any parser", "x = " + "1 if y else " * 20000 + "2\n", since=None,
            errors=None),
]

STRINGS = [
    imports("nested f-strings", "x = f'{y:{z}} {w!r} {{import}} {v=}'; import a\n"
            "x = f\"{f'{1}'}\"; import b\nx = f'''\n{\n1}\nimport no\n'''; import c\n",
            "1:46 import a: load", "2:25 import b: load", "7:13 import c: load"),
    imports("f-strings of Python 3.12", "x = f'{y['a']}{'''\n'''}{f'{f'{1}'}'}'; import a\n"
            "x = f'{\n  y  # }'\n}'; import b\n", "2:28 import a: load", "5:12 import b: load",
            since=(3, 12)),
    imports("prefixes",
            "x = [rb'\\'', Br'\\\\', u'\\'', F'{y}', fR'\\{y}', bR''' ' ''']; import a\n",
            "1:68 import a: load"),
    imports("continued strings", "x = 'a\\\nimport b\\\n'; import a\n", "3:11 import a: load"),
    imports("triple quotes", "x = '''a'b''c\\''''; import a\ny = \"\"\"\"x\"\"\"; import b\n",
            "1:28 import a: load", "2:22 import b: load"),
    imports("hash in strings", "x = '#'; import a  # '\nimport b\n", "1:17 import a: load",
            "2:8 import b: load"),
    imports("t-strings", "x = t'{y}'; import a\n", "1:20 import a: load", since=None, errors=None),
]

NOT_PYTHON_3 = [
    imports("print statement", "import a\nprint 'x'\nprint >>f, 'x', y,\nprint\nimport b\n",
            "1:8 import a: load", "5:8 import b: load", since=None, errors=None),
    imports("exec statement", "import a\nexec 'x' in y\nimport b\n", "1:8 import a: load",
            "3:8 import b: load", since=None, errors=None),
    imports("old except", "try:\n  import a\nexcept ImportError, e:\n  pass\nimport b\n",
            "2:10 import a: load optional", "5:8 import b: load", since=None, errors=None),
    imports("old raise", "import a\nraise E, 'x'\nimport b\n", "1:8 import a: load",
            "3:8 import b: load",
            since=None, errors=None),
    imports("old operators", "import a\nx = y <> z\nw = `v`\nu = 0777L\nimport b\n",
            "1:8 import a: load", "5:8 import b: load", since=None, errors=None),
    imports("old strings", "import a\nx = ur'y'\nimport b\n", "1:8 import a: load",
            "3:8 import b: load",
            since=None, errors=None),
    imports("except without parentheses",
            "try:\n  import a\nexcept ValueError, ImportError:\n  pass\n",
            "2:10 import a: load optional", since=None, errors=None),
    imports("error between", "import a\nx = = 1\nimport b\n", "1:8 import a: load",
            "3:8 import b: load",
            since=None, errors="some"),
    Form("open bracket", "import a\nx = (1,\nimport b\n", since=None, errors="some"),
    Form("open string", "import a\nx = '''\nimport b\n", since=None, errors="some"),
    Form("conflict markers", "import a\n<<<<<<< x\nimport b\n=======\nimport c\n>>>>>>> y\n",
            since=None,
         errors="some"),
    Form("half an import", "import a\nfrom b import\nimport\nfrom\nimport c.\n", since=None,
            errors="some"),
    Form("half a class", "import a\nclass\nclass C(\n", since=None, errors="some"),
    Form("wrong dedent", "if x:\n    import a\n  import b\n", since=None, errors=None),
    Form("no Python at all", "<html><body>import a</body></html>\n", since=None, errors="some"),
]

FORMS = ENCODINGS + LINES + NAMES + DEPTHS + STRINGS + NOT_PYTHON_3
