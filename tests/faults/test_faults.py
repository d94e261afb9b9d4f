"""One call fails, each in turn: memory, a read, a write, a thread. The run ends with a message, or does without.

The calls are those of a run over examples/platform, by a preloaded library (faults.c); the n-th of its kind
fails. SHORING_FAULTS=all tries each of them; otherwise a sample of those that are many. A program that is linked with
LeakSanitizer, and LSAN_OPTIONS=exitcode=23, has leaks looked for in each run.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
KINDS = ("memory", "open", "read", "write", "rename", "stat", "mkdir", "process", "poll", "wait", "list", "realpath",
         "map", "thread")
ALL = os.environ.get("SHORING_FAULTS") == "all"
MOST = 40  # calls of a kind, in a sample
# What must not be asked for on the way: the sanitizers have allocators of their own.
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not any(pathlib.Path("/lib").glob("**/libc.so.6")) or
    any(name in os.environ for name in ("ASAN_OPTIONS", "TSAN_OPTIONS")),
    reason="needs the GNU C library, and a program without sanitizers")
# What is said of what could not be seen.
DOUBTS = ("[unreadable-file]", "SRC002", "could not be looked into", "git did not tell which files are of this repository",
          "not known: ", "could not be read")


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """The library to be preloaded."""
    out = tmp_path_factory.mktemp("faults") / "faults.so"
    done = subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-O1", "-o", str(out), str(HERE / "faults.c"),
                           "-ldl"], stderr=subprocess.PIPE, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return out


def contents(tree):
    """What the files hold that are not of git; temporary files, which a failure may leave, are none of them."""
    return {path.relative_to(tree).as_posix(): path.read_bytes() for path in tree.rglob("*")
            if path.is_file() and ".git" not in path.parts}


class Place:
    """A copy of the example platform, and a cache of its own."""

    def __init__(self, shoring, library, tmp_path, root):
        self.program, self.library, self.tmp = shoring.program, library, tmp_path
        self.tree, self.cache = tmp_path / "tree", tmp_path / "cache"
        shutil.copytree(str(root / "examples" / "platform"), str(self.tree))
        subprocess.run(["git", "init", "-q", str(self.tree)], check=True)
        self.old = contents(self.tree)

    def run(self, *args, fault=None, count=None, out=subprocess.PIPE):
        env = {**os.environ, "XDG_CACHE_HOME": str(self.cache)}
        if fault:
            env.update(LD_PRELOAD=str(self.library), SHORING_FAULT=fault)
        if count:
            env.update(SHORING_FAULT_COUNT=str(count))
        done = subprocess.run([str(self.program), *args], cwd=str(self.tree), env=env, stdin=subprocess.DEVNULL,
                              stdout=out, stderr=subprocess.PIPE, timeout=120, check=False)
        if b"LeakSanitizer: CHECK failed" in done.stderr:  # it was refused memory of its own
            return 3, "", "shoring: no memory for the sanitizer"
        return done.returncode, (done.stdout or b"").decode("utf-8"), done.stderr.decode("utf-8")

    def calls(self, kind, *args):
        """How many calls of the kind a run makes."""
        out = self.tmp / "count"
        self.run(*args, fault=kind + ":0", count=out)
        return int(out.read_text())

    def each(self, kind, *args):
        """The calls that are to fail, one after the other."""
        calls = self.calls(kind, *args)
        return range(1, calls + 1, 1 if ALL else 1 + calls // MOST)

    def restore(self):
        """As it was, but for the cache."""
        for name in contents(self.tree):
            if name not in self.old:
                (self.tree / name).unlink()
        for name, text in self.old.items():
            if (self.tree / name).read_bytes() != text:
                (self.tree / name).write_bytes(text)


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
    if code in (2, 3) and err.startswith("shoring: "):
        return True
    return code == 1 and any(words in out + err for words in DOUBTS)


def verdict(words, out):
    """What of an answer does not rest on reading a file once more, to quote it or to mend it."""
    if words == "smoke":
        return [line for line in out.splitlines() if not line.startswith(" " * 6)]
    if "sarif" in words and out:
        return [(r["ruleId"], r["message"]["text"].split("\n")[0], r["locations"])
                for r in json.loads(out)["runs"][0]["results"]]
    return out


@pytest.mark.parametrize("warm", (False, True), ids=("cold", "warm"))
@pytest.mark.parametrize("kind", KINDS)
def test_every_failure_is_told(place, kind, warm):
    args = ("check", "--format", "concise", "--jobs", "2" if kind == "thread" else "1")
    usual = place.run(*args)
    if not warm:
        shutil.rmtree(str(place.cache))
    wrong = []
    for n in place.each(kind, *args):
        if not warm:
            shutil.rmtree(str(place.cache), ignore_errors=True)
        got = place.run(*args, fault="{}:{}".format(kind, n))
        if not told(*got, usual):
            wrong.append((n,) + got)
        again = place.run(*args)
        if again != usual:
            wrong.append((n, "afterwards") + again)
    assert not wrong, "{}; first: {}".format(len(wrong), wrong[0])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("words", ("mro", "smoke", "why coordinator sqlalchemy", "facts", "init --print",
                                   "check --format sarif", "explain REQ001"))
def test_the_other_questions(place, words, kind):
    args = words.split() + (["--jobs", "2" if kind == "thread" else "1"] if "explain" not in words else [])
    usual = place.run(*args)
    assert usual[0] in (0, 1), usual
    wrong = []
    for n in place.each(kind, *args):
        code, out, err = place.run(*args, fault="{}:{}".format(kind, n))
        said = code in (2, 3) and err.startswith("shoring: ")
        same = code == usual[0] and (out == usual[1] or verdict(words, out) == verdict(words, usual[1]))
        if not same and not said and not any(doubt in out + err for doubt in DOUBTS):
            wrong.append((n, code, out[-2000:], err))
    assert place.run(*args) == usual
    assert contents(place.tree) == place.old
    assert not wrong, "{}; first: {}".format(len(wrong), wrong[0])


def same_findings(one, other):
    """Do two reports in JSON say the same, but for what can be mended?"""
    if not one.startswith(b"{") or b"\"findings\"" not in one:
        return False
    said = [[{**f, "fix": None, "help": None} for f in json.loads(text)["findings"]] for text in (one, other)]
    return said[0] == said[1]


def unpinned(text):
    """Requirements without what is taken from a manifest that could not be seen: their spelling, their versions."""
    return [line.split(b"==")[0].lower() for line in text.splitlines()]


@pytest.mark.parametrize("kind", ("memory", "open", "read", "write", "full", "rename", "stat", "map", "unmap"))
@pytest.mark.parametrize("words", ("check --fix", "check --write-baseline --baseline known.json", "init",
                                   "check --format json --output report.json"))
def test_what_is_written_is_whole(place, words, kind):
    args = words.split()
    if words == "init":
        (place.tree / "shoring.yaml").unlink()
        place.old = contents(place.tree)
    usual = place.run(*args)
    new = contents(place.tree)
    assert usual[0] in (0, 1) and new != place.old, usual
    wrong = []
    for n in place.each(kind, *args):
        place.restore()
        code, out, err = place.run(*args, fault="{}:{}".format(kind, n))
        now = contents(place.tree)
        wrong += [(n, name + " is left over") for name in now if name not in new and name not in place.old]
        for name in new:
            # A failure may keep a file from being written, which is said; or from being mended, and then what is wrong with it
            # is reported. None is anything but old or new.
            whole = now.get(name) in (place.old.get(name), new[name]) or same_findings(now[name], new[name]) or \
                unpinned(now[name]) == unpinned(new[name])
            said = code in (2, 3) or any(doubt in out + err for doubt in DOUBTS)
            same = whole and now.get(name) != place.old.get(name) or now.get(name) == new[name]
            if not said and not (whole and (same or name == "report.json" or name in out)):
                wrong.append((n, name, code, out, err))
    assert not wrong, "{}; first: {}".format(len(wrong), wrong[0])


@pytest.mark.parametrize("warm", (False, True), ids=("cold", "warm"))
@pytest.mark.parametrize("kind", ("interrupt", "short"))
def test_no_failure_at_all(place, kind, warm):
    args = ("check", "--format", "json", "--output", "report.json")
    usual = place.run(*args)
    report = (place.tree / "report.json").read_bytes()
    for n in place.each(kind, *args) if kind == "interrupt" else (1,):
        if not warm:
            shutil.rmtree(str(place.cache))
        (place.tree / "report.json").unlink()
        assert place.run(*args, fault="{}:{}".format(kind, n)) == usual
        assert (place.tree / "report.json").read_bytes() == report


@pytest.mark.parametrize("form", ("text", "concise", "json", "sarif", "github", "gitlab", "junit"))
def test_output_to_a_full_disk(place, form):
    with open("/dev/full", "wb") as full:
        code, _, err = place.run("check", "--format", form, out=full)
    assert code == 2 and err.startswith("shoring: "), err
    code, _, err = place.run("check", "--format", form, "--output", "/dev/full")
    assert code == 2 and "/dev/full: No space left on device" in err


@pytest.mark.parametrize("words", ("mro", "smoke", "why coordinator sqlalchemy", "facts", "init --print", "rules",
                                   "explain REQ001", "check --diff", "man", "completions bash", "--version", "--help"))
def test_answers_to_a_full_disk(place, words):
    with open("/dev/full", "wb") as full:
        code, _, err = place.run(*words.split(), out=full)
    assert code == 2 and err.startswith("shoring: "), (code, err)
