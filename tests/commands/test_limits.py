"""The limits of docs/reliability.md, row by row: what is beyond each is said as the table has it, and ends with its
exit code."""
import collections
import json
import os

import pytest

from where import ROOT

NO_LIST = {"requirements.txt": ""}
CONTRACT = "imports: {{contracts: [{{name: a, type: pattern, match: '{}', scope: target}}]}}\n"
LIST = "requirements:\n  used: [{}]\n"
SCAN, CONFIG, BASELINE = 16 << 20, 4 << 20, 256 << 20  # bytes
BOMB = "&a [x, x, x, x, x, x, x, x, x, x]\n"

Row = collections.namedtuple("Row", "said code")
# Files, the words of the command, and what else must be said.
Case = collections.namedtuple("Case", "files words also", defaults=(("check",), ""))


def table():
    """Row -> what is said beyond the limit, exit code."""
    text = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8").split("## Limits")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:]] for line in text.splitlines() if line.startswith("| ")]
    return {row[0]: Row(row[3].strip("` "), int(row[4])) for row in rows if row[0] not in ("limit", "---")}


def configured(text):
    return {"a.py": "", "shoring.yaml": text}


def comments(size):
    """Of so many bytes."""
    return ("# " + "x" * 1021 + "\n") * (size >> 10) + "#" * (size & 1023)


def bomb(first, rest):
    return first + BOMB + "".join(rest.format(new, ", ".join(["*" + old] * 10)) for old, new in zip("abcde", "bcdef"))


def chosen(count):
    """A class whose base is one of so many."""
    arms = "".join("{0} os.environ.get('{1}'):\n    B = K{1}\n".format("elif" if i else "if", i) for i in range(count))
    return "import os\n" + "".join("class K{}: pass\n".format(i) for i in range(count)) + arms + "class X(B): pass\n"


def includes(count):
    """Each includes the next, and the last one the first."""
    return {"r{}.txt".format(i): "-r r{}.txt\n{}\n".format((i + 1) % count, "click" if i == count - 1 else "") for i in range(count)}


def held_together(count):
    """So many manifests, the last of which has another version of flask than the first."""
    named = "".join("-r r{}.txt\n".format(i) for i in range(count))
    return {"a.py": "import flask\n", "requirements.txt": "flask>2\n" + named,
            **{"r{}.txt".format(i): "flask<1\n" if i == count - 1 else "flask\n" for i in range(count)}}


CASES = {
    "a source file": Case({"b.py": comments(SCAN + 1), "c.py": ""}, also="1 failed"),
    "a manifest": Case({"a.py": "", "requirements.txt": comments(SCAN + 1)}, also="1 manifest (1 failed)"),
    "the configuration": Case(configured(comments(CONFIG + 1))),
    "the baseline": Case({"a.py": "", "known.json": BASELINE + 1}, ("check", "--baseline", "known.json")),
    "broken Python": Case({"a.py": "if x:\n  y\n" + "\\\n#\n" * 200000 + "z(\n"}, also="1 failed"),
    "nesting of Python": Case({"a.py": "x = " + "(" * 100000 + ")" * 100000 + "\n" + "y = " + "-" * 100000 + "1\n"}),
    "depth of the configuration": Case(configured("exclude: " + "[" * 65 + "]" * 65 + "\n"), also="shoring.yaml:1:73"),
    "its values, aliases expanded": Case(configured(bomb("a: ", "{0}: &{0} [{1}]\n")), also="shoring.yaml:"),
    "depth of YAML and TOML manifests": Case({
        "a.py": "", "environment.yml": "dependencies:\n" + "- " * 65 + "x\n",
        "pyproject.toml": "x = " + "[" * 65 + "]" * 65 + "\n"}, also="2 failed"),
    "their values, aliases expanded": Case({
        "a.py": "", "environment.yml": bomb("dependencies:\n- ", "- &{} [{}]\n"),
        "pyproject.toml": "x = [" + "1," * 200001 + "]\n"}, also="2 failed"),
    "parentheses in a marker": Case({"a.py": "import flask\n", "requirements.txt": "flask; {}os_name == 'posix'{}\n".format(
        "(" * 201, ")" * 201)}, also="[invalid-requirement]"),
    "bytes of a regular expression": Case(configured(CONTRACT.format("x" * 10001))),
    "steps of a regular expression": Case({"a.py": "import " + "a" * 60 + "z\n", **NO_LIST,
                                           "shoring.yaml": CONTRACT.format("^(a|aa)+[xy]$")}, also="[forbidden-pattern]"),
    "memory of a regular expression": Case({"a.py": "import " + "a" * 100000 + "z\n", **NO_LIST, "shoring.yaml": CONTRACT.format(
        "^(?:(.)(?=.))*[xy]$")}, also="[forbidden-pattern]"),
    "bytes of a glob or dotted pattern": Case(configured("exclude: ['" + "x" * 4097 + "']\n")),
    "entries of a list": Case(configured(LIST.format(", ".join("d{}".format(i) for i in range(10001))))),
    "entries of a map": Case(configured("requirements:\n  map:\n" + "".join("    m{0}: d{0}\n".format(i) for i in range(10001)))),
    "patterns with wildcards": Case(configured("exclude: [{}]\n".format(", ".join("'x{}*'".format(i) for i in range(2001))))),
    "contracts, with their wildcards": Case(configured("imports:\n  contracts:\n" + "".join("    - {}\n".format(json.dumps(
        {"name": str(i), "type": "forbidden", "from": ["a*"], "to": ["b"]})) for i in range(1001)))),
    "rules of `.gitignore`": Case({".gitignore": "".join("x{}.py\n".format(i) for i in range(30000)), "a.py": "", "x29999.py": ""},
                                  also="in 1 Python file"),
    "depth and circles of includes": Case({"a.py": "import click\n", "requirements.txt": "-r r0.txt\n", **includes(1500)}),
    "manifests whose versions must hold together": Case(held_together(101)),
    "folders that one file puts on `sys.path`": Case({
        "a.py": "import sys\n" + "".join("sys.path.append('d{}')\n".format(i) for i in range(150)) + "import far\n", "d149/far.py": "",
        **NO_LIST}),
    "stages that a `FROM` is looked back for": Case({
        "a.py": "import flask\n", "requirements.txt": "flask\n", "Dockerfile": "FROM python AS s0\nRUN pip install flask\n" + "".join(
            "FROM s{} AS s{}\n".format(i, i + 1) for i in range(250)) + "COPY . .\nCMD python a.py\n"}),
    "findings": Case({"p/__init__.py": "", "a.py": "".join("import p.x{}\n".format(i) for i in range(30000)), **NO_LIST},
                     also="Found 30000 errors"),
    "the length of a line": Case({"p/__init__.py": "", "a.py": "import p.x; x = '" + "y" * (10 << 20) + "'\n", **NO_LIST}, also="Found 1 error"),
    "edits of a file in one turn of `--fix`": Case({"a.py": "x = 1  # shoring: ignore[IMP001]\n" * 12000}, ("check", "--fix"),
                                                   "Fixed 12000 findings in 1 file"),
    "an order of classes": Case({"a.py": "class C0: pass\n" + "".join("class C{}(C{}): pass\n".format(i, i - 1) for i in range(1, 1000))},
                                ("mro", "a.C999")),
    "choices for a name that cannot be decided": Case({"a.py": chosen(9)}, ("mro", "a.X")),
    "scopes in scopes": Case({"a.py": "".join(" " * i + "def f{}():\n".format(i) for i in range(101)) + " " * 101 + "import flask\n"}),
}
# What takes more than files and a command.
ELSEWHERE = {
    "a path": "tests/honesty/test_not_passed_over.py::test_paths_that_are_too_long",
    "links out of the repository that `--allow-outside` enters": "tests/honesty/test_outside.py::test_many_links",
    "an installed file's metadata": "tests/commands/test_limits.py::test_metadata",
    "the caches of all projects": "tests/commands/test_limits.py::test_caches",
}


def test_each_row_has_its_case():
    assert sorted(table()) == sorted([*CASES, *ELSEWHERE])
    for place in ELSEWHERE.values():
        path, _, name = place.partition("::")
        assert name in (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("limit", CASES)
def test_beyond(limit, shoring, tree):
    row, case = table()[limit], CASES[limit]
    root = tree({name: text for name, text in case.files.items() if not isinstance(text, int)})
    for name, text in case.files.items():
        if isinstance(text, int):  # of so many bytes, which take no place
            with open(str(root / name), "wb") as file:
                file.truncate(text)
    done = shoring(*case.words, cwd=root)
    assert done.code == row.code, done.out + done.err
    assert row.said in done.out + done.err and case.also in done.out + done.err
    if row.code == 2:
        assert done.out == "" and done.err.startswith("shoring: ")


@pytest.mark.parametrize("size, read", ((SCAN, True), (SCAN + 1, False)))
def test_metadata(size, read, shoring, tree):
    """Acme brings flask, as its metadata says; if that is read."""
    info = ".venv/lib/python3.11/site-packages/acme-1.0.dist-info/METADATA"
    head = "Metadata-Version: 2.1\nName: acme\nVersion: 1.0\nRequires-Dist: flask\n\n"
    root = tree({"a.py": "import flask\nimport acme\n", "requirements.txt": "acme==1.0\n", info: head,
                 ".venv/pyvenv.cfg": "home = /usr/bin\nversion_info = 3.11.4.final.0\n",
                 ".venv/lib/python3.11/site-packages/acme.py": "",
                 info[:-len("METADATA")] + "RECORD": "acme.py,,\nacme-1.0.dist-info/METADATA,,\n"})
    with open(str(root / info), "a") as file:
        file.truncate(size)
    assert ("[transitive-dependency]" in shoring("check", cwd=root).out) == read


def test_caches(shoring, tree, tmp_path):
    old, new = (tmp_path / "cache" / "shoring" / (name * 16 + ".facts") for name in ("0", "1"))
    root = tree({"repo/a.py": ""}) / "repo"
    env = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    shoring("check", cwd=root, env=env)
    for path, when in ((old, 10 ** 9), (new, 2 * 10 ** 9)):
        with open(str(path), "wb") as file:
            file.truncate(600 << 20)
        os.utime(str(path), (when, when))
    (root / "b.py").write_text("")
    assert shoring("check", cwd=root, env=env).code == 0
    assert (old.exists(), new.exists()) == (False, True)


# As much as there may be is taken.
@pytest.mark.parametrize("files", [
    {"a.py": comments(SCAN)},
    configured(comments(CONFIG)),
    configured(LIST.format(", ".join("d{}".format(i) for i in range(10000)))),
    configured("exclude: [{}]\n".format(", ".join("'x{}*'".format(i) for i in range(2000)))),
    configured(CONTRACT.format("x" * 10000)),
    {"a.py": "import flask\n", "requirements.txt": "flask; {}os_name == 'posix'{}\n".format("(" * 200, ")" * 200)},
], ids=["source", "configuration", "list", "globs", "expression", "marker"])
def test_up_to_it(files, shoring, tree):
    assert shoring("check", cwd=tree(files)).code == 0


def test_versions_up_to_it(shoring, tree):
    assert "[conflicting-requirements]" in shoring("check", cwd=tree(held_together(90))).out


@pytest.mark.parametrize("depth, analysed", ((15, 3), (17, 3)))
def test_a_path_as_long_as_there_may_be(depth, analysed, shoring, tree):
    folder = "/".join(["d" * 200] * depth)
    root = tree({folder + "/a.py": "import b\n", folder + "/b.py": "", "c.py": "class A: pass\nclass B(A, A): pass\n"})
    data = shoring.json(cwd=root)
    assert data["summary"]["analysed"] == analysed and [f["rule"] for f in data["findings"]] == ["CLS002"]
