"""Generated files: what is fixed still parses, imports what it should, and is otherwise as it was."""
import ast
import random

import pytest

from test_imports_rewritten import LIBRARY

FILES = 60
# What `replace` leads to in the library, and what stays as it is.
MODULES = {"orchestration.shared.db": "shared.db", "orchestration.shared.log": "shared.log",
           "orchestration.shared.deep": "shared.deep", "orchestration.shared.deep.er": "shared.deep.er",
           "orchestration.shared": "shared"}
NAMES = {("orchestration.shared", "db"): ("shared", "db"),
         ("orchestration.shared", "log"): ("shared", "log"),
         ("orchestration.shared", "deep"): ("shared", "deep"),
         ("orchestration.shared", "X"): ("shared", "X"),
         ("orchestration.shared", "gone"): None,
         ("orchestration.shared", "Y"): None,
         ("orchestration.shared.db", "connect"): ("shared.db", "connect"),
         ("orchestration.shared.db", "ping"): ("shared.db", "ping"),
         ("orchestration.shared.log", "debug"): None,
         ("orchestration.shared.deep", "er"): ("shared.deep", "er"),
         ("orchestration", "shared"): ("", "shared"),
         ("orchestration", "other"): None,
         ("os", "path"): None}


def from_import(rng):
    module = rng.choice(sorted({m for m, _ in NAMES}))
    names = [n for m, n in NAMES if m == module]
    chosen = rng.sample(names, rng.randint(1, len(names)))
    items = [n + rng.choice(["", "", " as a{}".format(rng.randrange(99))]) for n in chosen]
    form = rng.randrange(6)
    head = "from {} import ".format(module)
    if form == 0:
        return head + "(\n" + "".join("    {},{}\n".format(i, rng.choice(["", "  # why"])) for i in items) + ")"
    if form == 1:
        return head + "(" + ", ".join(items) + rng.choice([",", ""]) + ")"
    if form == 2:
        return head + "(" + ",\n    ".join(items) + ")"
    if form == 3:
        return head + ", \\\n    ".join(items)
    return head + ", ".join(items)


def plain_import(rng):
    module = rng.choice(sorted(MODULES))
    return "import {} as a{}".format(module, rng.randrange(99))


def statement(rng):
    text = rng.choice([from_import, from_import, plain_import])(rng)
    form = rng.randrange(8)
    if form == 0:
        return text + "  # shoring: ignore[REQ001]"
    if form == 1:
        return "def f{}():\n    {}\n    return 1".format(rng.randrange(99), text.replace("\n", "\n    "))
    if form == 2 and "\n" not in text:
        return "x = 1; " + text
    if form == 3:
        return "try:\n\t{}\nexcept ValueError:\n\tpass".format(text.replace("\n", "\n\t"))
    return text


def source(rng):
    lines = ['"""é"""', "class M: pass", "class B(M): pass"]
    for number in range(rng.randint(1, 12)):
        lines.append(statement(rng))
        if rng.random() < 0.3:
            lines.append("class C{}(B, M): x = {}".format(number, number))
        if rng.random() < 0.3:
            lines.append("y{0} = 'orchestration.shared.db'  # {0}".format(number))
    text = "\n".join(lines) + rng.choice(["\n", ""])
    return text.replace("\n", rng.choice(["\n", "\n", "\r\n"]))


def imports(text, fixed):
    """(name bound, module, name in it) of all imports; as they should be, if they are to be fixed."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                module = MODULES.get(alias.name, alias.name) if fixed else alias.name
                found.append((alias.asname or alias.name, "", module))
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                place = NAMES.get((node.module, alias.name)) if fixed else None
                module, name = place or (node.module, alias.name)
                found.append((alias.asname or alias.name, module, name))
    return sorted(found)


def rest(text):
    """The lines that are not of imports or of what else is fixed."""
    kept = ("y", '"""', "def", "try", "except", "    return", "\tpass", "class M", "class B")
    return [line for line in text.splitlines() if line.startswith(kept)]


@pytest.mark.parametrize("seed", range(4))
def test_generated(shoring, tree, seed):
    rng = random.Random(seed)
    before = {"shared/g{}.py".format(i): source(rng) for i in range(FILES)}
    root = tree({**LIBRARY, **before})
    done = shoring("check", "--fix", "--format", "concise", cwd=root)
    assert done.code in (0, 1), done.err
    assert "could not be parsed" not in done.out
    for name, text in before.items():
        after = (root / name).read_bytes().decode()
        stays = refused(text)
        assert imports(after, False) == imports(text, True) or stays, (text, after)
        assert rest(after) == rest(text)
        assert "(B, M)" not in after
        assert after.endswith("\n") == text.endswith("\n")
        assert after.count("\r\n") in (0, after.count("\n"))
    assert "Fixed nothing." in shoring("check", "--fix", cwd=root).out


def refused(text):
    """May some of its imports stay as they were? Where names would be parted that share a line with other
    code, or have comments among them."""
    return "; from" in text or "# why" in text
