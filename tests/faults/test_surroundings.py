"""A tree that cannot be written to, a cache that is another's, is broken or cannot be kept, and clocks that go back."""
import os
import shutil
import subprocess

import pytest

# Permissions do not stop root, who gives up being root then.
ROOT = os.geteuid() == 0
NOBODY = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] if ROOT else []
FILES = {"a.py": "import b\n", "b.py": "import c.d\n", "c/__init__.py": "", "requirements.txt": "requests\nrequests\n",
         "req.py": "import requests\n"}


class Place:
    def __init__(self, shoring, tmp_path):
        self.program, self.tree, self.cache = str(shoring.program), tmp_path / "tree", tmp_path / "cache"
        for name, text in FILES.items():
            (self.tree / name).parent.mkdir(parents=True, exist_ok=True)
            (self.tree / name).write_text(text)
        self.cache.mkdir()
        if NOBODY:
            for path in (self.tree, *self.tree.rglob("*"), self.cache):
                os.chown(str(path), 65534, 65534)
            for parent in self.tree.parents:
                if parent.stat().st_uid == 0 and str(parent) != "/":
                    parent.chmod(parent.stat().st_mode | 0o055)

    def run(self, *args):
        done = subprocess.run([*NOBODY, self.program, *args], cwd=str(self.tree), stdin=subprocess.DEVNULL,
                              env={"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(self.cache)}, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=False)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def contents(self):
        return {str(path): path.read_bytes() for path in self.tree.rglob("*") if path.is_file()}


@pytest.fixture
def place(shoring, tmp_path):
    if ROOT and shutil.which("setpriv") is None:
        pytest.skip("needs setpriv")
    made = Place(shoring, tmp_path)
    yield made
    for path in (made.tree, made.cache, *made.cache.rglob("*")):
        path.chmod(0o755)


@pytest.mark.parametrize("words, said", (
    ("check --fix", "0 of 1 files were fixed"),
    ("check --baseline known.json --write-baseline", "known.json"),
    ("check --output report.txt", "report.txt"),
    ("init", "shoring.yaml"),
))
def test_read_only_tree(place, words, said):
    usual = place.run("check")
    before = place.contents()
    place.tree.chmod(0o555)
    code, _, err = place.run(*words.split())
    assert code == 2 and err.startswith("shoring: ") and said in err and "Permission denied" in err, err
    assert place.contents() == before
    assert place.run("check") == usual


def test_read_only_cache(place):
    place.cache.chmod(0o555)
    usual = place.run("check", "--no-cache")
    assert usual[0] == 1 and usual[2] == ""
    assert place.run("check") == usual
    place.cache.chmod(0o755)
    assert place.run("check") == usual
    kept = [path for path in place.cache.rglob("*") if path.is_file()]
    assert kept
    for path in (place.cache, *place.cache.rglob("*")):
        path.chmod(path.stat().st_mode & 0o555)
    (place.tree / "b.py").write_text("import c\n")
    changed = place.run("check", "--no-cache")
    assert changed != usual and place.run("check") == changed


@pytest.mark.skipif(not ROOT, reason="only root gives files away")
def test_somebody_elses_cache(place):
    usual = place.run("check")
    for path in place.cache.rglob("*"):
        os.chown(str(path), 12345, 12345)
    assert place.run("check") == usual
    (place.tree / "b.py").write_text("import c\n")
    assert place.run("check") == place.run("check", "--no-cache") != usual


def test_a_cache_that_others_may_write(place):
    usual = place.run("check")
    for path in [path for path in place.cache.rglob("*") if path.is_file()]:
        path.chmod(0o666)
        path.write_bytes(path.read_bytes()[:-100] + bytes(100))
    assert place.run("check") == usual


def test_clocks_that_go_back(place):
    usual = place.run("check")
    stamp = (place.tree / "b.py").stat()
    # Of the same size, and older than what the cache knows; then from a time to come.
    for text, shift in (("import c  \n", -3600), ("import c.e\n", 0), ("import c  \n", 10 ** 7), ("import c.d\n", -1)):
        (place.tree / "b.py").write_text(text)
        os.utime(str(place.tree / "b.py"), ns=(0, stamp.st_mtime_ns + shift * 10 ** 9))
        now = place.run("check")
        assert now == place.run("check", "--no-cache")
        assert ("`c.e` does not exist" in now[1]) == ("c.e" in text)
    assert now == usual
    # A cache that seems to have been written tomorrow, or a century ago.
    for when in (4 * 10 ** 18, 10 ** 9):
        for path in place.cache.rglob("*"):
            os.utime(str(path), ns=(when, when))
        assert place.run("check") == usual
