"""Killed at any moment, a run leaves every file old or new, and a cache that the next run can do with.

SHORING_KILLS=1000 kills so many runs of each kind, not only a few.
"""
import os
import random
import shutil
import subprocess
import time

import pytest

KILLS = int(os.environ.get("SHORING_KILLS", "15"))


def files(tree):
    """What the files hold that are not of git."""
    return {path.relative_to(tree).as_posix(): path.read_bytes() for path in tree.rglob("*")
            if path.is_file() and ".git" not in path.parts}


class Place:
    """A copy of the example platform, and a cache."""

    def __init__(self, shoring, tmp_path, root):
        self.program, self.tree, self.cache = shoring.program, tmp_path / "tree", tmp_path / "cache"
        self.source = root / "examples" / "platform"
        self.anew()

    def anew(self):
        shutil.rmtree(str(self.tree), ignore_errors=True)
        shutil.copytree(str(self.source), str(self.tree))
        subprocess.run(["git", "init", "-q", str(self.tree)], check=True)

    def start(self, *args):
        return subprocess.Popen([str(self.program), "check", *args], cwd=str(self.tree), stdin=subprocess.DEVNULL,
                                env={**os.environ, "XDG_CACHE_HOME": str(self.cache)},
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *args):
        """Exit code, output, and how long it took."""
        start = time.monotonic()
        process = self.start(*args)
        out = process.communicate()[0]
        return (process.returncode, out), time.monotonic() - start

    def kill(self, after, *args):
        """Did the run end before it was killed?"""
        process = self.start(*args)
        time.sleep(after)
        process.kill()
        process.communicate()
        return process.returncode >= 0


@pytest.fixture
def place(shoring, tmp_path, root):
    return Place(shoring, tmp_path, root)


def test_a_cache_is_whole(place):
    chance = random.Random(1)
    usual, took = place.run()
    killed = 0
    for _ in range(KILLS):
        shutil.rmtree(str(place.cache))
        killed += not place.kill(chance.uniform(0, took))
        assert place.run()[0] == usual
        assert place.run()[0] == usual
    assert killed > 0


def test_a_fixed_file_is_old_or_new(place):
    chance = random.Random(2)
    old = files(place.tree)
    usual, took = place.run("--fix")
    new = files(place.tree)
    assert old != new
    killed = 0
    for _ in range(KILLS):
        place.anew()
        killed += not place.kill(chance.uniform(0, took), "--fix")
        now = files(place.tree)
        for name in old:
            assert now[name] in (old[name], new[name]), name
        # And what was begun is finished by the next run.
        assert place.run("--fix")[0][0] == usual[0]
        assert {name: text for name, text in files(place.tree).items() if name in new} == new
    assert killed > 0
