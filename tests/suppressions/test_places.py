"""Where a comment hides a finding: in every kind of manifest, and on which lines of Python; and what is stale then."""
import pytest

IGNORE = "# shoring: ignore[standard-library-requirement]"
MANIFESTS = {
    "requirements.txt": "flask\ndataclasses==0.8  {}\n",
    "requirements-web.txt": "dataclasses==0.8  {}\n",
    "continued/requirements.txt": "flask\ndataclasses==0.8 \\\n    --hash=sha256:00  {}\n",
    "pyproject.toml": '[project]\nname = "x"\nversion = "1"\ndependencies = [\n  "flask",\n  "dataclasses>=0.8",  {}\n]\n',
    "poetry/pyproject.toml": '[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\nflask = "*"\ndataclasses = "^0.8"  {}\n',
    "setup.cfg": "[metadata]\nname = x\n[options]\ninstall_requires =\n  flask\n  dataclasses  {}\n",
    "Pipfile": '[packages]\nflask = "*"\ndataclasses = "*"  {}\n',
    "environment.yml": "dependencies:\n  - flask\n  - pip:\n    - dataclasses  {}\n",
    "Dockerfile": "FROM python:3.11\nCOPY . .\nRUN pip install flask dataclasses  {}\nCMD python app.py\n",
    "setup.py": "from setuptools import setup\nsetup(name='x', install_requires=[\n  'flask',\n  'dataclasses',  {}\n])\n",
    "app.py": "# /// script\n# dependencies = [\n#   'flask',\n#   'dataclasses',  {}\n# ]\n# ///\nimport flask\n",
}


def found(shoring, root, *args):
    return [(f["rule"], f["file"], f["line"]) for f in shoring.json(*args, cwd=root)["findings"]]


def line_of(text):
    return next(i + 1 for i, line in enumerate(text.splitlines()) if "{}" in line)


@pytest.mark.parametrize("name", MANIFESTS)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_in_manifests(name, end, tree, shoring):
    if name == "app.py" and end == "\r\n":
        pytest.skip("blocks of scripts are read with plain line ends alone")
    text = MANIFESTS[name].replace("\n", end)
    base = {"app.py": "import flask\n", "poetry/app.py": "import flask\n", "continued/app.py": "import flask\n",
            "shoring.yaml": "version: 1\npython: '3.11'\n"}
    only = ("--select", "REQ009,SUP001")
    root = tree(dict(base, **{name: text.replace("  {}", "")}))
    said = found(shoring, root, *only)
    assert [(rule, file) for rule, file, _ in said] == [("REQ009", name)]
    hidden = text.replace("{}", IGNORE)
    tree({name: hidden})
    data = shoring.json(*only, cwd=root)
    assert data["findings"] == [] and data["summary"]["suppressed"] == 1
    # The cause is gone.
    mended = text.replace("dataclasses", "tomlkit")
    tree({name: mended.replace("{}", IGNORE)})
    assert found(shoring, root, *only) == [("SUP001", name, line_of(MANIFESTS[name]))]
    assert shoring("check", *only, "--fix", cwd=root).code == 0
    assert (root / name).read_bytes() == mended.replace("  {}", "").encode()
    # In the file's head.
    tree({name: "# shoring: ignore-file[REQ009]" + end + text.replace("  {}", "")})
    assert found(shoring, root, *only) == []


def test_in_the_configuration(tree, shoring):
    text = ("version: 1\nimports:\n  contracts:\n    - {{name: c, type: forbidden, from: [a], to: [b],\n"
            "       allow: ['a -> b']}}{}\n")
    ignore = "  # shoring: ignore[stale-exception]"
    root = tree({"shoring.yaml": text.format(""), "a.py": "", "b.py": "", "nested/shoring.yaml": "version: 1" + ignore})
    assert found(shoring, root) == [("IMP010", "shoring.yaml", 5)]
    tree({"shoring.yaml": text.format(ignore)})
    assert found(shoring, root) == []
    tree({"a.py": "import b\n"})
    assert found(shoring, root) == [("SUP001", "shoring.yaml", 5)]
    assert shoring("check", "--fix", cwd=root).code == 0
    assert (root / "shoring.yaml").read_text() == text.format("")


CONTRACT = ("version: 1\nimports:\n  contracts:\n"
            "    - {name: c, type: forbidden, from: [m], to: [pkg.a, pkg.b]}\n")
# Lines on which a comment hides all of the statement's findings.
STATEMENTS = {
    "from pkg import a, b  #\n": [1],
    "from pkg import (  #\n    a,\n    b,\n)  #\n": [1, 4],
    "from pkg import (a,  #\n    b)  #\n": [1, 2],
    "import os, \\\n  pkg.a  #\nimport sys  #\n": [2],
    "from pkg import a, \\\n    b  #\n": [2],
    "import os, \\\n  pkg.a, \\\n  pkg.b  #\n": [3],
    "if True:\n    from pkg import (  #\n        a, b\n    )  #\nimport os  #\n": [2, 4],
}


@pytest.mark.parametrize("text", STATEMENTS)
def test_on_the_lines_of_an_import(text, tree, shoring):
    root = tree({"shoring.yaml": CONTRACT, "pkg/__init__.py": "", "pkg/a.py": "", "pkg/b.py": "", "m.py": ""})
    hides = []
    for at, line in enumerate(text.split("\n")):
        if not line.endswith("#"):
            continue
        lines = [one.rstrip("#") for one in text.split("\n")]
        lines[at] += "# shoring: ignore[IMP001]"
        tree({"m.py": "\n".join(lines)})
        rules = [rule for rule, _, _ in found(shoring, root)]
        if not rules:
            hides.append(at + 1)
        else:
            assert set(rules) == {"IMP001", "SUP001"}
    assert hides == STATEMENTS[text]


@pytest.mark.parametrize("text, hides", [
    ("class C(A, B): pass  #\n", True),
    ("class C(  #\n    A,\n    B,\n): pass\n", True),
    ("class C(\n    A,\n    B,\n):  #\n    pass\n", True),
    ("class C(\n    A,\n    B,\n):\n    pass  #\n", False),
    ("class C(\n    A,\n    B,  #\n):\n    pass\n", False),
])
def test_on_the_lines_of_a_class(text, hides, tree, shoring):
    root = tree({"m.py": "class A: pass\nclass B(A): pass\n" + text.replace("#", "# shoring: ignore[inconsistent-mro]")})
    rules = sorted(rule for rule, _, _ in found(shoring, root))
    said = shoring.json("--ignore", "SUP001", cwd=root)["findings"]
    assert (rules == []) == hides, said


# Before, and after --fix: what is taken away of comments leaves the rest of the file what it was.
REMAINS = {
    "redis  # shoring: ignore[REQ002] # shoring: ignore[REQ010]\n": "redis  # shoring: ignore[REQ002]\n",
    "redis  # shoring: ignore[REQ010] # shoring: ignore[REQ002]\n": "redis  # shoring: ignore[REQ002]\n",
    "redis  # shoring: ignore[REQ010,,REQ002]\n": "redis  # shoring: ignore[REQ002]\n",
    "flask \\\n  # shoring: ignore[REQ002]\nredis  # shoring: ignore[REQ002]\n":
        "flask \\\n\nredis  # shoring: ignore[REQ002]\n",
    "flask \\ # shoring: ignore[REQ010]\nredis # shoring: ignore[REQ002]\n":
        "flask \\ \nredis # shoring: ignore[REQ002]\n",
    "flask  # shoring: ignore[REQ010] \\\nredis\n": None,
    "redis  # shoring: ignore[REQ010]x # shoring: ignore[REQ002]\n": None,
    "redis  # shoring: ignore[REQ010 # shoring: ignore[REQ002]\n": None,
}


@pytest.mark.parametrize("text", REMAINS)
def test_what_a_fix_leaves(text, tree, shoring):
    root = tree({"requirements.txt": text, "app.py": "import flask\n"})
    only = ("--select", "SUP001,REQ002,REQ010")
    before = [one for one in found(shoring, root, *only) if one[0] != "SUP001"]
    shoring("check", *only, "--fix", cwd=root)
    assert (root / "requirements.txt").read_text() == (REMAINS[text] or text)
    assert [rule for rule, _, _ in before] == [rule for rule, _, _ in found(shoring, root, *only) if rule != "SUP001"]


def test_all_of_a_comment_counts(tree, shoring):
    root = tree({"shoring.yaml": CONTRACT, "pkg/__init__.py": "", "pkg/a.py": "", "requirements.txt": "",
                 "m.py": "import pkg.a, pkg.c  # shoring: ignore[IMP005]  # noqa # shoring: ignore[IMP001]\n"})
    assert found(shoring, root, "--select", "IMP,SUP") == [("IMP010", "shoring.yaml", 4)]


@pytest.mark.parametrize("name, text", (
    ("requirements.txt", "flask\ndataclasses#{}\n"),
    ("pyproject.toml", '[project]\nname = "x"\nversion = "1"\ndependencies = ["flask", "dataclasses>=0.8"]#{}\n'),
))
def test_glued_to_what_stands_before(name, text, tree, shoring):
    """In TOML that is a comment, in a list of requirements a part of the word, which is none then."""
    root = tree({"app.py": "import flask\n", "shoring.yaml": "version: 1\npython: '3.11'\n", name: text.format(IGNORE[1:])})
    expected = [("REQ008", name, 2)] if name == "requirements.txt" else []
    assert found(shoring, root, "--select", "REQ008,REQ009,SUP001") == expected
