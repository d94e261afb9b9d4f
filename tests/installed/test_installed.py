"""An installed environment: what is found, whose it is, and what is left alone."""
import os
import subprocess
import sys

import pytest

sys.path.insert(0, os.path.dirname(__file__))
from fake_environment import Environment


@pytest.fixture
def ask(build_dir, tmp_path):
    """ask("of yaml", …) -> the line about the environment, and one for each question."""
    program = build_dir / "tests" / "unit" / "installed"
    assert program.is_file(), "{} is missing: run `make build`".format(program)

    def call(*questions, root=tmp_path, configured=None, active=None):
        env = dict(os.environ)
        env.pop("VIRTUAL_ENV", None)
        if active is not None:
            env["VIRTUAL_ENV"] = str(active)
        done = subprocess.run(
            [str(program), str(root), *([str(configured)] if configured is not None else [])],
            input="".join(q + "\n" for q in questions).encode(), env=env,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, check=False)
        assert done.returncode == 0, done.stderr.decode()
        lines = done.stdout.decode().splitlines()
        return lines[0], lines[1:]

    return call


def answers(ask, *questions, **more):
    return ask(*questions, **more)[1]


def test_none(ask):
    assert ask()[0] == "none"


@pytest.mark.parametrize("name", [".venv", "venv", "env"])
def test_detected(ask, tmp_path, name):
    Environment(tmp_path / name).add("one")
    assert ask()[0] == name + " 3.11 1"


def test_a_folder_without_pyvenv_cfg_is_no_environment(ask, tmp_path):
    Environment(tmp_path / "env").add("one")
    (tmp_path / "env" / "pyvenv.cfg").unlink()
    assert ask()[0] == "none"


def test_first_of_several(ask, tmp_path):
    Environment(tmp_path / "venv").add("one")
    Environment(tmp_path / ".venv", 12)
    assert ask()[0] == ".venv 3.12 0"


def test_configured(ask, tmp_path):
    Environment(tmp_path / "elsewhere" / "e").add("one")
    Environment(tmp_path / "repository" / ".venv")
    root = tmp_path / "repository"
    assert ask(root=root, configured="../elsewhere/e")[0] == "../elsewhere/e 3.11 1"
    site = tmp_path / "elsewhere/e/lib/python3.11/site-packages"
    assert ask(root=root, configured=site)[0] == "{} 3.11 1".format(site)


def test_configured_but_not_there(ask, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "there is no `nowhere`" in ask(configured="nowhere")[0]
    assert "`empty` is no environment" in ask(configured="empty")[0]


def test_active(ask, tmp_path):
    root = tmp_path / "repository"
    root.mkdir()
    Environment(tmp_path / "mine").add("one")
    Environment(root / "inside").add("one")
    assert ask(root=root, active=tmp_path / "mine")[0] == "$VIRTUAL_ENV 3.11 1"
    assert ask(root=root, active=root / "inside")[0] == "inside 3.11 1"
    assert ask(root=root, active="mine")[0] == "none"
    Environment(root / ".venv")
    assert ask(root=root, active=tmp_path / "mine")[0] == ".venv 3.11 0"


def test_the_environment_of_a_hook_is_not_the_projects(ask, tmp_path):
    root = tmp_path / "repository"
    root.mkdir()
    hook = Environment(tmp_path / "hook")
    for name in ("shoring", "pip", "setuptools", "wheel"):
        hook.add(name)
    assert ask(root=root, active=hook.path)[0] == "none"
    hook.add("requests")
    assert ask(root=root, active=hook.path)[0] == "$VIRTUAL_ENV 3.11 5"


def test_the_python_that_pyvenv_cfg_names(ask, tmp_path):
    env = Environment(tmp_path / ".venv", 10)
    env.add("one")
    other = env.path / "lib" / "python3.12" / "site-packages" / "two-1.0.dist-info"
    other.mkdir(parents=True)
    assert ask()[0] == ".venv 3.10 1"
    (env.path / "pyvenv.cfg").write_text("home = /usr/bin\n", encoding="utf-8")
    assert ask()[0] == ".venv 3.12 1"


def test_windows(ask, tmp_path):
    (tmp_path / ".venv/Lib/site-packages/One-1.0.dist-info").mkdir(parents=True)
    (tmp_path / ".venv/pyvenv.cfg").write_text("version = 3.9.1\n", encoding="utf-8")
    assert ask("version one") == (".venv 3.9 1", ["1.0"])


def test_import_names(ask, tmp_path):
    env = Environment(tmp_path / ".venv")
    env.add("PyYAML", files={"yaml/__init__.py": "", "yaml/nodes.py": ""},
            record=["_yaml.cpython-311-x86_64-linux-gnu.so", "../../../bin/tool", "yaml/py.typed"])
    env.add("quoted", record=['"a,b/__init__.py"', '"quoted_ok.py"'])
    env.write({"quoted_ok.py": ""})
    env.add("data-only", record=["share/x.txt", "docs/index.html"])
    env.add("types-yaml", record=["yaml-stubs/__init__.pyi"])
    assert answers(ask, "of yaml", "of yaml.nodes.Node", "of _yaml", "of quoted_ok", "of share", "of nosuch",
                   "of quoted") == [
        "pyyaml", "pyyaml", "", "quoted", "", "", ""]
    assert answers(ask, "tops pyyaml", "tops data-only", "tops nosuch") == ["yaml _yaml", "", ""]
    (env.site / "_yaml.cpython-311-x86_64-linux-gnu.so").write_bytes(b"")
    assert answers(ask, "of _yaml") == ["pyyaml"]


def test_namespaces_by_their_files(ask, tmp_path):
    env = Environment(tmp_path / ".venv")
    shared = "__path__ = __import__('pkgutil').extend_path(__path__, __name__)\n"
    env.add("google-cloud-storage", files={"google/cloud/storage/__init__.py": ""})
    env.add("google-cloud-kms", files={"google/cloud/kms_v1/__init__.py": "", "google/cloud/kms.py": ""})
    env.add("old-core", files={"old/__init__.py": shared, "old/core/__init__.py": ""})
    env.add("old-web", files={"old/__init__.py": shared, "old/web.py": ""})
    env.add("single", files={"single/__init__.py": shared, "single/part.py": ""})
    env.add("cv-full", files={"cv/__init__.py": "", "cv/data.py": ""})
    env.add("cv-lite", files={"cv/__init__.py": "", "cv/data.py": ""})
    assert answers(
        ask, "of google", "of google.cloud", "of google.cloud.storage.Client", "of google.cloud.kms_v1",
        "of google.cloud.kms.Key", "of google.cloud.other", "of old.core.x", "of old.web", "of old", "of old.no",
        "of single.part", "of single.other", "of cv", "of cv.imread", "of cv.data.x") == [
        "", "", "google-cloud-storage", "google-cloud-kms", "google-cloud-kms", "", "old-core", "old-web", "", "",
        "single", "", "cv-full cv-lite", "cv-full cv-lite", "cv-full cv-lite"]


def test_requirements(ask, tmp_path):
    env = Environment(tmp_path / ".venv")
    env.add("Celery", requires=[
        "kombu[redis,SQS] (>=5.3)", 'old ; python_version < "3.9"', 'win; sys_platform == "win32"',
        'Redis.Client>=4 ; extra == "redis"', "celery[redis] ; extra == 'all'", "not a requirement at all"],
        extras=["redis", "All_"])
    env.write({"bare-1.0.dist-info/RECORD": ""})
    assert answers(ask, "requires celery", "requires celery[redis]", "requires celery[all]",
                   "requires celery[nosuch]", "requires bare", "requires nosuch", "version bare") == [
        "kombu[redis,sqs]", "redis-client", "celery[redis]", "", "?", "?", "1.0"]


def test_folded_fields(ask, tmp_path):
    Environment(tmp_path / ".venv").write({
        "a-1.dist-info/METADATA": "Name: a\r\nREQUIRES-DIST: b;\r\n python_version\r\n\t< '3'\r\n"
                                  "Requires-Dist: c\r\n\r\nRequires-Dist: d\r\n"})
    assert answers(ask, "requires a") == ["c"]


def test_eggs(ask, tmp_path):
    env = Environment(tmp_path / ".venv")
    env.write({
        "old_one-1.0-py3.11.egg-info/PKG-INFO": "Name: old-one\n",
        "old_one-1.0-py3.11.egg-info/requires.txt":
            "six\n\n[:python_version < '3']\nenum34\n\n[web]\nflask[async]>=2\n\n[web:sys_platform == 'linux']\nuv\n",
        "old_one-1.0-py3.11.egg-info/top_level.txt": "oldone\n",
        "oldone/__init__.py": "",
        "two.egg-info/PKG-INFO": "Name: two\nVersion: 2.5\n",
        "two.egg-info/installed-files.txt": "../twomod.py\nPKG-INFO\n",
        "twomod.py": "",
        "plain-3.egg-info": "Name: plain\n",
        "zip-4.0-py3.11.egg/EGG-INFO/PKG-INFO": "Name: zip\n",
    })
    assert answers(ask, "requires old-one", "requires old-one[web]", "of oldone", "of twomod", "version two",
                   "requires two", "requires plain", "version zip") == [
        "six", "flask[async] uv", "old-one", "two", "2.5", "", "?", "4.0"]


def test_the_newest_of_leftovers(ask, tmp_path):
    env = Environment(tmp_path / ".venv")
    for version in ("1.9", "1.10", "1.2"):
        env.add("one", version)
    env.add("~ne", "9")
    assert ask("version one") == (".venv 3.11 1", ["1.10"])


def test_entry_points(ask, tmp_path):
    Environment(tmp_path / ".venv").add("pytest-cov", points=(
        "[console_scripts]\ncov = c:main\n; a comment\n[pytest11]\npytest_cov = c.plugin\nmore=c\n[other.group]\nx=y\n"))
    assert answers(ask, "plugs pytest-cov", "plugs nosuch", "commands pytest-cov", "commands nosuch") == [
        "pytest11 other.group", "", "cov", ""]


def test_modules(ask, tmp_path):
    env = Environment(tmp_path / ".venv")
    shown = ".venv/lib/python3.11/site-packages/"
    env.write({
        "p/__init__.py": "class A: pass\n", "p/m.py": "class B: pass\nclass C: pass\n", "p.py": "",
        "p/fast.cpython-311-x86_64-linux-gnu.so": "", "p/fast.pyi": "class F: ...\n",
        "p/slow.abi3.so": "", "p/made.so": "", "p/made.py": "class M: pass\n",
        "far.so": "", "far-stubs/__init__.pyi": "class S: ...\n", "ns/deep/x.py": "",
    })
    assert answers(ask, *("module " + name for name in (
        "p", "p.m", "p.m.B", "p.fast", "p.slow", "p.made", "far", "ns", "ns.deep.x", "nosuch", "p..m", ".p"))) == [
        "package package {}p/__init__.py 1".format(shown), "module {}p/m.py 2".format(shown), "nothing",
        "extension stub {}p/fast.pyi 1".format(shown), "extension  -1",
        "extension {}p/made.py 1".format(shown), "extension stub {}far-stubs/__init__.pyi 1".format(shown),
        "namespace  -1", "module {}ns/deep/x.py 0".format(shown), "nothing", "nothing", "nothing"]


def test_paths_outside_the_repository(ask, tmp_path):
    env = Environment(tmp_path / "e")
    env.write({"m.py": ""})
    (tmp_path / "r").mkdir()
    assert answers(ask, "module m", root=tmp_path / "r", configured=env.path) == ["module <site-packages>/m.py 0"]


def test_pth_files(ask, tmp_path):
    env = Environment(tmp_path / ".venv")
    outside = tmp_path.parent / (tmp_path.name + "-outside")
    outside.mkdir()
    (outside / "theirs.py").write_text("", encoding="utf-8")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "ours.py").write_text("", encoding="utf-8")
    (env.site / "extra").mkdir()
    (env.site / "extra" / "more.py").write_text("", encoding="utf-8")
    env.write({"x.pth": "# comment\n{}/src\nextra\n{}\nimport sys; sys.exit(1)\nnowhere\n".format(tmp_path, outside)})
    assert answers(ask, "module ours", "module more", "module theirs") == [
        "module src/ours.py 0", "module .venv/lib/python3.11/site-packages/extra/more.py 0", "nothing"]


def test_packages_developed_in_place(ask, tmp_path):
    env = Environment(tmp_path / ".venv")
    for name in ("src/ours/__init__.py", "src/alone.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    env.add("ours", files={
        "__editable__.ours-0.1.pth": "import __editable___ours_0_1_finder; __editable___ours_0_1_finder.install()",
        "__editable___ours_0_1_finder.py":
            "import sys\nMAPPING: dict[str, str] = {'ours': '%s/src/ours', 'alone': '%s/src/alone', "
            "'passwd': '/etc/passwd', 'other': '%s/src/ours', 'x'\nNAMESPACES = {}\n" % ((tmp_path,) * 3),
        "ours-1.0.dist-info/top_level.txt": "ours\nalone\n"})
    assert answers(ask, "module ours", "module alone", "module passwd", "module other", "of ours.x", "of alone") == [
        "package package src/ours/__init__.py 0", "module src/alone.py 0", "nothing", "nothing", "ours", "ours"]


def test_links_that_lead_out_are_left_alone(ask, tmp_path):
    outside = tmp_path / "outside"
    (outside / "secret").mkdir(parents=True)
    (outside / "secret" / "__init__.py").write_text("class A: pass\n", encoding="utf-8")
    (outside / "METADATA").write_text("Name: x\nRequires-Dist: leaked\n", encoding="utf-8")
    root = tmp_path / "repository"
    env = Environment(root / ".venv")
    (env.site / "secret").symlink_to(outside / "secret")
    (env.site / "again.py").symlink_to(outside / "secret" / "__init__.py")
    env.write({"x-1.dist-info/RECORD": "", "real/__init__.py": "class R: pass\n"})
    (env.site / "x-1.dist-info" / "METADATA").symlink_to(outside / "METADATA")
    (env.site / "alias").symlink_to("real")
    (env.path / "lib64").symlink_to("lib")
    line, told = ask("module secret", "module again", "requires x", "module alias", root=root)
    assert line == ".venv 3.11 1"
    assert told[:3] == ["nothing", "nothing", "?"]
    assert told[3].startswith("package package .venv/lib/python3.11/site-packages/alias/__init__.py 1")


def test_an_environment_by_a_link_that_leads_out(ask, tmp_path):
    Environment(tmp_path / "outside").add("one")
    root = tmp_path / "repository"
    root.mkdir()
    (root / ".venv").symlink_to(tmp_path / "outside")
    assert ask(root=root)[0] == "none"
    assert ask(root=root, configured=".venv")[0] == ".venv 3.11 1"


def test_hostile_content(ask, tmp_path):
    env = Environment(tmp_path / ".venv")
    env.add("one", record=["/".join(["deep"] * 5000) + "/x.py", "\0/\0.py", "../" * 1000 + "x", ",,,", '"', '"""'])
    env.add("two", record=["deep/x.py", ".py", "a/.py"])
    env.write({
        "a-1.dist-info/METADATA": "Requires-Dist: " + "(" * 100000 + "\n" + ":" * 100000,
        "b-1.dist-info/entry_points.txt": "[" * 1000 + "\n[\n]\n=\n",
        "b-1.dist-info/METADATA": "",
        "-.dist-info/RECORD": "", ".dist-info/RECORD": "",
    })
    (env.site / "c-1.dist-info").mkdir()
    os.mkfifo(str(env.site / "c-1.dist-info" / "METADATA"))
    (env.site / "loop").symlink_to("loop")
    name = "a." * 1900 + "a"
    assert answers(ask, "of " + name, "of deep.x", "of deep." + name, "module " + name, "requires a", "requires c",
                   "module loop", "commands b", "plugs b") == ["", "two", "", "nothing", "", "?", "nothing", "", "["*999]
