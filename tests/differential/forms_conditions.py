"""Under which conditions an import runs: lazy, typing, main, optional."""
from forms import imports


def one(name, source, answer, **more):
    """A source in which only the import of `a` is judged: `load optional` and so on."""
    line = next(n for n, text in enumerate(source.split("\n"), 1) if "import a" in text)
    column = source.split("\n")[line - 1].index("import a") + 8
    row = "{}:{} import a: {}".format(line, column, answer)
    return imports(name, source, row, **more)


LAZY_AND_TYPING = [
    one("function", "def f():\n  import a\n", "lazy in f"),
    one("async function in a class", "class C:\n  async def f(self):\n    import a\n",
            "lazy in C.f"),
    one("class body", "class C:\n  import a\n", "load in C"),
    one("class in a function", "def f():\n  class C:\n    import a\n", "lazy in f.C"),
    one("TYPE_CHECKING", "if TYPE_CHECKING:\n  import a\n", "load typing"),
    one("TYPE_CHECKING of a module", "if t.TYPE_CHECKING:\n  import a\n", "load typing"),
    one("TYPE_CHECKING of a dotted name", "if x.y.TYPE_CHECKING:\n  import a\n", "load typing"),
    one("TYPE_CHECKING of a call", "if x().TYPE_CHECKING:\n  import a\n", "load"),
    one("TYPE_CHECKING called", "if TYPE_CHECKING():\n  import a\n", "load"),
    imports("TYPE_CHECKING by another name", "from typing import TYPE_CHECKING as T\n"
            "from typing_extensions import TYPE_CHECKING as U\nfrom x import TYPE_CHECKING as V\n"
            "if T: import a\nif U: import b\nif V: import c\n",
            "1:20 from typing import TYPE_CHECKING as T: load",
            "2:31 from typing_extensions import TYPE_CHECKING as U: load",
            "3:15 from x import TYPE_CHECKING as V: load",
            "4:14 import a: load typing", "5:14 import b: load typing", "6:14 import c: load"),
    one("TYPE_CHECKING in parentheses", "if ((TYPE_CHECKING)):\n  import a\n", "load typing"),
    one("TYPE_CHECKING and", "if x and TYPE_CHECKING and y:\n  import a\n", "load typing"),
    one("TYPE_CHECKING and, nested", "if x and (y and TYPE_CHECKING):\n  import a\n",
            "load typing"),
    one("TYPE_CHECKING or", "if TYPE_CHECKING or x:\n  import a\n", "load"),
    one("not TYPE_CHECKING", "if not TYPE_CHECKING:\n  import a\n", "load"),
    one("else of TYPE_CHECKING", "if TYPE_CHECKING:\n  pass\nelse:\n  import a\n", "load"),
    one("else of not TYPE_CHECKING", "if not TYPE_CHECKING:\n  pass\nelse:\n  import a\n",
            "load typing"),
    one("elif TYPE_CHECKING", "if x:\n  pass\nelif TYPE_CHECKING:\n  import a\n", "load typing"),
    one("elif after not TYPE_CHECKING", "if not TYPE_CHECKING:\n  pass\nelif x:\n  import a\n",
        "load typing"),
    one("else after elif not TYPE_CHECKING",
        "if x:\n  pass\nelif not (TYPE_CHECKING):\n  pass\nelse:\n  import a\n", "load typing"),
    one("else of not TYPE_CHECKING or", "if not TYPE_CHECKING or x:\n  pass\nelse:\n  import a\n",
        "load typing"),
    one("else of not TYPE_CHECKING and", "if not TYPE_CHECKING and x:\n  pass\nelse:\n  import a\n",
        "load"),
    one("not not TYPE_CHECKING", "if not (not TYPE_CHECKING):\n  import a\n", "load typing"),
    one("not and TYPE_CHECKING", "if not (TYPE_CHECKING and x): pass\nelse: import a\n",
            "load typing"),
    one("TYPE_CHECKING is a comparison", "if TYPE_CHECKING is True:\n  import a\n", "load"),
    one("else if", "if not TYPE_CHECKING:\n  pass\nelse:\n  if x:\n    import a\n", "load typing"),
    one("function under TYPE_CHECKING", "if TYPE_CHECKING:\n  def f():\n    import a\n",
        "lazy typing in f"),
    one("TYPE_CHECKING in a function", "def f():\n  if TYPE_CHECKING:\n    import a\n",
        "lazy typing in f"),
    one("stub", "import a\n", "load typing", file="m.pyi"),
    one("stub, in a function", "def f():\n  import a\n", "lazy typing in f", file="m.pyi"),
    one("while TYPE_CHECKING", "while TYPE_CHECKING:\n  import a\n", "load"),
    one("no word of it", "if NOT_TYPE_CHECKING or x.TYPE_CHECKING_:\n  import a\n", "load"),
]

MAIN = [
    one("main", "if __name__ == '__main__':\n  import a\n", "load main"),
    one("main reversed", "if '__main__' == __name__:\n  import a\n", "load main"),
    one("main and", "if x and __name__ == '__main__':\n  import a\n", "load main"),
    one("main or", "if x or __name__ == '__main__':\n  import a\n", "load"),
    one("main in parentheses", "if (__name__) == ('__main__'):\n  import a\n", "load main"),
    one("else of main", "if __name__ == '__main__':\n  pass\nelse:\n  import a\n", "load"),
    one("else of not main", "if __name__ != '__main__':\n  pass\nelse:\n  import a\n", "load main"),
    one("else of main negated", "if not __name__ == '__main__':\n  pass\nelse:\n  import a\n",
            "load main"),
    one("another name", "if __name__ == 'main':\n  import a\n", "load"),
    one("not main", "if __name__ != '__main__':\n  import a\n", "load"),
    one("main in a function", "def f():\n  if __name__ == \"__main__\":\n    import a\n",
        "lazy main in f"),
    one("function in main", "if __name__ == '__main__':\n  def f():\n    import a\n",
            "lazy main in f"),
    one("try in main",
            "if __name__ == '__main__':\n  try:\n    import a\n  except ImportError: pass\n",
        "load optional main"),
    one("chained comparison", "if __name__ == '__main__' == x:\n  import a\n", "load"),
]


def guarded(name, handlers, answer, **more):
    return one("try: " + name, "try:\n  import a\n" + handlers, answer, **more)


TRY = [
    guarded("ImportError", "except ImportError:\n  pass\n", "load optional"),
    guarded("ModuleNotFoundError", "except ModuleNotFoundError:\n  pass\n",
            "load optional(missing)"),
    guarded("Exception", "except Exception as e:\n  pass\n", "load optional"),
    guarded("BaseException", "except BaseException:\n  a = None\n", "load optional"),
    guarded("bare", "except:\n  pass\n", "load optional"),
    guarded("tuple", "except (ValueError, ImportError):\n  pass\n", "load optional"),
    guarded("tuple of both", "except (ModuleNotFoundError, ImportError):\n  pass\n",
            "load optional"),
    guarded("tuple with missing", "except (ModuleNotFoundError, ValueError):\n  pass\n",
            "load optional(missing)"),
    guarded("builtins", "except builtins.ImportError:\n  pass\n", "load optional"),
    guarded("builtins missing", "except builtins.ModuleNotFoundError:\n  pass\n",
            "load optional(missing)"),
    guarded("parentheses", "except (ImportError):\n  pass\n", "load optional"),
    guarded("other module's", "except x.ImportError:\n  pass\n", "load"),
    guarded("other error", "except ValueError:\n  pass\n", "load"),
    guarded("own tuple", "except ERRORS:\n  pass\n", "load"),
    guarded("other first", "except ValueError:\n  raise\nexcept ImportError:\n  pass\n",
            "load optional"),
    guarded("except*", "except* ImportError:\n  pass\n", "load optional", since=(3, 11)),
    guarded("finally only", "finally:\n  pass\n", "load"),
    guarded("re-raise", "except ImportError:\n  raise\n", "load"),
    guarded("raise other", "except ImportError as e:\n  raise E('x') from e\n", "load"),
    guarded("raise in the end", "except ImportError:\n  log()\n  raise\n", "load"),
    guarded("raise maybe", "except ImportError:\n  if x:\n    raise\n", "load optional"),
    guarded("raise either way", "except ImportError:\n  if x:\n    raise\n  else:\n    raise E\n",
            "load"),
    guarded("raise in three ways",
            "except ImportError:\n  if x:\n    raise\n  elif y:\n    raise F\n  else:\n    raise "
            "E\n", "load"),
    guarded("raise in two of three",
            "except ImportError:\n  if x:\n    raise\n  elif y:\n    pass\n  else:\n    raise E\n",
            "load optional"),
    guarded("raise without else", "except ImportError:\n  if x:\n    raise\n  elif y:\n    raise\n",
            "load optional"),
    guarded("raise after maybe", "except ImportError:\n  if x:\n    return\n  raise\n", "load optional",
            since=None,
            errors=None),
    guarded("raise in a loop", "except ImportError:\n  while True:\n    raise\n", "load"),
    guarded("raise in a loop that ends",
            "except ImportError:\n  while x:\n    raise\n", "load optional"),
    guarded("raise in a for", "except ImportError:\n  for x in y:\n    raise\n  else:\n    raise\n",
            "load"),
    guarded("raise in with", "except ImportError:\n  with x:\n    raise\n", "load"),
    guarded("raise in try", "except ImportError:\n  try:\n    raise\n  except E:\n    raise F\n",
            "load"),
    guarded("raise in try, caught",
            "except ImportError:\n  try:\n    raise\n  except E:\n    pass\n",
            "load optional"),
    guarded("raise in finally", "except ImportError:\n  try:\n    f()\n  finally:\n    raise\n",
            "load"),
    guarded("raise in try with finally",
            "except ImportError:\n  try:\n    raise\n  finally:\n    f()\n",
            "load"),
    guarded("raise in a function", "except ImportError:\n  def f():\n    raise\n", "load optional"),
    guarded("raise in a class", "except ImportError:\n  class C:\n    raise\n", "load optional"),
    guarded("raise on one line", "except ImportError: x = 1; raise\n", "load"),
    guarded("sys.exit", "except ImportError:\n  sys.exit(1)\n", "load"),
    guarded("exit", "except ImportError:\n  print('x'); exit()\n", "load"),
    guarded("quit", "except ImportError:\n  quit(1)\n", "load"),
    guarded("os._exit", "except ImportError:\n  os._exit(1)\n", "load"),
    guarded("os.abort", "except ImportError:\n  os.abort()\n", "load"),
    guarded("exit not called", "except ImportError:\n  exit\n", "load optional"),
    guarded("exit elsewhere", "except ImportError:\n  x = sys.exit(1)\n", "load optional"),
    guarded("self.exit", "except ImportError:\n  self.exit(1)\n", "load optional"),
    guarded("match", "except ImportError:\n  match x:\n    case _:\n      raise\n", "load", since=(3, 10)),
    guarded("match of one case", "except ImportError:\n  match x:\n    case 1:\n      raise\n",
            "load optional", since=(3, 10)),
    guarded("two catching", "except ImportError:\n  pass\nexcept Exception:\n  raise\n",
            "load optional"),
    guarded("two catching, first raises",
            "except ImportError:\n  raise\nexcept Exception:\n  pass\n",
            "load"),
    guarded("missing, then all",
            "except ModuleNotFoundError:\n  pass\nexcept ImportError:\n  pass\n",
            "load optional"),
    guarded("missing, then all raises",
            "except ModuleNotFoundError:\n  pass\nexcept ImportError:\n  raise\n",
            "load optional(missing)"),
    guarded("missing raises, then all",
            "except ModuleNotFoundError:\n  raise\nexcept ImportError:\n  pass\n", "load"),
    guarded("missing, then other",
            "except ModuleNotFoundError:\n  pass\nexcept ValueError:\n  raise\n",
            "load optional(missing)"),
    one("sys.exit by another name",
        "try:\n  import a\nexcept ImportError:\n  bye(1)\n", "load optional"),
    imports("sys.exit imported",
            "from sys import exit as bye\ntry:\n  import a\nexcept ImportError:\n"
            "  bye(1)\n", "1:17 from sys import exit as bye: load", "3:10 import a: load"),
    imports("return in a handler",
            "def f():\n  try:\n    import a\n  except ImportError:\n    return\n"
            "    raise\n  try:\n    import b\n  except ImportError:\n    if x: return\n    raise\n",
            "3:12 import a: lazy optional in f", "8:12 import b: lazy optional in f"),
    imports("continue in a handler", "for x in y:\n  try:\n    import a\n  except ImportError:\n"
            "    continue\n  try:\n    import b\n  except ImportError:\n    break\n    raise\n",
            "3:12 import a: load optional", "7:12 import b: load optional"),
    imports("all parts of a try",
            "try:\n  import a\nexcept ImportError:\n  import b\nexcept ValueError:\n"
            "  import c\nexcept Exception:\n  import d\nelse:\n  import e\nfinally:\n  import f\n",
            "2:10 import a: load optional", "4:10 import b: load optional", "6:10 import c: load",
            "8:10 import d: load optional", "10:10 import e: load optional",
            "12:10 import f: load"),
    imports("parts of a try that raises",
            "try:\n  import a\nexcept ImportError:\n  import b\n  raise\n"
            "else:\n  import c\n",
            "2:10 import a: load", "4:10 import b: load", "7:10 import c: load"),
    imports("fallback of the missing", "try:\n  import a\nexcept ModuleNotFoundError:\n  import b\n"
            "else:\n  import c\n",
            "2:10 import a: load optional(missing)", "4:10 import b: load optional",
            "6:10 import c: load optional(missing)"),
    imports("fallbacks in a row", "try:\n  import a\nexcept ImportError:\n  try:\n    import b\n"
            "  except ImportError:\n    raise\n",
            "2:10 import a: load optional", "5:12 import b: load optional"),
    imports("fallback that raises in the end", "try:\n  import a\nexcept ImportError:\n  try:\n"
            "    import b\n  except ImportError:\n    raise\n  raise X\n",
            "2:10 import a: load", "5:12 import b: load"),
    imports("nested tries", "try:\n  try:\n    import a\n  except ModuleNotFoundError:\n    pass\n"
            "  try:\n    import b\n  except ImportError:\n    raise\nexcept ImportError:\n  pass\n",
            "3:12 import a: load optional", "7:12 import b: load optional"),
    imports("a function forgets the try",
            "try:\n  def f():\n    import a\n  class C:\n    import b\n"
            "  x = lambda: __import__('c')\n  y = [__import__('d') for z in w]\n"
            "except ImportError:\n  def g():\n    import e\n",
            "3:12 import a: lazy in f", "5:12 import b: load optional in C",
            "6:15 import c: lazy dynamic", "7:8 import d: load optional dynamic",
            "10:12 import e: lazy in g"),
    imports("try in a function",
            "def f():\n  try:\n    import a\n  except ImportError:\n    pass\n",
            "3:12 import a: lazy optional in f"),
]

SUPPRESS = [
    imports("suppress", "import contextlib\nwith contextlib.suppress(ImportError):\n  import a\n",
            "1:8 import contextlib: load", "3:10 import a: load optional"),
    imports("suppress by other names",
            "from contextlib import suppress as s\nimport contextlib as cl\n"
            "with s(ImportError): import a\nwith cl.suppress(Exception): import b\n"
            "with suppress(ImportError): import c\n",
            "1:24 from contextlib import suppress as s: load",
            "2:8 import contextlib as cl: load", "3:29 import a: load optional",
            "4:37 import b: load optional", "5:36 import c: load"),
    imports("suppress several",
            "from contextlib import suppress\nwith suppress(E, ImportError):\n  import a\n"
            "with x, suppress(ImportError) as y, z:\n  import b\n"
            "with suppress(ModuleNotFoundError):\n  import c\nwith suppress(ValueError):\n  "
            "import d\n"
            "with suppress():\n  import e\n",
            "1:24 from contextlib import suppress: load", "3:10 import a: load optional",
            "5:10 import b: load optional", "7:10 import c: load optional(missing)",
            "9:10 import d: load", "11:10 import e: load"),
    imports("suppress in parentheses",
            "from contextlib import suppress\nwith (suppress(ImportError), x):\n  import a\n"
            "with (suppress(ImportError)):\n  import b\nwith (x, suppress(ImportError) as y,):\n "
            " import c\n",
            "1:24 from contextlib import suppress: load", "3:10 import a: load optional",
            "5:10 import b: load optional", "7:10 import c: load optional"),
    imports("suppress of another",
            "from x import suppress\nwith suppress(ImportError):\n  import a\n",
            "1:15 from x import suppress: load", "3:10 import a: load"),
    imports("suppress and try",
            "from contextlib import suppress\nwith suppress(ModuleNotFoundError):\n"
            "  try:\n    import a\n  except ImportError:\n    raise\n  with "
            "suppress(ImportError):\n"
            "    import b\n  def f():\n    import c\n",
            "1:24 from contextlib import suppress: load", "4:12 import a: load optional(missing)",
            "8:12 import b: load optional", "10:12 import c: lazy in f"),
]


def specs(name, source, *rows, **more):
    return imports("find_spec: " + name, source, *rows, **more)


FIND_SPEC = [
    specs("the call", "if find_spec('x'):\n  import x\n", "2:10 import x: load optional"),
    specs("dotted callee", "if util.find_spec('x') and importlib.util.find_spec(name='y'):\n"
          "  import x, y\n", "2:10 import x: load optional", "2:13 import y: load optional"),
    specs("is not None",
            "if find_spec('x') is not None: import x\nif find_spec('y') != None: import y\n"
          "if None is not find_spec('z'): import z\n",
          "1:39 import x: load optional", "2:35 import y: load optional",
          "3:39 import z: load optional"),
    specs("is None", "if find_spec('x') is None: import x\nelse:\n  import x\n",
          "1:35 import x: load", "3:10 import x: load optional"),
    specs("not", "if not find_spec('x'):\n  import x\nelse:\n  import x\n",
          "2:10 import x: load", "4:10 import x: load optional"),
    specs("elif and else",
            "if find_spec('x') == None:\n  pass\nelif find_spec('y'):\n  import x, y\n"
          "else:\n  import x, y\n",
          "4:10 import x: load optional", "4:13 import y: load optional",
          "6:10 import x: load optional", "6:13 import y: load"),
    specs("bool", "if bool(find_spec('x')):\n  import x\nif not bool(find_spec('y')): pass\n"
          "else: import y\n", "2:10 import x: load optional", "4:14 import y: load optional"),
    specs("loaded", "import sys\nif 'x' in sys.modules:\n  import x\n"
          "if 'y' not in sys.modules: import y\nelse: import y\n"
          "from sys import modules as m\nif 'z' in m: import z, x\n",
          "1:8 import sys: load", "3:10 import x: load optional", "4:35 import y: load",
          "5:14 import y: load optional", "6:17 from sys import modules as m: load",
          "7:21 import z: load optional", "7:24 import x: load"),
    specs("or", "if find_spec('x') or find_spec('y'):\n  import x\n", "2:10 import x: load"),
    specs("and", "if z and find_spec('x') is not None and w:\n  import x\n",
          "2:10 import x: load optional"),
    specs("which imports", "if find_spec('x.y'):\n  import x\n  import x.y\n  import x.y.z\n"
          "  from x.y import a\n  from x import y, b\n  from x.y.z import c\n  import x.yz\n"
          "  from . import x\n  from .x import y\n  from x import *\n  from x.y import *\n  "
            "import z\n",
          "2:10 import x: load", "3:10 import x.y: load optional",
          "4:10 import x.y.z: load optional",
          "5:19 from x.y import a: load optional", "6:17 from x import y: load optional",
          "6:20 from x import b: load", "7:21 from x.y.z import c: load optional",
          "8:10 import x.yz: load", "9:17 from . import x: load", "10:18 from .x import y: load",
          "11:17 from x import *: load", "12:19 from x.y import *: load optional",
          "13:10 import z: load"),
    specs("dynamic", "if find_spec('x'):\n  __import__('x.y')\n  __import__('z')\n"
          "  __import__('x', level=1)\n",
          "2:3 import x.y: load optional dynamic", "3:3 import z: load dynamic",
          "4:3 import .x: load dynamic"),
    specs("computed argument", "if find_spec(x):\n  import x\nif find_spec('.y'): import y\n"
          "if find_spec(): import z\nif find_spec(f'w'): import w\n",
          "2:10 import x: load", "3:28 import y: load", "4:24 import z: load",
          "5:28 import w: load"),
    specs("name assigned", "HAS_X = find_spec('x') is not None\nif HAS_X:\n  import x\n"
          "if not HAS_X:\n  import x\nelse:\n  import x\n",
          "3:10 import x: load optional", "5:10 import x: load", "7:10 import x: load optional"),
    specs("spec assigned",
            "spec = find_spec('x')\nif spec is not None:\n  import x\nif spec:\n  import x\n"
          "if spec is None:\n  import x\nelif bool(spec):\n  import x\n",
          "3:10 import x: load optional", "5:10 import x: load optional", "7:10 import x: load",
          "9:10 import x: load optional"),
    specs("assigned false",
            "NO_X = find_spec('x') is None\nif NO_X:\n  import x\nelse:\n  import x\n",
          "3:10 import x: load", "5:10 import x: load optional"),
    specs("assigned twice", "HAS_X = find_spec('x')\nHAS_X = None\nif HAS_X:\n  import x\n",
          "4:10 import x: load"),
    specs("assigned otherwise",
            "for HAS_X in [find_spec('x')]: pass\nHAS_Y, z = find_spec('y'), 1\n"
          "HAS_Z = find_spec('z')\nHAS_Z += 1\nif HAS_X: import x\nif HAS_Y: import y\nif HAS_Z: "
            "import z\n",
          "5:18 import x: load", "6:18 import y: load", "7:18 import z: load"),
    specs("assigned with annotation", "HAS_X: bool = bool(find_spec('x'))\nif HAS_X:\n  import x\n",
          "3:10 import x: load optional"),
    specs("assigned through another",
            "spec = find_spec('x')\nHAS_X = spec is not None\nB = HAS_X and q\n"
          "if B:\n  import x\n", "5:10 import x: load optional"),
    specs("assigned in a circle",
            "A = B\nB = A\nif A:\n  import x\nC = C\nif C and not B: import y\n",
          "4:10 import x: load", "6:24 import y: load"),
    specs("assigned in the function", "def f():\n  has = find_spec('x')\n  if has:\n    import x\n"
          "def g():\n  if has:\n    import x\n",
          "4:12 import x: lazy optional in f", "7:12 import x: lazy in g"),
    specs("assigned in the module, used in a function",
            "has = find_spec('x')\ndef f():\n  if has:\n"
          "    import x\nclass C:\n  if has:\n    import x\n  def g(self):\n    if has:\n      "
            "import x\n",
          "4:12 import x: lazy optional in f", "7:12 import x: load optional in C",
          "10:14 import x: lazy optional in C.g"),
    specs("hidden by a parameter", "has = find_spec('x')\ndef f(has):\n  if has:\n    import x\n"
          "def g(*has):\n  if has:\n    import x\ndef h(a, /, *, has=1):\n  if has:\n    import "
            "x\n",
          "4:12 import x: lazy in f", "7:12 import x: lazy in g", "10:12 import x: lazy in h"),
    specs("forgotten by a function",
            "if find_spec('x'):\n  def f():\n    import x\n  class C:\n    import x\n",
          "3:12 import x: lazy in f", "5:12 import x: load optional in C"),
    specs("walrus",
            "if (spec := find_spec('x')):\n  import x\nif (s := find_spec('y')) is not None:\n"
          "  import y\n", "2:10 import x: load optional", "4:10 import y: load optional"),
    specs("with a version",
            "if sys.version_info >= (3, 9) and find_spec('x'):\n  import x\n  import y\n",
          "2:10 import x: load optional version {v>=3.9 ? &}",
          "3:10 import y: load version {v>=3.9 ? &}"),
    specs("in a try for the missing", "try:\n  if find_spec('x'):\n    import x\n    import y\n"
          "except ModuleNotFoundError:\n  pass\n",
          "3:12 import x: load optional", "4:12 import y: load optional(missing)"),
    specs("in a while", "while find_spec('x'):\n  import x\n", "2:10 import x: load"),
]

FORMS = LAZY_AND_TYPING + MAIN + TRY + SUPPRESS + FIND_SPEC
