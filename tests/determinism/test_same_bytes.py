"""The same files give the same bytes, in each format: whatever the cache, the threads, the folder, the locale, the time
zone, the order in which files were made, and what the environment lacks."""
import os
import random
import shutil
import subprocess

import pytest

FORMATS = ("text", "concise", "json", "sarif", "github", "gitlab", "junit")


def sources(root, kind):
    """The files of a repository: relative path -> bytes."""
    start = root / "examples" / "platform" if kind == "platform" else root / "tests" / "rules"
    files = {}
    for path in sorted(start.rglob("*")):
        if not path.is_file() or path.suffix == ".pyc":
            continue
        name = path.relative_to(start)
        # Each case of a rule becomes a folder of one large repository; what configures a case, or is expected of it, stays
        # behind.
        if kind == "cases" and (len(name.parts) < 3 or name.name in ("shoring.yaml", ".shoring.yaml", ".gitignore")):
            continue
        files[name.as_posix()] = path.read_bytes()
    return files


def write(where, files, seed):
    """Written in an order of its own, with times of its own."""
    chance = random.Random(seed)
    names = sorted(files)
    chance.shuffle(names)
    for name in names:
        path = where / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[name])
        os.utime(str(path), ns=(0, chance.randrange(10 ** 18, 16 * 10 ** 17)))
    subprocess.run(["git", "init", "-q", str(where)], check=True)
    return where


class Run:
    def __init__(self, program, tmp_path):
        self.program, self.tmp, self.count = str(program), tmp_path, 0

    def __call__(self, where, form, *options, cache=None, env=None, without=()):
        self.count += 1
        surroundings = {**os.environ, "XDG_CACHE_HOME": str(cache or self.tmp / "cache-{}".format(self.count)),
                        "LC_ALL": "C", **(env or {})}
        for name in without:
            surroundings.pop(name, None)
        done = subprocess.run([self.program, "check", "--format", form, *options], cwd=str(where), env=surroundings,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300,
                              check=False)
        return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("kind", ("platform", "cases"))
def test_same_bytes(shoring, root, tmp_path, kind):
    files = sources(root, kind)
    here = write(tmp_path / "here", files, 1)
    there = write(tmp_path / "with blank and é" / "there", files, 2)
    bare = write(tmp_path / "bare", files, 3)
    shutil.rmtree(str(bare / ".git"))
    inside = sorted(path.parent for path in here.rglob("*.py"))[-1]
    run = Run(shoring.program, tmp_path)
    cache = tmp_path / "kept"
    wrong = []
    for form in FORMATS:
        usual = run(here, form, "--jobs", "2", cache=cache)
        assert usual[0] == 1 and len(usual[1]) > 1000, usual
        others = {
            "again": run(here, form, "--jobs", "2", cache=cache),
            "without a cache": run(here, form, "--no-cache"),
            "one thread": run(here, form, "--jobs", "1"),
            "sixteen threads": run(here, form, "--jobs", "16"),
            "sixteen threads, with the cache": run(here, form, "--jobs", "16", cache=cache),
            "from a folder inside": run(inside, form),
            "another folder, order and times": run(there, form),
            "that folder, by the other's cache": run(there, form, cache=cache),
            "no repository": run(bare, form),
            "Turkish": run(here, form, env={"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}),
            "German, elsewhere": run(here, form, env={"LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Kathmandu"}),
            "a narrow, colourful terminal": run(here, form, env={"COLUMNS": "20", "TERM": "xterm-256color"}),
            "nobody's": run(here, form, without=("HOME", "XDG_CACHE_HOME", "LANG", "LC_ALL", "USER", "TERM")),
        }
        wrong += [(form, how) for how, got in others.items() if got != usual]
    assert not wrong
