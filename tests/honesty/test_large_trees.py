"""A large work tree is not walked by git, and what is found in it is what git would have listed."""
import os
import shutil
import subprocess
import time

import pytest

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="there is no git to compare with")

LOGGED = '#!/bin/sh\necho "$*" >>"$GIT_LOG"\nexec {} "$@"\n'
RULES = "__pycache__/\n*.log\n.venv/\n!keep.log\n"
PYTHON = "import pandas\n"


@pytest.fixture
def large(tree, monkeypatch):
    """A repository of more files than it pays to have git look for others."""
    for name, value in {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}.items():
        monkeypatch.setenv(name, value)
    long = "a_directory_with_a_name_that_fills_the_index/" * 4
    files = {f"{long}{i}/data.txt": "" for i in range(1100)}
    files.update({f"svc/pkg{i}/__init__.py": PYTHON for i in range(5)})
    files.update({f"svc/many/m{i}.py": PYTHON for i in range(300)})
    root = tree({**files, "svc/requirements.txt": "requests\n", ".gitignore": RULES, "svc/main.py": "import requests\n"})
    git(root, "init", "-q")
    git(root, "add", "-A")
    assert (root / ".git/index").stat().st_size > 256 * 1024
    return root


def git(root, *args):
    subprocess.run(["git", "-C", str(root), *args], check=True, stdout=subprocess.DEVNULL)


def write(root, name, text=PYTHON):
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text)


def replace_by_link(root):
    shutil.move(str(root / "svc/pkg1"), str(root / "other"))
    (root / "svc/pkg1").symlink_to("../other")


def replace_by_file(root):
    shutil.rmtree(str(root / "svc/pkg1"))
    write(root, "svc/pkg1", "no directory\n")


def replace_by_directory(root):
    (root / "svc/main.py").unlink()
    write(root, "svc/main.py/inner.py")


def nested(root):
    write(root, "svc/vendor/lib.py")
    git(root / "svc/vendor", "init", "-q")


def nested_in_tracked(root):
    git(root / "svc/pkg2", "init", "-q")
    write(root, "svc/pkg2/more.py")


def caches(root):
    for i in range(5):
        write(root, f"svc/pkg{i}/__pycache__/x.py")
        write(root, f"svc/pkg{i}/cache/x.log")
    write(root, "svc/pkg3/cache/keep.log")


def excluded(root):
    write(root, "svc/mine/x.py")
    write(root, ".git/info/exclude", "/svc/mine\n")


def excluded_many(root):
    for i in range(100):
        write(root, f"svc/mine{i}.py")
        write(root, f"svc/kept{i}.py")
        write(root, f"svc/theirs{i}.py")
    write(root, ".git/info/exclude", "/svc/mine*\n!theirs1*\n")
    write(root, ".git/excludes", "theirs*\n")
    git(root, "config", "core.excludesFile", str(root / ".git/excludes"))


def rules_of_a_folder(root):
    write(root, "svc/pkg0/.gitignore", "*.py\n!seen.py\n")
    write(root, "svc/pkg0/seen.py")
    write(root, "svc/pkg0/unseen.py")


def rules_without_a_file(root):
    (root / ".gitignore").unlink()
    caches(root)


# What was touched so long ago cannot have changed unseen.
SETTLED = 0.1

# What happens to the tree; is git asked for others, and for all files?
ASKED, NOT_ASKED, ALL = "ls-files -z --others", "", "ls-files -z --cached --others"
STATES = [
    (lambda root: None, NOT_ASKED),
    (lambda root: write(root, "svc/new.py"), ASKED),
    (lambda root: write(root, "svc/new/deep/er.py"), ASKED),
    (lambda root: write(root, "svc/:(top)*.py"), ASKED),
    (lambda root: write(root, "svc/-x\n.py"), ASKED),
    (lambda root: write(root, ".venv/lib/x.py"), NOT_ASKED),
    (lambda root: (root / "svc/pkg1/__init__.py").unlink(), NOT_ASKED),
    (lambda root: shutil.rmtree(str(root / "svc/pkg1")), NOT_ASKED),
    (lambda root: (root / "svc/many/m7.py").unlink(), NOT_ASKED),
    (lambda root: write(root, "svc/many/new.py"), ASKED),
    (lambda root: (root / "svc/pkg1/there.py").symlink_to("../main.py"), ASKED),
    (lambda root: (root / "svc/etc").symlink_to("/etc"), ASKED),
    (replace_by_link, ASKED),
    (replace_by_file, ASKED),
    (replace_by_directory, ASKED),
    (nested, ALL),  # what is asked is the other repository
    (nested_in_tracked, ALL),
    (caches, ASKED),
    (excluded, ASKED),
    (excluded_many, ASKED),
    (rules_of_a_folder, ASKED),
    (rules_without_a_file, ALL),
    (lambda root: git(root, "update-index", "--add", "--cacheinfo", "160000," + "1" * 40 + ",svc/sub"), NOT_ASKED),
    (lambda root: git(root, "update-index", "--skip-worktree", "svc/main.py"), NOT_ASKED),
    (lambda root: git(root, "config", "core.worktree", "/"), ALL),
    (lambda root: git(root, "config", "core.bare", "true"), ALL),
]


@pytest.fixture
def logged(tmp_path_factory):
    """A git that writes down what it is asked: the environment to have it with, and the log."""
    program = tmp_path_factory.mktemp("bin") / "git"
    program.write_text(LOGGED.format(shutil.which("git")))
    program.chmod(0o755)
    log = program.parent / "log"
    log.write_text("")
    return {"PATH": f"{program.parent}:{os.environ['PATH']}", "GIT_LOG": str(log)}, log


@pytest.mark.parametrize("state, asked", STATES, ids=range(len(STATES)))
def test_same_as_asking_git(shoring, large, logged, state, asked):
    env, log = logged
    kept = {**env, "XDG_CACHE_HOME": str(log.parent / "xdg")}
    time.sleep(SETTLED)
    shoring("check", cwd=large, env=kept)
    state(large)
    known = shoring("check", "--format", "json", cwd=large, env=kept)
    log.write_text("")

    ours = shoring("check", "--format", "json", "--no-cache", cwd=large, env=env)
    said = log.read_text()
    # What may change how names are compared is left to git.
    git(large, "config", "core.ignoreCase", "false")
    log.write_text("")
    gits = shoring("check", "--format", "json", "--no-cache", cwd=large, env=env)
    assert "--cached --others" in log.read_text()
    assert ours == gits
    assert known == gits
    assert "pandas" in ours.out or asked == ALL
    assert ("--others" in said) == (asked != NOT_ASKED), said
    assert ("--cached --others" in said) == (asked == ALL), said


def test_git_is_asked_after_a_change_alone(shoring, large, logged):
    """What git tracks is known while its index and configuration are what they were."""
    env, log = logged
    env = {**env, "XDG_CACHE_HOME": str(log.parent / "xdg")}

    def asked():
        log.write_text("")
        shoring("check", cwd=large, env=env)
        return "ls-files" in log.read_text()

    time.sleep(SETTLED)
    assert asked() and not asked()
    write(large, "svc/main.py", "import os\n")
    assert not asked()
    git(large, "add", "-A")
    time.sleep(SETTLED)
    assert asked() and not asked()
    git(large, "config", "user.name", "somebody")
    time.sleep(SETTLED)
    assert asked() and not asked()
    git(large, "rm", "-q", "--cached", "svc/many/m7.py")
    assert asked() and asked(), "the index may have been changed again within a tick"
