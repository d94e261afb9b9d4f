"""Manifests made to hurt: each gives findings or an answer, in bounded time, and never a crash."""
import json
import os
import time

import pytest

SECONDS = 60  # an order of magnitude above what any takes under a sanitizer

MEGABYTE = 1 << 20


def cycle(n):
    return {f"requirements/r{i}.txt": f"-r r{(i + 1) % n}.txt\n-c r{i}.txt\nflask\n" for i in range(n)}


def chain(n):
    files = {f"requirements/r{i:05}.txt": f"-r r{i - 1:05}.txt\n" for i in range(1, n)}
    return {**files, "requirements/r00000.txt": "redis\n", "requirements.txt": f"-r requirements/r{n - 1:05}.txt\n"}


CASES = {
    "a cycle of -r": cycle(3),
    "a file that includes itself": {"requirements.txt": "-r requirements.txt\n-r ./requirements.txt\nflask\n"},
    "a long cycle": cycle(300),
    "a long chain": chain(2000),
    "a line of 10 MB": {"requirements.txt": "flask>=" + "1" * (10 * MEGABYTE) + "\nredis\n"},
    "a name of 10 MB": {"requirements.txt": "a" * (10 * MEGABYTE)},
    "a marker of 10 MB": {"requirements.txt": "a ; " + "(" * (10 * MEGABYTE)},
    "10 MB of extras": {"requirements.txt": "a[" + "b," * (5 * MEGABYTE) + "c]\n"},
    "10 MB of continuations": {"requirements.txt": "a" + "\\\n" * (5 * MEGABYTE)},
    "a comment of 10 MB": {"requirements.txt": "a  # via " + "b," * (5 * MEGABYTE)},
    "comments without end": {"requirements.txt": "a\n" + "    # via\n    #   b\n" * 300000},
    "hundred thousand requirements": {"requirements.txt": "".join(f"d{i}\n" for i in range(100000))},
    "hundred thousand includes": {"requirements.txt": "".join(f"-r no{i}.txt\n" for i in range(100000))},
    "hundred thousand vias": {
        "requirements.txt": "".join(f"d{i}==1\n    # via d{i + 1}\n" for i in range(100000))},
    "deep TOML": {"pyproject.toml": "[project]\nname = 'x'\ndependencies = " + "[" * 100000},
    "deep TOML tables": {"pyproject.toml": "[" + "a." * 100000 + "b]\n"},
    "10 MB of TOML": {"pyproject.toml": "[project]\nname = 'x'\ndependencies = ['" + "a" * (10 * MEGABYTE) + "']\n"},
    "groups that include one another": {
        "pyproject.toml": "[dependency-groups]\n" + "".join(
            "g{} = [{{include-group = 'g{}'}}, {{include-group = 'g{}'}}, 'a']\n".format(
                i, (i + 1) % 500, (i * 7) % 500) for i in range(500))},
    "deep YAML": {"environment.yml": "dependencies:\n" + "- " * 100000},
    "a YAML bomb": {"environment.yml": "dependencies:\n- &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        "- &{} [{}]\n".format(chr(98 + i), ", ".join(["*" + chr(97 + i)] * 10)) for i in range(12))},
    "deep setup.py": {"setup.py": "from setuptools import setup\nsetup(**" + "{**" * 20000},
    "setup.py that feeds itself": {
        "setup.py": "from setuptools import setup\na = []\n" + "a = a + a\na.append(a)\na += [*a]\n" * 2000 +
                    "def f(): return f(f)\nsetup(install_requires=a + f(f), extras_require=a, **a)\n"},
    "many calls of setup()": {
        "setup.py": "from setuptools import setup\na = {}\n" + "a['x'] = a\nsetup(**a)\n" * 5000},
    "a broken script block": {"tool.py": "# /// script\n" + "# dependencies = [\n" * 20000 + "# ///\n"},
    "script blocks": {f"t{i}.py": "# /// script\n# dependencies = ['a']\n# ///\nimport b\n" for i in range(500)},
    "a lock of 10 MB": {"uv.lock": "[[package]]\nname = \"" + "a" * (10 * MEGABYTE), "pyproject.toml":
                        "[project]\nname = 'x'\ndependencies = ['a']\n"},
    "a lock that goes round": {
        "uv.lock": "".join(f"[[package]]\nname = \"d{i}\"\ndependencies = [\n    {{ name = \"d{(i + 1) % 20000}\" }},\n"
                           f"    {{ name = \"d{(i * 7) % 20000}\" }},\n]\n" for i in range(20000)),
        "pyproject.toml": "[project]\nname = 'x'\ndependencies = ['d0']\n"},
    "a broken lock": {"Pipfile.lock": "{\n    \"default\": {\n" + "        \"a\": {\n" * 100000, "Pipfile": "[packages]\na='*'\n"},
    "Latin-1": {"requirements.txt": b"# \xe4\xf6\nflask\n\xff\xfe\n"},
    "UTF-16 cut off": {"requirements.txt": "flask\n".encode("utf-16") + b"\x00"},
    "NUL bytes": {"requirements.txt": b"a\x00b\n\x00\n", "setup.cfg": b"[options]\ninstall_requires =\n  a\x00\n",
                  "Pipfile": b"[packages]\na\x00 = '*'\n", "environment.yml": b"dependencies:\n- a\x00\n"},
    "nothing": {"requirements.txt": "", "pyproject.toml": "", "setup.cfg": "", "Pipfile": "", "uv.lock": "",
                "Pipfile.lock": "", "environment.yml": "", "setup.py": "", "Dockerfile": ""},
    "a Dockerfile of installs": {"Dockerfile": "FROM python:3.12\n" + "COPY a /b/c\nRUN pip install -r b/c/d/e.list\n" * 3000},
}


# Every kind of manifest, and where a name stands in it.
KINDS = {
    "requirements.txt": "@\n", "setup.cfg": "[options]\ninstall_requires =\n  @\n",
    "pyproject.toml": "[project]\nname = '@'\ndependencies = ['@']\n[dependency-groups]\na = ['@']\n",
    "web/pyproject.toml": "[tool.poetry.dependencies]\n'@' = '^1'\n", "Pipfile": "[packages]\n'@' = '*'\n",
    "environment.yml": "dependencies:\n- @\n- pip:\n  - @\n",
    "pylock.toml": "lock-version = '1.0'\n[[packages]]\nname = '@'\nversion = '1'\n",
    "poetry.lock": "[[package]]\nname = '@'\nversion = '1'\n[package.dependencies]\n'@' = '*'\n",
    "uv.lock": "[[package]]\nname = '@'\nversion = '1'\ndependencies = [{name = '@'}]\n",
    "pdm.lock": "[[package]]\nname = '@'\nversion = '1'\ndependencies = ['@']\n",
    "Pipfile.lock": '{"default": {"@": {"version": "==1"}}}\n',
    "setup.py": "from setuptools import setup\nsetup(name='@', install_requires=['@'])\n",
    "tool.py": "# /// script\n# dependencies = ['@']\n# ///\nimport b\n",
    "Dockerfile": "FROM python:3.12\nRUN pip install @ '@>=1'\nCOPY . .\nCMD python @ main.py\n",
    "compose.yaml": "services:\n  a:\n    build: .\n    command: python @\n", "Procfile": "web: @ main:app\n",
    "render.yaml": "services:\n- runtime: python\n  buildCommand: pip install @\n  startCommand: cd @ && python @\n",
    "railway.toml": "[build]\nbuildCommand = 'pip install -r @'\n[deploy]\nstartCommand = 'python @'\n",
}
NAMES = {
    "of many parts": "a" + ".a" * 300000, "of many words": "a" + "_b-" * 150000, "in Latin-1": b"\xe4\xf6",
    "in UTF-16": "flask".encode("utf-16"), "with a NUL byte": b"a\0b", "with half a character": b"\xed\xa0\x80",
    "with carriage returns": b"a\rb\rc", "with a mark inside": b"\xef\xbb\xbfflask",
}


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    (root / "main.py").write_text("import flask\nimport redis\nimport b\n", encoding="utf-8")


# What must be said of some of them.
RULES = {
    "a name of 10 MB": "REQ003", "a marker of 10 MB": "REQ008", "a long chain": "REQ001", "deep TOML": "SRC001",
    "deep YAML": "SRC001", "a YAML bomb": "SRC001", "deep setup.py": "SRC001", "hundred thousand includes": "REQ008",
}


@pytest.mark.parametrize("case", CASES)
def test_hostile(shoring, tmp_path, case):
    write(tmp_path, CASES[case])
    start = time.monotonic()
    result = shoring("check", "--format", "json", "--jobs", "2", cwd=tmp_path, timeout=SECONDS)
    assert result.code in (0, 1), result.err
    report = json.loads(result.out)
    assert report["summary"]["files"] >= 1
    assert time.monotonic() - start < SECONDS
    if case in RULES:
        assert RULES[case] in {finding["rule"] for finding in report["findings"]}


def test_a_chain_is_followed_to_its_end(shoring, tmp_path):
    """flask is missing, redis is declared two thousand files away."""
    write(tmp_path, CASES["a long chain"])
    found = {f["distribution"] for f in shoring.json("--select", "REQ001", cwd=tmp_path)["findings"]}
    assert "flask" in found and "redis" not in found


def test_links_out_of_the_tree_are_not_followed(shoring, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("flask\nredis\n", encoding="utf-8")
    tree = tmp_path / "tree"
    write(tree, {"requirements.txt": "-r linked.txt\n-r folder/secret.txt\n-r ../outside/secret.txt\n"
                                     "-r /etc/passwd\nclick\n"})
    (tree / "linked.txt").symlink_to(outside / "secret.txt")
    (tree / "folder").symlink_to(outside)
    (tree / "loop.txt").symlink_to("loop.txt")
    findings = shoring.json(cwd=tree)["findings"]
    lines = sorted(f["line"] for f in findings if f["rule"] == "REQ008")
    assert lines == [1, 2, 3]
    assert "root:" not in json.dumps(findings)


def test_a_manifest_that_is_a_link_out(shoring, tmp_path):
    outside = tmp_path / "secret.txt"
    outside.write_text("this is no requirement\n", encoding="utf-8")
    tree = tmp_path / "tree"
    write(tree, {"pyproject.toml": "[project]\nname = 'x'\ndependencies = ['flask']\n"})
    (tree / "requirements.txt").symlink_to(outside)
    result = shoring("check", "--format", "json", cwd=tree)
    assert result.code in (0, 1)
    assert "this is no requirement" not in result.out


def check(shoring, tree):
    """What a check of the tree finds; it ends in time, with an answer."""
    (tree / "main.py").write_text("import flask\nimport redis\nimport b\n", encoding="utf-8")
    result = shoring("check", "--format", "json", cwd=tree, timeout=SECONDS)
    assert result.code in (0, 1), result.err
    return json.loads(result.out)["findings"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_names(shoring, tmp_path, kind, name):
    text = NAMES[name] if isinstance(NAMES[name], bytes) else NAMES[name].encode("ascii")
    path = tmp_path / kind
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(KINDS[kind].encode("ascii").replace(b"@", text))
    for finding in check(shoring, tmp_path):
        assert len(finding["message"]) < 10000 and len(finding["distribution"] or "") < 300


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file(shoring, tmp_path, kind):
    def made(name):
        path = tmp_path / name / kind
        path.parent.mkdir(parents=True)
        return path

    os.mkfifo(str(made("fifo")))
    made("zero").symlink_to("/dev/zero")
    made("passwd").symlink_to("/etc/passwd")
    made("itself").symlink_to(os.path.basename(kind))
    made("nowhere").symlink_to("nothing")
    (made("folder") / "b").mkdir(parents=True)
    for name in ("fifo", "zero", "passwd", "itself", "nowhere", "folder"):
        (tmp_path / name / "worker.py").write_text("import redis\n", encoding="utf-8")
    assert "root:" not in json.dumps(check(shoring, tmp_path))


PARTS = ".a" * 300000
IMPORTS = {
    "of anybody": "import a" + PARTS, "of a namespace": "import google.cloud" + PARTS,
    "from": "from a" + PARTS + " import b", "by words": "import a" + "_a" * 300000,
    "used": "import google\ngoogle" + PARTS + "()",
}


@pytest.mark.parametrize("case", IMPORTS)
def test_imports_of_many_parts(shoring, tmp_path, case):
    (tmp_path / "requirements.txt").write_text("google-cloud-storage\na" + "_a" * 300000 + "\n", encoding="ascii")
    (tmp_path / "long.py").write_text(IMPORTS[case] + "\n", encoding="ascii")
    check(shoring, tmp_path)
