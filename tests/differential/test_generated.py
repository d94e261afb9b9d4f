"""Sources that nobody wrote: every expression in every place, and random edits of real files.

What CPython compiles must give the same facts as its ast, whatever it looks like.
"""
import io
import os
import pathlib
import random
import re
import sysconfig
import tokenize
import warnings

import pytest

from comparing import compare, describe, shoring_facts

SEED = int(os.environ.get("SHORING_TEST_SEED", "20240229"))
EDITED = int(os.environ.get("SHORING_TEST_EDITED", "500"))

EXPRESSIONS = r"""
a[:] | a[1:2] | a[1:2, ...] | a[b, :] | a[:, b] | a[::] | a[::1] | a[b:] | a[b:, c] | a[1:2:3]
a[*b] | a[*b, c] | a[lambda: 1] | a[b if c else d] | a[(x for x in y)] | a[()] | a[b:=1] | a[{}]
a[[b, c], d] | a[b][c] | a[b](c) | a[b].c | a()[b] | a(b)[c].d | a['b c'] | a[-1] | a[not b]
a[b and c] | a[b < c] | a[b or None] | a[b, c] | a[b,] | a[''' '''] | a[b'x'] | a[b(c)]
a[b.c[d]] | (yield) | a or b | not a | a ^ b | a < b | 'x' | f'{a}' | a() | [a, b] | [a][0]
{a: b} | {a, b} | (a, b) | () | ... | None | 1 | -1 | lambda x: x | lambda: 1
lambda *x, y=1, **z: (x, y) | a.b[c].d | await a | a if b else c | (a := b) | a @ b | print
match | type | case | _ | exec | print[a] | a.print | a.type[b] | type[a] | match[a] | a[print]
(a) | ((a)) | (a)[b] | (a).b | a  .b | [x for x in y] | {x for x in y} | {x: y for x in y}
(x for x in y) | 'a' b'b' | 'a' 'b' | 1_000j | 0xFFl | a if b else lambda: c | not a in b
a is not b | a not in b | *a | a, b | a, | f'{a!r:{b}}' | a<b>c | -a**-b | ~a | a if (b) else(c)
__import__('m') | importlib.import_module('m').n | os.path.join(a, 'b').c
[__import__('m') for x in y]
"""

PLACES = """
def f() -> {}: import a | def f(x: {}, y=1): import a | x: {} = 1 | x: {}
class C({}, m={}): pass | x = {} | def f(*x: {}, **y: {}) -> {}:$  import a
class C:$  x: {} = y$  z.w: {}$  def f(self, a: {} = {}) -> {}: pass | @{}$def f(): import a
for x in {}: import a | with {} as x: import a | with ({} as x, {}): import a
if {}: import a$elif {}: import b$else: import c | f = lambda x={}: {}
y = [{} for x in {} if {}] | x = y = {} | assert {}, {} | raise {} from {} | type X = {}
match {}:$  case _ if {}: import a | while {}: import a | match {}, {}:$  case _: import a
x = y[{}]$x[{}] = {} | try: import a$except {}: import b | x += {}
def f():$  return {}$  yield {}$  import a | x = f({}, k={}, *{}, **{})
async def f():$  await {}$  import a | print({})$print ({}), 1 | x = f'{{{}}}' | x = ({},)
x = {{ {}: {}, **{} }} | x = {} if {} else {} | del ({}) | def f[T: {}](): import a
class C[T]({}): import a | {} | {}; import a | x = {}; import a | return_ = ({}$) | __all__ = {}
__all__ += {} | __all__ = ['a'] + {} | sys.path.insert(0, {}) | sys.path += [{}] | x.y = {}
if sys.version_info >= {}: import a | if sys.platform == {} and {}: import a
if find_spec({}): import x | import_module({}) | __import__({}) | global x$x = {} | exec({})
async = {} | lazy = {}
"""


def compiles(source):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(source, "x.py", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True


# The only differences that are accepted: (what the source matches, why). Each must occur.
ACCEPTED = [
    (r"(type X = |def f\[T: )"
     r"a(\[:(, b)?\]|\[b(, )?:(, c)?\]|\[::1?\]|\[b\]\[c\]|\[b\]\(c\))(\n|\])",
     "the grammar takes fewer expressions for types than Python does"),
    (r"with \(?(a if b else )?lambda", "the grammar gives `as x` to the lambda's body"),
]


def check(request, top, number, accepted=()):
    """Compare all files below top; those named in accepted must differ, all others must not."""
    _, compared, _, found = compare(top, shoring_facts(request, top))
    assert compared == number
    wrong = {name: found.get(name, {}) for name in sorted(set(found) ^ set(accepted))}
    if wrong:
        shown = ["{}{}\n{}".format(describe(*item), "" if item[1] else ": no difference any more",
                                   (top / item[0]).read_text("utf-8")[:2000])
                 for item in list(wrong.items())[:int(os.environ.get("SHOW", "10"))]]
        pytest.fail("{} are not as expected:\n{}".format(len(wrong), "\n".join(shown)),
                    pytrace=False)


def generated():
    for line in PLACES.strip().split("\n"):
        for place in line.split(" | "):
            for expression in EXPRESSIONS.strip().replace("\n", " | ").split(" | "):
                source = place.strip().replace("{{", "\0").replace("}}", "\1")
                source = source.replace("{}", expression).replace("\0", "{").replace("\1", "}")
                yield source.replace("$", "\n") + "\nimport last\n"


def test_every_expression_in_every_place(request, tmp_path):
    number, accepted = 0, []
    for source in filter(compiles, generated()):
        name = "s{}.py".format(number)
        (tmp_path / name).write_text(source, encoding="utf-8")
        accepted += [name for pattern, _ in ACCEPTED if re.match(pattern, source)]
        number += 1
    assert number > 3000
    check(request, tmp_path, number, accepted)


LINES = r"""
if TYPE_CHECKING: | try: | with suppress(ImportError): | if sys.version_info >= (3, 8):
if sys.platform == 'win32': | class X(Y[int], metaclass=M): | def f(x=1, *y: z): | async def f():
for i in j: | while k: | if find_spec('x') is not None: | import a.b as c
from .a import (b,$ c as d) | from x import * | __all__ = ['a'] + b.__all__ | global z
sys.path.insert(0, os.path.dirname(__file__)) | raise | return | (yield) | *a, b = c | x: int = y
del x, y | importlib.import_module('a.b') | __import__(x) | (y := z) | # shoring: ignore[A]
os.path.join(a) | @deco | if not TYPE_CHECKING: | if __name__ == '__main__': | elif six.PY2:
else: | x = lambda: __import__('y')
"""
HANDLERS = ["except ImportError: pass", "except ModuleNotFoundError:\n x = 1", "finally: pass",
            "except Exception as e:\n raise", "except (ImportError, E):\n sys.exit(1)"]
BITS = ["(", ")", " ", "\\\n", "  # c\n", "\f", "not ", "await ", "*", "**", "lambda: ", "é", "[",
        "]", ":=", ".", ",", "=", "; ", "\r", "\t", "'", "\"\"\"", "{", "}", "@", "->", "import "]


def indented(text, by):
    return "\n".join(by + line for line in text.split("\n"))


def edit(rng, lines):
    """One random change of a list of lines."""
    at = rng.randrange(len(lines))
    line = lines[at]
    blank = line[:len(line) - len(line.lstrip())]
    kind = rng.random()
    if kind < 0.35:
        new = rng.choice(LINES.strip().replace("\n", " | ").split(" | ")).replace("$", "\n")
        if new.endswith(":"):
            end = min(at + rng.randint(1, 6), len(lines))
            lines[at:end] = ["  " + each if each.strip() else each for each in lines[at:end]]
            if new == "try:":
                lines.insert(end, indented(rng.choice(HANDLERS), blank))
        lines.insert(at, indented(new, blank))
    elif kind < 0.45:
        lines[at] = rng.choice([" " + line, line.strip(), line + "\\", line + ";"])
    elif kind < 0.55:
        del lines[at]
    elif kind < 0.65:
        other = rng.randrange(len(lines))
        lines[at], lines[other] = lines[other], line
    else:
        edit_tokens(rng, lines, at)


def edit_tokens(rng, lines, at):
    """Put one token of a line in another's place, or something in between."""
    line = lines[at].strip()
    blank = lines[at][:len(lines[at]) - len(lines[at].lstrip())]
    try:
        tokens = [token for token in tokenize.generate_tokens(io.StringIO(line + "\n").readline)
                  if token.string.strip()]
    except (tokenize.TokenError, SyntaxError):
        return
    if len(tokens) < 2:
        return
    one, other = rng.choice(tokens), rng.choice(tokens)
    start, end, new = one.start[1], one.start[1], rng.choice(BITS)
    if rng.random() < 0.5:
        end, new = one.end[1], other.string
    lines[at] = blank + line[:start] + new + line[end:]


def edited(rng, files):
    """A source that CPython compiles, some edits away from a real file."""
    while True:
        try:
            lines = rng.choice(files).read_text("utf-8").split("\n")
        except UnicodeDecodeError:
            continue
        start = rng.randrange(len(lines))
        lines = lines[start:start + 120] if rng.random() < 0.5 else lines
        for _ in range(rng.randint(1, 6)):
            if lines:
                edit(rng, lines)
        source = "\n".join(lines).encode()
        if compiles(source):
            return source


def test_edited_files(request, tmp_path):
    rng = random.Random(SEED)
    top = pathlib.Path(sysconfig.get_path("stdlib"))
    files = sorted(path for path in top.rglob("*.py") if "site-packages" not in path.parts
                   and 500 < path.stat().st_size < 30000)
    for number in range(EDITED):
        (tmp_path / "m{}.py".format(number)).write_bytes(edited(rng, files))
    print("seed", SEED)
    check(request, tmp_path, EDITED)
