"""What users install: from a clone, from a source distribution without network, as a hook.

All of them take the last commit, not the work tree.
"""
import os
import re
import shutil
import subprocess
import sys

import pytest

pytestmark = pytest.mark.packaging

CONTRACT = "imports:\n  contracts:\n    - {name: no db, type: forbidden, from: [api], to: [db]}\n"


# The tools beside this Python, whether or not its environment is the active one.
TOOLS = os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]


def run(*command, cwd, env=None, codes=(0,)):
    done = subprocess.run(
        list(map(str, command)), cwd=str(cwd), env={**os.environ, "PATH": TOOLS, **(env or {})},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    out = done.stdout.decode("utf-8", "replace")
    assert done.returncode in codes, "{} said {}\n{}".format(command, done.returncode, out)
    return out


@pytest.fixture(scope="module")
def clone(root, tmp_path_factory):
    """A fresh clone: nothing fetched, nothing built."""
    where = tmp_path_factory.mktemp("clone") / "shoring"
    run("git", "clone", "-q", "file://{}".format(root), where, cwd=root)
    return where


@pytest.fixture(scope="module")
def sdist(clone, tmp_path_factory):
    out = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", out, clone, cwd=out)
    (archive,) = out.glob("shoring-*.tar.gz")
    return archive


@pytest.fixture(scope="module")
def installed(clone, tmp_path_factory):
    """The program as `pip install` of a clone puts it into an empty virtual environment."""
    where = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "virtualenv", "-q", where, cwd=where)
    run(where / "bin" / "python", "-m", "pip", "install", clone, cwd=where)
    return where / "bin" / "shoring"


# Put last, it decides: what is built only to see that it can be needs not be quick. What pip installs is as users have it.
QUICKLY = {"CFLAGS": "-O0"}


def no_network():
    """What to put before a command to cut it off, where the system lets us."""
    command = ["unshare", "--user", "--map-root-user", "--net"]
    allowed = shutil.which("unshare") and subprocess.run(
        command + ["true"], stderr=subprocess.DEVNULL, check=False).returncode == 0
    return command if allowed else []


def test_source_distribution_builds_without_network(sdist, tmp_path):
    prefix = tmp_path / "prefix"
    run(*no_network(), sys.executable, "-m", "pip", "install", "--no-index", "--no-deps",
        "--no-build-isolation", "--prefix", prefix, sdist, cwd=tmp_path,
        env={"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", **QUICKLY})
    assert run(prefix / "bin" / "shoring", "--version", cwd=tmp_path).startswith("shoring 0.")


@pytest.mark.xdist_group("installed")
def test_pip_installs_from_a_clone(clone, installed):
    assert run(installed, "--version", cwd=installed.parent).startswith("shoring 0.")
    assert run("git", "status", "--porcelain", cwd=clone) == "", "a build leaves nothing behind"


@pytest.mark.xdist_group("installed")
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ldd is Linux's")
def test_what_pip_installs_needs_libc_alone(installed):
    out = run("ldd", installed, cwd=installed.parent)
    needed = set(re.findall(r"^\s*(?:/\S*/)?([^/\s]+?)\.so\S*", out, re.M))
    assert "libc" in needed
    assert needed <= {"libc", "libpthread", "libm", "linux-vdso", "ld-linux-x86-64", "ld-linux-aarch64"}


def test_no_index_is_said_with_what_to_do(clone, tmp_path):
    run("git", "clean", "-q", "-d", "-x", "--force", cwd=clone)
    out = run("meson", "setup", tmp_path / "build", clone, cwd=tmp_path, codes=(1,),
              env={"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""})
    assert "could not be fetched" in out and "PIP_INDEX_URL" in out
    assert "pcre2-0.7.1.tar.gz  sha256:" in out


@pytest.fixture
def project(tree):
    """A git repository whose api imports db, which its contract forbids."""
    path = tree({"shoring.yaml": CONTRACT, "api/__init__.py": "import db\n", "db/__init__.py": ""})
    run("git", "init", "-q", cwd=path)
    run("git", "add", ".", cwd=path)
    return path


def test_pre_commit_runs_the_hooks(root, project, tmp_path_factory):
    out = run(sys.executable, "-m", "pre_commit", "try-repo", root, "--all-files", "--verbose",
              "--color", "never", cwd=project, codes=(1,),
              env={"PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit")), **QUICKLY})
    codes = dict(re.findall(r"^- hook id: (\S+)\n(?:- duration: .*\n)?(?:- exit code: (\d+)\n)?", out, re.M))
    assert codes == {"shoring": "1", "shoring-imports": "1", "shoring-requirements": "", "shoring-classes": ""}
    found = re.findall(r"^api/__init__\.py:1:\d+: error\[forbidden-import\]", out, re.M)
    assert len(found) == 2, out


def test_every_hook_of_the_contract_is_offered(root):
    text = (root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert re.findall(r"^- id: (\S+)$", text, re.M) == [
        "shoring", "shoring-imports", "shoring-requirements", "shoring-classes"]


def test_hook_files_are_the_ones_that_shoring_reads(root):
    text = (root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    files = re.compile(re.search(r"\(\?x\)\(.*?\n    \)", text, re.S).group())
    for name in ("a.py", "a/b.pyi", "requirements.txt", "x/requirements-dev.in", "requirements/base.txt",
                 "svc/dev-requirements.txt", "pyproject.toml", "pylock.api.toml", "uv.lock", "setup.cfg",
                 "Dockerfile", "svc/Dockerfile.dev", "svc/api.Dockerfile", "docker-compose.dev.yml",
                 "Procfile", "a/render.yaml", "railway.json", "fly.toml", "app.yaml",
                 "shoring.yaml", "a/.shoring.yaml"):
        assert files.search(name), name
    for name in ("README.md", "a.pyx", "notes.txt", "x/shoring.yaml.bak", "requirements.md"):
        assert not files.search(name), name


def test_version_is_one(root):
    def version(path, pattern):
        return re.search(pattern, (root / path).read_text(encoding="utf-8"), re.M).group(1)

    assert version("meson.build", r"^  version: '(.*)',$") == version("pyproject.toml", r'^version = "(.*)"$')
