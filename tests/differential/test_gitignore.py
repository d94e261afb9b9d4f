"""The walk of scan/ leaves out what git leaves out: random trees, random .gitignore files.

SHORING_IGNORED names the program built from tests/unit/ignored.c.
"""
import os
import pathlib
import random
import shutil
import subprocess

import pytest

PROGRAM = os.environ.get("SHORING_IGNORED", "")
CASES = int(os.environ.get("SHORING_CASES", "600"))
SLICES = 8

pytestmark = [
    pytest.mark.skipif(not PROGRAM, reason="SHORING_IGNORED is not set"),
    pytest.mark.skipif(not shutil.which("git"), reason="there is no git to compare with"),
]

NAMES = ["a", "b", "ab", "abc", "foo", "foo.py", "bar.txt", "a b", "x ", "#x", "!y", "a*b",
         "[a]", "Über", "-", "a\\b", "\n", "b.py"]
PIECES = ["a", "b", "c", "foo", ".py", "*", "**", "?", "[ab]", "[!a]", "[^b]", "[a-c]",
          "[[:alpha:]]", "[]]", "[", "\\*", "\\ ", "\\", " ", "/", "/", "#", "!", "x", "ü",
          "[a", "**/", "/**", "\\#", "\\!", "y", "bar.txt"]


def random_tree(rng, root):
    """Directories three deep; returns the paths of all files and directories."""
    paths, dirs = [], [root]
    for _ in range(rng.randint(3, 25)):
        here = rng.choice(dirs)
        path = here / rng.choice(NAMES)
        if path.exists():
            continue
        if rng.random() < 0.45 and len(path.relative_to(root).parts) < 4:
            path.mkdir()
            dirs.append(path)
        else:
            path.write_text("")
        paths.append(path)
    for here in dirs:
        if here == root or rng.random() < 0.3:
            (here / ".gitignore").write_bytes(random_rules(rng, paths))
    return paths


def random_rules(rng, paths):
    lines = []
    for _ in range(rng.randint(0, 6)):
        kind = rng.random()
        if kind < 0.35:
            line = "".join(rng.choice(PIECES) for _ in range(rng.randint(1, 6)))
        elif kind < 0.5 and paths:
            line = rng.choice(["", "/", "**/"]) + rng.choice(paths).name + rng.choice(["", "/", " "])
        else:
            line = rng.choice(["", "/", "**/"]) + rng.choice(NAMES) + rng.choice(
                ["", "/", "/*", "/**", "/a", "*", " ", "\r"])
        lines.append(rng.choice(["", "", "", "!"]) + line)
    head = "\ufeff" if rng.random() < 0.05 else ""
    return (head + "\n".join(lines) + rng.choice(["", "\n"])).encode()


def run(*argv, cwd, data=b""):
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    clean.update(GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1")
    return subprocess.run(argv, cwd=cwd, input=data, stdout=subprocess.PIPE, env=clean,
                          check=False).stdout


@pytest.mark.parametrize("part", range(SLICES))
def test_same_as_git(part, tmp_path):
    ignored_some = 0
    for case in range(part, CASES, SLICES):
        rng = random.Random(case)
        root = tmp_path / str(case)
        root.mkdir()
        run("git", "init", "-q", cwd=root)
        (root / ".git" / "info" / "exclude").write_text("")
        paths = random_tree(rng, root)

        git = run("git", "ls-files", "-z", "--others", "--exclude-standard", cwd=root)
        ours = run(PROGRAM, str(root), cwd=root)
        assert sorted(ours.split(b"\0")) == sorted(git.split(b"\0")), f"listing, seed {case}"

        asked = [os.fsencode(p.relative_to(root)) for p in paths]
        asked += [a + b"/" + n.encode() for a, p in zip(asked, paths) for n in ("a", "foo.py")
                  if p.is_dir()]
        asked = sorted(set(asked))
        data = b"".join(a + b"\0" for a in asked)
        told = set(run("git", "check-ignore", "-z", "--stdin", "--no-index", cwd=root, data=data)
                   .split(b"\0"))
        answer = run(PROGRAM, str(root), "-", cwd=root, data=data).decode()
        wrong = [a for a, said in zip(asked, answer, strict=True)
                 if not (root / os.fsdecode(a)).is_dir() and (a in told) != (said == "1")]
        assert not wrong, f"paths, seed {case}"
        ignored_some += bool(told - {b""})
        shutil.rmtree(root)
    assert ignored_some > CASES / SLICES / 4, "the cases ignore hardly anything"
