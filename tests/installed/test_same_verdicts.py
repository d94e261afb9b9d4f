"""What a check says does not depend on whether the project's libraries are installed."""
import json
import os
import pathlib
import shutil
import sys

import pytest

sys.path.insert(0, os.path.dirname(__file__))
from fake_environment import Environment

HERE = pathlib.Path(__file__).resolve().parent
TESTS = HERE.parent
CASES = sorted(p for rule in (TESTS / "rules").iterdir() if rule.is_dir() for p in rule.iterdir() if p.is_dir())
CASES += [TESTS.parent / "examples" / name for name in ("platform", "platform-fixed")]


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """With all distributions of distributions.json."""
    made = Environment(tmp_path_factory.mktemp("environment") / ".venv")
    for name, told in json.loads((HERE / "distributions.json").read_text(encoding="utf-8")).items():
        made.add(name, told["version"], dict.fromkeys(told["files"], ""), told["requires"],
                 points=told["points"])
    return made.path


def report(shoring, tree, args):
    """What is said but for that an environment was read, and which ones were."""
    result = shoring("check", "--format", "json", *args, cwd=tree)
    if not result.out:
        return result, []
    data = json.loads(result.out)
    summary = data["summary"]
    read = [summary.pop("environment")] if "environment" in summary else []
    summary["notes"] = [note for note in summary["notes"] if "` was read: Python" not in note]
    return result._replace(out=data), read


@pytest.mark.parametrize("case", CASES, ids=lambda p: "/".join(p.parts[-2:]))
def test_fixture(case, shoring, tmp_path, environment):
    tree = tmp_path / "case"
    shutil.copytree(str(case), str(tree), symlinks=True,
                    ignore=shutil.ignore_patterns("args", "expected.txt"))
    args = (case / "args").read_text(encoding="utf-8").splitlines() if (case / "args").exists() else []
    without, none = report(shoring, tree, args)
    environment.rename(tree / ".venv")  # to copy its thousands of files takes longer than all the rest
    try:
        with_one, read = report(shoring, tree, args)
    finally:
        (tree / ".venv").rename(environment)
    assert with_one == without
    assert none == []
    assert read == ([".venv"] if without.out else [])


def test_what_is_installed_is_known(shoring, tree):
    """A name that no table has: whose it is, and who brings it, can be told where it is installed."""
    root = tree({
        "main.py": "import acme_core.clock\nimport acme_far\nimport acme_own\nimport acme_plugin_thing\n",
        "requirements.txt": "acme-web==2.0\nacme-fork\n",
        "Dockerfile": "FROM python:3.11\nCOPY . .\nRUN pip install -r requirements.txt\n"
                      'CMD ["python", "main.py"]\n',
    })
    assert shoring.json(cwd=root)["findings"] == [
        f for f in shoring.json(cwd=root)["findings"] if f["distribution"] == "acme-fork"]
    env = Environment(root / ".venv")
    env.add("acme-web", "2.0", {"acme_web/__init__.py": ""}, ["acme-base[clock]"])
    env.add("acme-base", "1.0", requires=["acme-times; extra == 'clock'", "acme-distant; extra == 'far'"])
    env.add("acme-times", files={"acme_core/__init__.py": "", "acme_core/clock.py": ""})
    env.add("acme-distant", files={"acme_far/__init__.py": ""})
    env.add("acme-other", files={"acme_own/__init__.py": ""})
    env.add("acme-fork", files={"acme_own/__init__.py": ""})
    found = [(f["rule"], f["distribution"], f["line"])
             for f in shoring.json("--select", "REQ001,REQ003", cwd=root)["findings"]]
    assert found == [("REQ003", "acme-times", 1), ("REQ001", "acme-distant", 2)]


def test_what_another_version_requires_is_not_asked(shoring, tree):
    root = tree({"main.py": "import werkzeug\n", "requirements.txt": "flask==2.0\n", "Dockerfile":
                 'FROM python:3.11\nCOPY . .\nRUN pip install -r requirements.txt\nCMD ["python", "main.py"]\n'})
    env = Environment(root / ".venv")
    env.add("flask", "4.0", {"flask/__init__.py": ""})
    assert [f["rule"] for f in shoring.json("--select", "REQ001,REQ003", cwd=root)["findings"]] == ["REQ003"]
    (root / "requirements.txt").write_text("flask>=2.0\n", encoding="utf-8")
    assert [f["rule"] for f in shoring.json("--select", "REQ001,REQ003", cwd=root)["findings"]] == ["REQ001"]


def test_what_is_installed_is_used(shoring, tree):
    """Distributions that no table has are judged by what is installed: commands, plug-ins, import names."""
    root = tree({
        "main.py": "import flask\nimport acme_host\n", "run.sh": "acme-serve main\n",
        "settings.ini": "handler = acme_handlers.Slow\n",
        "requirements.txt": "flask\nacme-host\nacme-commands\nsome-plugin\nsome-handlers\nsome-rest\nsome-meta\n",
    })
    assert shoring.json("--select", "REQ002", cwd=root)["findings"] == []
    env = Environment(root / ".venv")
    env.add("acme-host", files={"acme_host.py": ""})
    env.add("acme-commands", files={"commands_impl.py": ""}, points="[console_scripts]\nacme-serve = a:main\n")
    env.add("some-plugin", files={"plugin_impl.py": ""}, points="[acme_host.plugins]\nx = y\n")
    env.add("some-handlers", files={"acme_handlers.py": ""})
    env.add("some-rest", files={"rest.py": ""}, points="[nobody.there]\nx = y\n")
    env.add("some-meta")
    assert [f["distribution"] for f in shoring.json("--select", "REQ002", cwd=root)["findings"]] == ["some-rest"]


def test_the_summary_says_what_was_read(shoring, tree):
    root = tree({"main.py": "import os\n"})
    Environment(root / ".venv").add("one")
    result = shoring("check", cwd=root)
    assert "Note: `.venv` was read: Python 3.11, 1 installed distribution\n" in result.out
    assert shoring.json(cwd=root)["summary"]["environment"] == ".venv"


def test_the_systems_packages_are_left_to_the_system(shoring, tree):
    """An environment may include them; what the machine has besides is no part of the project."""
    root = tree({"main.py": "import os\n"})
    made = Environment(root / ".venv")
    made.add("one")
    settings = made.path / "pyvenv.cfg"
    settings.write_text(settings.read_text() + "include-system-site-packages = True\n")
    assert "Note: `.venv` was read: Python 3.11, 1 installed distribution; those of the system, which it includes, " \
        "were not\n" in shoring("check", cwd=root).out


def test_a_configured_environment_must_be_there(shoring, tree):
    root = tree({"main.py": "import os\n", "shoring.yaml": "version: 1\nenvironment: build/env\n"})
    result = shoring("check", cwd=root)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("shoring: shoring.yaml:2:14: `environment`: there is no `build/env`")
    Environment(root / "build" / "env")
    assert shoring("check", cwd=root).code == 0


def test_the_shells_environment(shoring, tree, tmp_path_factory):
    root = tree({"main.py": "import os\n"})
    made = Environment(tmp_path_factory.mktemp("shell") / "env")
    made.add("shoring")
    assert "environment" not in shoring.json(cwd=root, env={"VIRTUAL_ENV": str(made.path)})["summary"]
    made.add("requests")
    assert shoring.json(cwd=root, env={"VIRTUAL_ENV": str(made.path)})["summary"]["environment"] == "$VIRTUAL_ENV"
