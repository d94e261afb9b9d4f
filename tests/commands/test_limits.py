"""Limits of docs/reliability.md, each with what is said beyond it."""
import json

import pytest

LIST = "requirements:\n  used: [{}]\n"


def said(shoring, root):
    done = shoring("check", cwd=root)
    assert done.code == 2 and done.out == ""
    return done.err


@pytest.mark.parametrize("text, says", [
    ("exclude: " + "[" * 65 + "]" * 65 + "\n", "shoring.yaml:1:73: nested more than 64 deep"),
    ("a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        "{1}: &{1} [{0}]\n".format(", ".join(["*" + old] * 10), new) for old, new in zip("abcde", "bcdef")), "more than 200000 values"),
    ("imports: {contracts: [{name: a, type: pattern, match: '" + "x" * 10001 + "'}]}\n", "no regular expression"),
    ("exclude: ['" + "x" * 4097 + "']\n", "a pattern has at most 4096 bytes"),
    (LIST.format(", ".join("d{}".format(i) for i in range(10001))), "`used` has 10001 entries; 10000 is the most"),
    ("requirements:\n  map:\n" + "".join("    m{0}: d{0}\n".format(i) for i in range(10001)), "`map` has 10001 entries"),
    ("exclude: [{}]\n".format(", ".join("'x{}*'".format(i) for i in range(2001))), "shoring.yaml:1:18"),
    ("imports:\n  contracts:\n" + "".join(
        "    - {}\n".format(json.dumps({"name": str(i), "type": "forbidden", "from": ["a*"], "to": ["b"]})) for i in range(1001)),
     "this is one too many of the contracts, patterns with wildcards, expressions, importers and replacements"),
], ids=["depth", "nodes", "expression", "glob", "list", "map", "globs", "contracts"])
def test_configuration(text, says, shoring, tree):
    assert says in said(shoring, tree({"a.py": "", "shoring.yaml": text}))


@pytest.mark.parametrize("text", [
    LIST.format(", ".join("d{}".format(i) for i in range(10000))),
    "exclude: [{}]\n".format(", ".join("'x{}*'".format(i) for i in range(2000))),
], ids=["list", "globs"])
def test_as_much_as_there_may_be(text, shoring, tree):
    assert shoring("check", cwd=tree({"a.py": "", "shoring.yaml": text})).code == 0


def test_a_large_file(shoring, tree):
    line = "# " + "x" * 1021 + "\n"
    data = shoring.json(cwd=tree({"a.py": line * (16 << 10), "b.py": line * (16 << 10) + "\n", "c.py": ""}))
    found, = data["findings"]
    assert (found["rule"], found["file"]) == ("SRC002", "b.py") and "larger than" in found["message"]
    assert data["summary"]["failed"] == 1


def test_parentheses_of_a_marker(shoring, tree):
    marker = "flask; {}os_name == 'posix'{}\n"
    root = tree({"a.py": "import flask\n", "requirements.txt": marker.format("(" * 200, ")" * 200)})
    assert shoring.json(cwd=root)["findings"] == []
    (root / "requirements.txt").write_text(marker.format("(" * 201, ")" * 201), encoding="utf-8")
    found, = [f for f in shoring.json(cwd=root)["findings"] if f["rule"] == "REQ008"]
    assert "is not a requirement" in found["message"]


def test_circles_of_includes(shoring, tree):
    root = tree({"a.py": "import flask, click\n", "requirements.txt": "-r b.txt\nflask\n", "b.txt": "-r c.txt\n-r b.txt\n",
                 "c.txt": "-r requirements.txt\nclick\n"})
    assert shoring.json(cwd=root)["findings"] == []


def test_a_path_as_long_as_there_may_be(shoring, tree):
    folder = "/".join(["d" * 200] * 15)
    root = tree({folder + "/a.py": "import b\n", folder + "/b.py": "", "c.py": "class A: pass\nclass B(A, A): pass\n"})
    data = shoring.json(cwd=root)
    assert data["summary"]["analysed"] == 3 and [f["rule"] for f in data["findings"]] == ["CLS002"]


def test_many_findings(shoring, tree):
    """There is no limit."""
    data = shoring.json(cwd=tree({"requirements.txt": "", "p/__init__.py": "", "a.py": "".join("import p.x{}\n".format(i) for i in range(30000))}))
    assert data["summary"]["errors"] == len(data["findings"]) == 30000
