"""What is looked at is read, never run: no interpreter of the project, no source of it, no program but git."""
import os
import shutil

import pytest

MARKED = "import pathlib\npathlib.Path(__file__).with_name('ran').touch()\n"
SCRIPT = "#!/bin/sh\n: >\"$0.ran\"\n"
FILES = {
    "setup.py": MARKED + "from setuptools import setup\nsetup(name='x', install_requires=['requests'], packages=__import__('a').all())\n",
    "conftest.py": MARKED, "sitecustomize.py": MARKED, "usercustomize.py": MARKED, "a/__init__.py": MARKED, "a/__main__.py": MARKED,
    "svc/main.py": MARKED + "import importlib\nimportlib.import_module('a')\nclass A: pass\nclass B(A, A): pass\n",
    "svc/requirements.txt": "requests\nrequests\n--find-links ./wheels\n-e .\n", "svc/Dockerfile": "FROM python\nRUN ./git\nCMD python main.py\n",
    "pyproject.toml": "[build-system]\nrequires = []\nbuild-backend = 'backend'\nbackend-path = ['.']\n", "backend.py": MARKED,
    ".venv/pyvenv.cfg": "home = /usr/bin\nversion_info = 3.11.4.final.0\n", ".venv/lib/python3.11/site-packages/sitecustomize.py": MARKED,
    ".venv/lib/python3.11/site-packages/evil.pth": "import pathlib; pathlib.Path('ran').touch()\n",
}
PROGRAMS = ("git", "env", "python", "python3", "pip", ".venv/bin/python", ".venv/bin/python3", ".venv/bin/pip", "svc/git")


@pytest.fixture
def root(tree):
    here = tree(FILES)
    for name in PROGRAMS:
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_text(SCRIPT)
        (here / name).chmod(0o755)
    return here


@pytest.mark.parametrize("words", ("check", "check --fix", "check --changed", "check --staged", "check --no-cache --jobs 4",
                                   "check --write-baseline --baseline known.json", "init", "mro", "smoke", "why svc requests", "facts"))
def test_nothing_of_the_project_is_run(words, root, shoring, tmp_path_factory):
    programs = tmp_path_factory.mktemp("programs")
    log = programs / "log"
    (programs / "git").write_text('#!/bin/sh\nprintf "%s\\n" "$*" >>"{}"\nexec "{}" "$@"\n'.format(log, shutil.which("git")))
    (programs / "git").chmod(0o755)
    (programs / "env").symlink_to(shutil.which("env"))
    (programs / "sh").symlink_to(shutil.which("sh"))
    # The relative ones come first, and lead to what the project has.
    path = os.pathsep.join((".", "", ".venv/bin", "svc", str(programs)))
    done = shoring(*words.split(), cwd=root, env={"PATH": path, "VIRTUAL_ENV": str(root / ".venv")})
    assert done.code in (0, 1, 2), done.err
    assert list(root.rglob("*ran")) == []
    asked = log.read_text().splitlines() if log.exists() else []
    assert all(line.startswith("--no-pager -c core.fsmonitor=false -c core.hooksPath=/dev/null ") for line in asked)
    assert asked
