"""Whatever state git leaves a repository in, the run says what it did not see, and takes nothing for missing that is
only not checked out."""
import os
import subprocess

import pytest

FILES = {"pkg/__init__.py": "", "pkg/a.py": "import pkg.deep.b\nimport pkg.deep.c\nimport yaml\n", "pkg/deep/__init__.py": "",
         "pkg/deep/b.py": "x = 1\n", "pkg/deep/c.py": "import redis\n", "svc/main.py": "import pkg.a\nimport requests\n",
         "svc/requirements.txt": "-r ../deps/base.txt\nrequests\nredis\n", "deps/base.txt": "PyYAML\n",
         "tool.py": "import pkg.deep.c\n"}
ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b",
         "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b", "GIT_ALLOW_PROTOCOL": "file"}


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)


def git(where, *args):
    subprocess.run(["git", "-C", str(where), *args], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture
def repository(tree):
    root = tree({"origin/" + name: text for name, text in FILES.items()}) / "origin"
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")
    return root


def test_sparse_checkout(shoring, repository):
    clone = repository.parent / "sparse"
    git(repository, "clone", "-q", ".", str(clone))
    whole = shoring("check", cwd=clone)
    assert whole.code == 0 and "No findings in 7 Python files (7 analysed)" in whole.out, whole.out
    # In what is left, pkg/a.py is half a package, and nothing imports redis.
    git(clone, "sparse-checkout", "set", "--no-cone", "/svc/", "/pkg/a.py")
    result = shoring("check", cwd=clone)
    assert result.out == ("No findings in 7 Python files (2 analysed, 5 excluded by a sparse checkout), 1 manifest, "
                          "1 service.\nNote: a sparse checkout leaves 1 manifest out: nothing is known of it\n")
    assert (result.code, result.err) == (0, "")


def test_submodules(shoring, repository, tmp_path):
    outer = tmp_path / "outer"
    outer.mkdir()
    (outer / "main.py").write_text("import lib.pkg.a\n")
    (outer / "requirements.txt").write_text("PyYAML\n")
    git(outer, "init", "-q")
    git(outer, "submodule", "add", "-q", str(repository), "lib")
    git(outer, "add", "-A")
    git(outer, "commit", "-qm", "one")
    assert "8 Python files (8 analysed)" in shoring("check", cwd=outer).out
    git(outer, "submodule", "deinit", "-q", "-f", "lib")
    result = shoring("check", "--ignore", "REQ002", cwd=outer)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("No findings in 1 Python file (1 analysed)")
    assert "Note: 1 submodule is not checked out (lib)\n" in result.out


@pytest.mark.parametrize("env", ({"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}, {"PATH": "/nowhere"}))
def test_git_that_does_not_answer(shoring, repository, env):
    (repository / ".gitignore").write_text("left.py\n")
    (repository / "left.py").write_text("import nothing_of_this_name\n")
    usual = shoring("check", cwd=repository)
    result = shoring("check", cwd=repository, env=env)
    assert result.code == usual.code == 0
    assert result.out.startswith(usual.out) and "Note: git did not tell which files are of this repository" in result.out
    for option in ("--changed", "--staged", "--since=HEAD"):
        asked = shoring("check", option, cwd=repository, env=env)
        assert asked.code == 2 and asked.err.startswith("shoring: git tells what has changed, and "), asked.err


def test_shallow_clone(shoring, repository):
    (repository / "svc/main.py").write_text("import pkg.a\n")
    git(repository, "commit", "-qam", "two")
    clone = repository.parent / "shallow"
    git(repository.parent, "clone", "-q", "--depth", "1", "file://" + str(repository), str(clone))
    result = shoring("check", "--since", "HEAD~1", cwd=clone)
    assert result.code == 2 and "this clone is shallow" in result.err and "fetch-depth: 0" in result.err


def test_worktree_detached_and_unborn(shoring, repository):
    tree = repository.parent / "tree"
    git(repository, "worktree", "add", "-q", "--detach", str(tree))
    (tree / "pkg/deep/b.py").write_text("import pkg.nope\n")
    result = shoring("check", "--changed", "--format", "concise", cwd=tree)
    assert result.code == 1 and "`pkg.nope` does not exist" in result.out and "only what 1 changed file" in result.out
    unborn = repository.parent / "unborn"
    unborn.mkdir()
    git(unborn, "init", "-q")
    (unborn / "a.py").write_text("from . import nope\n")
    assert "only what 1 changed file" in shoring("check", "--changed", cwd=unborn).out
    assert "no file has changed" in shoring("check", "--staged", cwd=unborn).out
    git(unborn, "add", "a.py")
    assert "only what 1 changed file" in shoring("check", "--staged", cwd=unborn).out
    assert shoring("check", "--since", "HEAD", cwd=unborn).code == 2


def test_bare_repository(shoring, repository):
    bare = repository.parent / "bare.git"
    git(repository, "clone", "-q", "--bare", ".", str(bare))
    assert shoring("check", cwd=bare).code == 2


@pytest.mark.parametrize("name, value", (("GIT_DIR", "/nowhere"), ("GIT_INDEX_FILE", "/nowhere/index"),
                                         ("GIT_WORK_TREE", "/"), ("GIT_OBJECT_DIRECTORY", "/nowhere")))
def test_what_a_hook_sets(shoring, repository, name, value):
    usual = shoring("check", "--staged", cwd=repository)
    assert usual.code == 0
    assert shoring("check", "--staged", cwd=repository, env={name: value}) == usual


def test_unresolved_merge(shoring, repository):
    git(repository, "checkout", "-q", "-b", "other")
    (repository / "pkg/deep/b.py").write_text("x = 2\n")
    (repository / "deps/base.txt").write_text("PyYAML==1\n")
    git(repository, "commit", "-qam", "two")
    git(repository, "checkout", "-q", "main")
    (repository / "pkg/deep/b.py").write_text("x = 3\n")
    (repository / "deps/base.txt").write_text("PyYAML==2\n")
    git(repository, "commit", "-qam", "three")
    assert subprocess.run(["git", "-C", str(repository), "merge", "-q", "other"], stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, check=False).returncode == 1
    for option in ((), ("--changed",), ("--staged",)):
        result = shoring("check", "--format", "concise", *option, cwd=repository)
        lines = [line for line in result.out.splitlines() if ": error" in line or ": warning" in line]
        assert result.code == 1
        assert [line.split(": ", 2)[:2] for line in lines if "b.py" in line] == [
            ["pkg/deep/b.py:1:1", "error[syntax-error] a merge is not finished"]], lines
        assert [line.split(": ", 2)[:2] for line in lines if "base.txt" in line] == [
            ["deps/base.txt:1:1", "error[syntax-error] a merge is not finished here"]], lines
