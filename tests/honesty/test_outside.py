"""What leads out of the repository is said and not followed; with --allow-outside it is read, and nothing is written there."""
import json
import os

import pytest

INSIDE = {"svc/requirements.txt": "-r ../../other/base.txt\n-c ../../other/bounds.txt\n-e ../../other/lib\nrequests\n",
          "svc/main.py": "import yaml, requests, lib, linked, shared.deep\n"}
OUTSIDE = {"base.txt": "-r more.txt\n", "more.txt": "PyYAML\n", "bounds.txt": "requests<2\n",
           "lib/pyproject.toml": '[project]\nname = "lib"\nversion = "1"\ndependencies = ["redis"]\n',
           "lib/lib/__init__.py": "import redis\nfrom . import nothing\n", "module.py": "import flask\n",
           "shared/__init__.py": "", "shared/deep.py": "import click\n"}
ALLOWED = "--allow-outside"


@pytest.fixture
def root(tree):
    here = tree({**{"repo/" + name: text for name, text in INSIDE.items()},
                 **{"other/" + name: text for name, text in OUTSIDE.items()}})
    (here / "repo/svc/linked.py").symlink_to("../../other/module.py")
    (here / "repo/svc/shared").symlink_to("../../other/shared")
    return here / "repo"


def findings(result):
    return {(f["rule"], f["file"], f["distribution"]) for f in json.loads(result.out)["findings"]}


def outside(root):
    return {path: path.read_bytes() for path in (root.parent / "other").rglob("*") if path.is_file()}


def test_closed(shoring, root):
    result = shoring("check", cwd=root)
    assert result.code == 1
    assert result.out.count("is outside the repository: it is not looked at") == 2
    assert "Note: 2 symbolic links were not followed (svc/linked.py, svc/shared)\n" in result.out
    assert "Note: 1 installed path leads out of the repository and was not followed (../../other/lib)\n" in result.out


def test_open(shoring, root):
    result = shoring("check", "--format", "json", ALLOWED, cwd=root)
    # What is linked is as if it were here; what the service needs by way of it is judged; other files are not.
    assert findings(result) == {("REQ001", "svc/linked.py", "flask"), ("REQ001", "svc/shared/deep.py", "click")}
    for option in ((), ("--no-cache",), ("--jobs", "8")):
        assert shoring("check", "--format", "json", ALLOWED, *option, cwd=root) == result
    # The cache of such a run tells nobody else of what it has seen.
    assert "is outside the repository" in shoring("check", cwd=root).out
    (root / "svc/requirements.txt").write_text("-r ../../other/none.txt\n-c ../../other/bounds.txt\nrequests>=2\n")
    result = shoring("check", "--format", "concise", ALLOWED, cwd=root)
    assert "../other/none.txt does not exist" in result.out and "[conflicting-requirements]" in result.out


def test_nothing_is_written_there(shoring, root):
    (root.parent / "other/module.py").write_text("import flask  # shoring: ignore[IMP001]\n")
    (root.parent / "other/base.txt").write_text("PyYAML\nPyYAML  # shoring: ignore[IMP]\n")
    before = outside(root)
    result = shoring("check", "--fix", ALLOWED, cwd=root)
    assert "svc/linked.py" in result.out + result.err and outside(root) == before
    assert (root / "svc/linked.py").is_symlink()


def test_circles_end(shoring, root):
    other = root.parent / "other"
    (root / "svc/up").symlink_to("../..")
    (root / "svc/self").symlink_to("../svc")
    (root / "svc/top").symlink_to("/")
    (other / "shared/again").symlink_to(".")
    (other / "shared/back").symlink_to(str(root))
    (other / "more.txt").write_text("-r base.txt\n-r ../repo/svc/requirements.txt\n-e ..\n-e ../repo\n-e .\nPyYAML\n")
    result = shoring("check", "--format", "json", ALLOWED, cwd=root)
    assert ("REQ001", "svc/shared/deep.py", "click") in findings(result)
    assert json.loads(result.out)["summary"]["files"] < 10
    note = shoring("check", ALLOWED, cwd=root).out
    assert "5 symbolic links were not followed (svc/self, svc/shared/again, svc/shared/back, " in note


def test_many_links(shoring, root):
    for number in range(120):
        (root / "svc/l{:03}".format(number)).symlink_to("../../other/shared")
    out = shoring("check", ALLOWED, cwd=root).out
    assert "21 symbolic links were not followed (svc/l100, " in out and "svc/shared" not in out.split("Note:")[0]


@pytest.mark.parametrize("name", ("shoring.yaml", ".shoring.yaml", "pyproject.toml"))
def test_a_configuration_that_is_a_link(shoring, tree, name):
    here = tree({"repo/a.py": "", "secret": "token: hunter2\n"})
    (here / "repo" / name).symlink_to("../secret")
    result = shoring("check", cwd=here / "repo")
    if name == "pyproject.toml":
        assert result.code == 0
    else:
        assert result.code == 2 and result.err.endswith(
            name + " is a link that leads out of the repository: name it with --config, or say --allow-outside\n")
    assert "token" not in result.err + result.out and "hunter2" not in result.err + result.out
    if name != "pyproject.toml":
        assert "unknown key `token`" in shoring("check", ALLOWED, cwd=here / "repo").err
        assert "unknown key `token`" in shoring("check", "--config", name, cwd=here / "repo").err
