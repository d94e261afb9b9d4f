"""One call fails, each in turn: memory, a read, a write, a thread. The run ends with a message, or does without.

The calls are those of a run over examples/platform, by a preloaded library (faults.c); the n-th of its kind
fails. SHORING_FAULTS=all tries every allocation, not only every 41st.
"""
import os
import pathlib
import shutil
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
KINDS = ("memory", "open", "read", "write", "rename", "stat", "mkdir", "process", "poll", "list", "realpath", "map",
         "thread")
EVERY = 1 if os.environ.get("SHORING_FAULTS") == "all" else 41  # of the allocations, which are many
# What must not be asked for on the way: the sanitizers have allocators of their own.
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not any(pathlib.Path("/lib").glob("**/libc.so.6")) or
    any(name in os.environ for name in ("ASAN_OPTIONS", "TSAN_OPTIONS")),
    reason="needs the GNU C library, and a program without sanitizers")


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """The library to be preloaded."""
    out = tmp_path_factory.mktemp("faults") / "faults.so"
    done = subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-O1", "-o", str(out), str(HERE / "faults.c"),
                           "-ldl"], stderr=subprocess.PIPE, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return out


class Place:
    """A copy of the example platform, and a cache of its own."""

    def __init__(self, shoring, library, tmp_path, root):
        self.program, self.library, self.tmp = shoring.program, library, tmp_path
        self.tree, self.cache = tmp_path / "tree", tmp_path / "cache"
        shutil.copytree(str(root / "examples" / "platform"), str(self.tree))
        subprocess.run(["git", "init", "-q", str(self.tree)], check=True)

    def run(self, *args, fault=None, count=None):
        env = {**os.environ, "XDG_CACHE_HOME": str(self.cache)}
        if fault:
            env.update(LD_PRELOAD=str(self.library), SHORING_FAULT=fault)
        if count:
            env.update(SHORING_FAULT_COUNT=str(count))
        done = subprocess.run([str(self.program), *args], cwd=str(self.tree), env=env, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, check=False)
        return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")

    def calls(self, kind, *args):
        """How many calls of the kind a run makes."""
        out = self.tmp / "count"
        self.run(*args, fault=kind + ":0", count=out)
        return int(out.read_text())


@pytest.fixture
def place(shoring, library, tmp_path, root):
    return Place(shoring, library, tmp_path, root)


def findings(out):
    """The lines of a concise report, but for what can be mended: no fix is offered of a file that cannot be read
    once more."""
    return [line.replace(" [*]", "") for line in out.splitlines() if "--fix" not in line]


def told(code, out, err, usual):
    """Is the answer the usual one, or does the run say that it is not?"""
    if (code, findings(out)) == (usual[0], findings(usual[1])):
        return True
    if code in (2, 3):
        return err.startswith("shoring: ")
    return code == 1 and any(words in out for words in ("[unreadable-file]", "could not be looked into",
                                                        "git did not tell which files are of this repository"))


@pytest.mark.parametrize("warm", (False, True), ids=("cold", "warm"))
@pytest.mark.parametrize("kind", KINDS)
def test_every_failure_is_told(place, kind, warm):
    args = ("check", "--format", "concise", "--jobs", "2" if kind == "thread" else "1")
    usual = place.run(*args)
    if not warm:
        shutil.rmtree(str(place.cache))
    calls = place.calls(kind, *args)
    wrong = []
    for n in range(1, calls + 1, EVERY if kind == "memory" else 1):
        if not warm:
            shutil.rmtree(str(place.cache), ignore_errors=True)
        got = place.run(*args, fault="{}:{}".format(kind, n))
        if not told(*got, usual):
            wrong.append((n,) + got)
        again = place.run(*args)
        if again != usual:
            wrong.append((n, "afterwards") + again)
    assert not wrong, "{} of {} calls; first: {}".format(len(wrong), calls, wrong[0])
