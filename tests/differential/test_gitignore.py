"""The walk of scan/ leaves out what git leaves out: random trees, random .gitignore files."""
import os
import random
import shutil
import subprocess

import pytest

CASES = int(os.environ.get("SHORING_CASES", "600"))
SLICES = 8

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="there is no git to compare with")

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


@pytest.fixture(scope="module")
def ignored(build_dir):
    program = build_dir / "tests" / "unit" / "ignored"
    assert program.is_file(), f"{program} is missing: run `make build`, or set SHORING_BUILD"
    return str(program)


def clear(root):
    for entry in root.iterdir():
        if entry.is_dir() and entry.name != ".git":
            shutil.rmtree(entry)
        elif entry.name != ".git":
            entry.unlink()


@pytest.mark.parametrize("part", range(SLICES))
def test_same_as_git(ignored, part, tmp_path):
    ignored_some = 0
    run("git", "init", "-q", cwd=tmp_path)
    (tmp_path / ".git" / "info" / "exclude").write_text("")
    for case in range(part, CASES, SLICES):
        rng = random.Random(case)
        clear(tmp_path)
        paths = random_tree(rng, tmp_path)

        git = run("git", "ls-files", "-z", "--others", "--exclude-standard", cwd=tmp_path)
        ours = run(ignored, str(tmp_path), cwd=tmp_path)
        assert sorted(ours.split(b"\0")) == sorted(git.split(b"\0")), f"listing, seed {case}"

        asked = [os.fsencode(p.relative_to(tmp_path)) for p in paths if not p.is_dir()]
        asked += [os.fsencode(p.relative_to(tmp_path)) + b"/" + n for p in paths if p.is_dir()
                  for n in (b"a", b"foo.py", b"new/b")]
        asked = [a for a in sorted(set(asked)) if not (tmp_path / os.fsdecode(a)).is_dir()]
        data = b"".join(a + b"\0" for a in asked)
        told = set(run("git", "check-ignore", "-z", "--stdin", "--no-index", cwd=tmp_path,
                       data=data).split(b"\0")) - {b""}
        answer = run(ignored, str(tmp_path), "-", cwd=tmp_path, data=data).decode()
        assert len(answer) == len(asked)
        wrong = [a for a, said in zip(asked, answer) if (a in told) != (said == "1")]
        assert not wrong, f"paths, seed {case}"
        ignored_some += bool(told)
    assert ignored_some > CASES / SLICES / 4, "the cases ignore hardly anything"
