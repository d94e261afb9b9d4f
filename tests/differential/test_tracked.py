"""What scan/ lists of a large work tree without git's walk is what git lists: random trees, in random states."""
import os
import random
import shutil
import subprocess
import time

import pytest

from test_gitignore import NAMES, ignored, random_rules, random_tree, run  # noqa: F401 (a fixture)

CASES = int(os.environ.get("SHORING_CASES", "600"))
SLICES = 8
DOUBT = 3
# Of one case in so many, an earlier run saw what was there before it changed: what was touched so long ago is believed.
EACH_REMEMBERED, SETTLED = 4, 0.08

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="there is no git to compare with")


def fake_repository(where):
    """What git takes for a repository of its own."""
    for name in ("objects", "refs/heads"):
        (where / ".git" / name).mkdir(parents=True)
    (where / ".git/HEAD").write_text("ref: refs/heads/main\n")
    (where / "inner.py").write_text("")


def remove(path):
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(str(path))
    else:
        path.unlink()


def change(rng, root, paths):
    """Something that happens in a work tree after `git add`."""
    path = rng.choice(paths)
    if not os.path.lexists(str(path)) or not path.parent.is_dir():
        return
    kind = rng.random()
    if kind < 0.2:
        remove(path)
    elif kind < 0.3:  # what was a file is a directory, and the other way round
        was_dir = path.is_dir()
        remove(path)
        if was_dir:
            path.write_text("")
        else:
            path.mkdir()
            (path / rng.choice(NAMES)).write_text("")
    elif kind < 0.4:
        remove(path)
        path.symlink_to(rng.choice(["a", "/etc", "nowhere", "."]))
    elif path.is_dir():
        new = path / rng.choice(NAMES + [".gitignore", "__pycache__", "x.pyc"])
        if new.exists() or new.is_symlink():
            return
        if kind < 0.5:
            new.mkdir()
        elif kind < 0.6:
            new.mkdir()
            fake_repository(new)
        elif kind < 0.65:
            os.mkfifo(str(new))
        elif new.name == ".gitignore":
            new.write_bytes(random_rules(rng, paths))
        elif new.name == "__pycache__":
            new.mkdir()
            (new / "b.pyc").write_text("")
        else:
            new.write_text("")


def track(rng, root, paths):
    chosen = rng.sample(paths, rng.randint(1, len(paths)))
    data = b"".join(os.fsencode(p.relative_to(root)) + b"\0" for p in chosen if p.is_file())
    run("git", "--literal-pathspecs", "add", "-f", "--pathspec-from-file=-", "--pathspec-file-nul", cwd=root, data=data)
    for path in chosen:
        name = str(path.relative_to(root))
        if path.is_dir() and rng.random() < 0.1:  # a submodule
            run("git", "update-index", "--add", "--cacheinfo", "160000," + "1" * 40 + "," + name, cwd=root)
        elif path.is_file() and rng.random() < 0.1:
            run("git", "update-index", "--skip-worktree", name, cwd=root)


def told_by(ignored, root, *cache):
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run([ignored, str(root), "+", *map(str, cache)], stdout=subprocess.PIPE, check=False, env=env)


@pytest.mark.parametrize("part", range(SLICES))
def test_same_as_git(ignored, part, tmp_path):
    sure = others = 0
    cache = tmp_path / "cache.facts"
    root = tmp_path / "root"
    root.mkdir()
    run("git", "init", "-q", cwd=root)
    run("git", "config", "core.excludesFile", str(tmp_path / "excludes"), cwd=root)
    for case in range(part, CASES // 2, SLICES):
        rng = random.Random(case)
        for entry in root.iterdir():
            if entry.name != ".git":
                remove(entry)
        run("git", "read-tree", "--empty", cwd=root)
        paths = random_tree(rng, root)
        (root / ".git/info/exclude").write_bytes(random_rules(rng, paths) if rng.random() < 0.3 else b"")
        (tmp_path / "excludes").write_bytes(random_rules(rng, paths) if rng.random() < 0.3 else b"")
        track(rng, root, paths)
        remembered = case // SLICES % EACH_REMEMBERED == 0
        if remembered:
            time.sleep(SETTLED)
            told_by(ignored, root, cache)
        for _ in range(rng.randint(0, 6)):
            change(rng, root, paths)

        git = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=root).split(b"\0")
        ours = told_by(ignored, root)
        assert not remembered or told_by(ignored, root, cache).stdout == ours.stdout, f"seed {case}"
        if ours.returncode == DOUBT:
            continue
        assert ours.returncode == 0
        told = ours.stdout.split(b"\0")[:-1]
        assert sorted(t[1:] for t in told) == sorted(set(git) - {b""}), f"seed {case}"
        for mark, path in ((t[:1], os.path.join(os.fsencode(root), t[1:])) for t in told):
            is_file = os.path.isfile(path) and not os.path.islink(path)
            assert mark == b"0" or (mark == b"1") == is_file, (case, path)
        sure += 1
        others += any(t[:1] == b"0" for t in told)
    assert sure > CASES / 2 / SLICES / 2, "nearly all is in doubt"
    assert others > CASES / 2 / SLICES / 8, "hardly anything is asked of git"
