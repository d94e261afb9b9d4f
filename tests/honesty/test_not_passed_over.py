"""What was asked for and could not be analysed is said, and does not pass for a success."""
import json
import os
import shutil
import subprocess

import pytest

CLEAN = {"pkg/__init__.py": "", "pkg/a.py": "import pkg.b\n", "pkg/b.py": "x = 1\n",
         "svc/main.py": "import pkg.a\nimport requests\n", "svc/requirements.txt": "requests\n"}
SERVICE = "version: 1\nservices:\n  - {{name: svc, path: svc, {}}}\n"
# Permissions do not stop root, who gives up being root then.
NOBODY = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] if os.geteuid() == 0 else []
ALONE = {"XDG_CACHE_HOME": "/nonexistent", "HOME": "/nonexistent", "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory",
         "GIT_CONFIG_VALUE_0": "*"}


def run(shoring, cwd, *args, prefix=(), env=None):
    done = subprocess.run([*prefix, str(shoring.program), *args], cwd=str(cwd), stdin=subprocess.DEVNULL,
                          env={**os.environ, **(env or {})}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_tree_is_clean(shoring, tree):
    assert shoring("check", "--strict", cwd=tree(CLEAN)).code == 0


@pytest.mark.parametrize("keys, said", (
    ("entry: [main.py, nope.py]", "entry nope.py is no file or module of it"),
    ("requirements: [svc/nope.txt]", "requirements file svc/nope.txt does not exist"),
))
def test_a_service_as_it_is_configured(shoring, tree, keys, said):
    root = tree({**CLEAN, "shoring.yaml": SERVICE.format(keys)})
    for form in ("text", "json", "sarif"):
        result = shoring("check", "--format", form, cwd=root)
        assert result.code == 2
        assert result.err.startswith("shoring: not all that is configured was analysed: service `svc`: " + said)
    assert shoring("check", "--exit-zero", cwd=root).code == 2


def test_a_configured_service_without_files(shoring, tree):
    root = tree({**CLEAN, "shoring.yaml": "version: 1\nservices:\n  - {name: ghost, path: ghost}\n"})
    result = shoring("check", cwd=root)
    assert result.code == 2 and "service `ghost` has no Python file to start from" in result.err
    # Who asks for another service does not ask for this one.
    assert shoring("check", "--service", "svc", cwd=root).code == 0
    assert shoring("check", "--service", "ghost", cwd=root).code == 2


def test_patterns_that_nobody_judges(shoring, tree):
    root = tree({**CLEAN, "shoring.yaml": 'version: 1\npatterns:\n  - {name: calls, query: "(call) @finding", message: m}\n'})
    result = shoring("check", cwd=root)
    known = "pattern " in shoring("rules", cwd=root).out
    assert known or (result.code == 2 and "`patterns` are not judged" in result.err)


@pytest.mark.parametrize("options, config, said", (
    (("--select", "CLS", "--ignore", "CLS"), "", "--ignore takes all that --select names away"),
    (("--ignore", "CLS,IMP,REQ,SRC,SUP"), "", "--ignore takes all of them away"),
    (("--select", "CLS003"), "rules: {redundant-base: off}\n", "shoring.yaml turns all that --select names off"),
))
def test_no_rule_left(shoring, tree, options, config, said):
    root = tree({**CLEAN, "shoring.yaml": "version: 1\n" + config})
    result = shoring("check", *options, cwd=root)
    assert (result.code, result.out) == (2, "")
    assert result.err == "shoring: no rule is left to run: {}\n".format(said)


@pytest.fixture
def locked(tree):
    """A repository with a folder that may not be entered, one that may not be listed, and one that git does not list."""
    if NOBODY and shutil.which("setpriv") is None:
        pytest.skip("needs setpriv")
    root = tree({**CLEAN, "secret/a.py": "x = 1\n", "secret/b/c.py": "x = 1\n", "half/d.py": "x = 1\n",
                 "svc/hidden/x.py": "import redis\n", "svc/requirements.txt": "requests\nredis\n",
                 "user.py": "import secret.a\nimport secret.b.c\nimport half.d\n"})
    subprocess.run("git init -q && git add -A && chmod 777 .", shell=True, cwd=str(root), check=True)
    for parent in (root, *root.parents):
        if NOBODY and parent.stat().st_uid == os.geteuid() and str(parent) != "/":
            parent.chmod(parent.stat().st_mode | 0o055)
    (root / "secret").chmod(0)
    (root / "half").chmod(0o444)
    (root / "svc/hidden").chmod(0)
    yield root
    (root / "svc/hidden").chmod(0o755)
    (root / "secret").chmod(0o755)
    (root / "half").chmod(0o755)


@pytest.mark.parametrize("git", (True, False))
def test_folders_that_cannot_be_looked_into(shoring, locked, git):
    env = ALONE
    if not git:
        shutil.rmtree(str(locked / ".git"))
    code, out, err = run(shoring, locked, "check", "--format", "json", prefix=NOBODY, env=env)
    assert (code, err) == (1, "")
    report = json.loads(out)
    # A finding a folder, whatever is in it; no import of what is there is taken for missing, and nothing for unused.
    assert [(f["rule"], f["file"]) for f in report["findings"]] == [
        ("SRC002", "half"), ("SRC002", "secret"), ("SRC002", "svc/hidden")]
    if git:
        assert report["summary"]["failed"] == 4
    code, out, err = run(shoring, locked, "check", "--select", "CLS", prefix=NOBODY, env=env)
    assert (code, err) == (0, "") and "3 folders could not be looked into (half, secret, svc/hidden)" in out
    (locked / "shoring.yaml").write_text("version: 1\nexclude: ['secret/**', half, svc/hidden]\n")
    assert run(shoring, locked, "check", prefix=NOBODY, env=env)[0] == 0


def test_folders_that_git_does_not_track(shoring, locked):
    """It lists nothing of what is in them, and warns in words: they are found all the same, but for what is ignored."""
    left = {"scratch/inner": 0, "data": 0, "ignored": 0}
    (locked / ".gitignore").write_text("/ignored/\n")
    for name in left:
        (locked / name).mkdir(parents=True)
        (locked / name / "x.py").write_text("import redis\n")
    (locked / "scratch").chmod(0o755)
    try:
        for name in left:
            (locked / name).chmod(0)
        code, out, err = run(shoring, locked, "check", "--format", "json", prefix=NOBODY, env=ALONE)
    finally:
        for name in left:
            (locked / name).chmod(0o755)
    assert (code, err) == (1, "")
    assert [f["file"] for f in json.loads(out)["findings"]] == ["data", "half", "scratch/inner", "secret", "svc/hidden"]


@pytest.mark.parametrize("git", (True, False))
def test_paths_that_are_too_long(shoring, tree, git):
    """Nobody can open what is that deep; it is said."""
    root = tree({"a.py": "import b\n"})
    if git:
        subprocess.run(["git", "init", "-q"], cwd=str(root), check=True)
    here = os.getcwd()
    try:
        os.chdir(str(root))
        for _ in range(25):
            os.mkdir("d" * 200)
            os.chdir("d" * 200)
        with open("b.py", "w"):
            pass
    finally:
        os.chdir(here)
    finding, = shoring.json(cwd=root)["findings"]
    assert finding["rule"] == "SRC002" and "cannot be looked into" in finding["message"]
    shutil.rmtree(str(root / ("d" * 200)))


@pytest.mark.parametrize("words, code", ((("mro",), 2), (("mro", "b.B"), 0), (("why", "b", "a"), 1)))
def test_answers_without_a_summary(shoring, tree, words, code):
    root = tree({"a.py": b"\0", "b.py": "class B: pass\n"})
    result = shoring(*words, cwd=root)
    assert result.err == "shoring: 1 file could not be read (a.py): the answer may be wrong\n"
    assert result.code == code
    (root / "a.py").write_text("")
    assert shoring(*words, cwd=root).err == ""


def test_templates_by_their_paths(shoring, tree):
    """cookiecutter fills them in: what is in them is no Python yet, no manifest and no service; it is said."""
    name = "{{cookiecutter.name}}"
    root = tree({"shoring.yaml": "version: 1\n", "hooks/post.py": "x = 1\n", name + "/pyproject.toml": "{%- if x %}\n", name + "/main.py": "import {{ x }}\n",
                 "{% if api %}api{% endif %}/api.py": "y = 1\n"})
    report = shoring.json(cwd=root)
    assert report["findings"] == []
    assert report["summary"]["excluded_by"] == ["2 as templates, by their paths"]
    assert (report["summary"]["files"], report["summary"]["services"], report["summary"]["manifests"]) == (3, 0, 0)
    assert ", 2 excluded as templates, by their paths)" in shoring("check", cwd=root).out
    asked = shoring("check", name, cwd=root)
    assert asked.code == 2 and "it is a template, by its path" in asked.err
    (root / "hooks" / "post.py").unlink()
    left = shoring("check", cwd=root)
    assert left.code == 2 and "all of them are templates" in left.err


def test_manifests_that_are_filled_in(shoring, tree):
    """A skeleton whose folders have no odd names: no syntax error, and it is said."""
    root = tree({"skeleton/main.py": "import requests\n", "skeleton/Pipfile": "[packages]\nclick = '*'\n{% if values.web -%}\nflask = '*'\n{% endif %}\n",
                 "other/Pipfile": "[packages]\n{ x\n"})
    report = shoring.json(cwd=root)
    assert [(finding["rule"], finding["file"]) for finding in report["findings"]] == [("SRC001", "other/Pipfile")]
    assert report["summary"]["notes"] == ["1 manifest is a template, and says nothing yet (skeleton/Pipfile)"]
    assert report["summary"]["manifests"] == 1


def test_what_tools_install_and_build(shoring, tree):
    """A layer of Lambda that is committed with what was installed into it: others' code, and no service; what imports it is served."""
    layer = "layer/python/lib/python3.12/site-packages/"
    root = tree({"app/main.py": "import lib.core\n", layer + "lib/core.py": "class A(A): pass\n", layer + "lib/requirements.txt": "x y z\n",
                 layer + "lib-1.0.dist-info/METADATA": "Name: lib\n", "own/site-packages/mine.py": "class A(A): pass\n",
                 "app/.aws-sam/build/f/app.py": "class B(int, str): pass\n"})
    for words in (("init", "-q"), ("add", "-A")):
        subprocess.run(("git", *words), cwd=root, check=True)
    report = shoring.json(cwd=root)
    # Where nothing was installed, it is somebody's own.
    assert [finding["file"] for finding in report["findings"]] == ["own/site-packages/mine.py"]
    assert report["summary"]["excluded_by"] == ["2 as installed or built"]
    assert (report["summary"]["files"], report["summary"]["analysed"], report["summary"]["manifests"]) == (4, 2, 0)
    asked = shoring("check", "layer", cwd=root)
    assert asked.code == 2 and "it is below a folder that tools install or build into" in asked.err
    (root / "app" / "main.py").unlink()
    (root / "own" / "site-packages" / "mine.py").unlink()
    left = shoring("check", cwd=root)
    assert left.code == 2 and "all of them are installed or built" in left.err


def test_names_that_choose_nothing(shoring, tree):
    config = ("version: 1\nservices:\n  - {name: svc, path: svc, extras: [Post.gres, web]}\n"
              "requirements: {development: [gone.txt, dev.txt, 'group:test', 'group:none', 'extra:web']}\n")
    files = {"svc/main.py": "import requests\n", "dev.txt": "pytest\n", "shoring.yaml": config,
             "svc/pyproject.toml": '[project]\nname = "svc"\nversion = "1"\ndependencies = ["requests"]\n'
                                   '[project.optional-dependencies]\npost_gres = ["psycopg2"]\n'
                                   '[dependency-groups]\ntest = ["pytest"]\n'}
    notes = [line for line in shoring("check", cwd=tree(files)).out.splitlines() if line.startswith("Note: ")]
    assert notes == ["Note: `development`: there is no gone.txt",
                     "Note: `development`: no manifest has a requirement in group:none",
                     "Note: `development`: no manifest has a requirement in extra:web",
                     "Note: service `svc`: none of its manifests has an extra `web`"]
    # What is computed may have it.
    (tree({}) / "svc/setup.py").write_text("from setuptools import setup\nsetup(extras_require=x())\n")
    out = shoring("check", cwd=tree({})).out
    assert "an extra" not in out and "group:none" not in out and "there is no gone.txt" in out
