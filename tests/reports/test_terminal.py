"""What somebody at a terminal sees: colours, links, width, what was found and what to do next."""
import os
import pathlib
import pty
import re
import shutil
import struct
import subprocess
import fcntl
import termios

import pytest

EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "examples" / "platform"
# What the terminals and the shell of whoever runs the tests say does not count.
QUIET = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "FORCE_HYPERLINK", "TERM_PROGRAM", "VTE_VERSION",
         "WT_SESSION", "KONSOLE_VERSION", "DOMTERM", "TMUX", "STY")


def look(shoring, *args, cwd, columns=100, **env):
    """What the program writes to a terminal, which both its outputs are; the lines end in "\\n"."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    around = {key: value for key, value in os.environ.items() if key not in QUIET}
    around.update({"TERM": "xterm-256color", **env})
    with subprocess.Popen([str(shoring.program), *args], cwd=str(cwd), env=around, stdin=subprocess.DEVNULL,
                          stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        text = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            text += part
    os.close(ours)
    return text.decode("utf-8").replace("\r\n", "\n")


def plain(text):
    return re.sub("\x1b\\[[0-9;]*m|\x1b]8;[^\x1b]*\x1b\\\\", "", text)


@pytest.fixture
def example(tmp_path):
    tree = tmp_path / "platform"
    shutil.copytree(str(EXAMPLE), str(tree))
    (tree / ".git").mkdir()
    (tree / ".git" / "HEAD").write_text("")
    return tree


@pytest.mark.parametrize("env, args, want", [
    ({}, [], True),
    ({"NO_COLOR": "1"}, [], False),
    ({"NO_COLOR": ""}, [], True),
    ({"TERM": "dumb"}, [], False),
    ({"NO_COLOR": "1"}, ["--color", "always"], True),
    ({}, ["--color", "never"], False),
], ids=str)
def test_colour_on_a_terminal(env, args, want, shoring, example):
    assert ("\x1b[1;31m" in look(shoring, "check", *args, cwd=example, **env)) == want


@pytest.mark.parametrize("env, want", [
    ({}, False),
    ({"FORCE_COLOR": "1"}, True),
    ({"FORCE_COLOR": "0"}, False),
    ({"CLICOLOR_FORCE": "1"}, True),
    ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
], ids=str)
def test_colour_in_a_pipe(env, want, shoring, example):
    none = {key: "" for key in QUIET}
    assert ("\x1b[1;31m" in shoring("check", cwd=example, env={**none, **env}).out) == want


@pytest.mark.parametrize("env, want", [
    ({}, False),
    ({"VTE_VERSION": "7200"}, True),
    ({"VTE_VERSION": "4803"}, False),
    ({"TERM": "xterm-kitty"}, True),
    ({"TERM_PROGRAM": "vscode"}, True),
    ({"TERM_PROGRAM": "vscode", "TMUX": "/tmp/tmux"}, False),
    ({"FORCE_HYPERLINK": "1"}, True),
    ({"TERM_PROGRAM": "vscode", "FORCE_HYPERLINK": "0"}, False),
    ({"TERM_PROGRAM": "vscode", "NO_COLOR": "1"}, False),
], ids=str)
def test_links(env, want, shoring, example):
    text = look(shoring, "check", cwd=example, **env)
    assert ("\x1b]8;;file://" in text) == want
    if want:
        targets = re.findall("\x1b]8;;file://[^/\x1b]*(/[^\x1b]+)\x1b", text)
        assert targets and all(os.path.isfile(target) for target in targets)


@pytest.mark.parametrize("columns", [50, 80, 132])
def test_width(columns, shoring, example):
    """Words are wrapped, the source is cut; what has no blank in it may be longer."""
    text = plain(look(shoring, "check", cwd=example, columns=columns))
    assert [line for line in text.splitlines() if len(line) > columns and len(line.split()) > 2] == []
    once = " ".join(plain(shoring("check", cwd=example).out).split())
    for message in re.findall(r"help: (.*?)(?:\n\n|\n  the same)", text, re.S):
        assert " ".join(message.split()) in once


def test_first_run(shoring, example):
    (example / "shoring.yaml").unlink()
    text = plain(look(shoring, "check", cwd=example))
    assert text.startswith(
        "No shoring.yaml: looked around and found 28 Python files, 5 manifests, 5 services: coordinator,\n"
        "  daily_health, pipeline_monitor, precompute, worker\nImport roots: ., and each service's own\n\n")
    assert "`shoring init` writes" in text and "--write-baseline" in text
    assert text.count("Found ") == 1


def test_later_runs_and_pipes_are_calm(shoring, example):
    assert "shoring init" not in look(shoring, "check", cwd=example)
    (example / "shoring.yaml").unlink()
    assert "shoring init" not in shoring("check", cwd=example).out
    assert "shoring init" not in look(shoring, "check", "--quiet", cwd=example)
    assert "shoring init" not in look(shoring, "check", "--format", "concise", cwd=example)


def test_first_run_without_findings(shoring, tree):
    text = look(shoring, "check", cwd=tree({"a.py": "x = 1\n"}))
    assert text.startswith("No shoring.yaml: looked around and found 1 Python file, 0 manifests, no service")
    assert "No findings in 1 Python file" in text and "--write-baseline" not in text


@pytest.fixture
def slow(tmp_path, monkeypatch):
    """A repository whose git takes its time."""
    real = shutil.which("git")
    if real is None:
        pytest.skip("there is no git")
    tree, shim = tmp_path / "tree", tmp_path / "bin" / "git"
    tree.mkdir()
    shim.parent.mkdir()
    subprocess.run([real, "init", "-q"], cwd=str(tree), check=True)
    (tree / "a.py").write_text("x = 1\n")
    shim.write_text("#!/bin/sh\nsleep 0.8\nexec {} \"$@\"\n".format(real))
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", "{}:{}".format(shim.parent, os.environ["PATH"]))
    return tree


def test_progress(shoring, slow):
    text = look(shoring, "check", cwd=slow)
    assert "\r\x1b[Klooking for files ..." in text
    assert text.index("\r\x1b[KNo shoring.yaml") > text.index("files ...")
    assert "files ..." not in look(shoring, "check", "--quiet", cwd=slow)
    assert "files ..." not in look(shoring, "check", cwd=slow, TERM="dumb")
    assert shoring("check", cwd=slow).err == ""


def test_no_progress_of_short_runs(shoring, tree):
    assert "files ..." not in look(shoring, "check", cwd=tree({"a.py": "x = 1\n"}))


def test_explain(shoring, tmp_path):
    """Markdown as it is in a pipe; at a terminal without its marks, wrapped, code indented."""
    piped = shoring("explain", "REQ001", cwd=tmp_path).out
    assert "\n## What it finds\n" in piped and "\n```python worker/main.py\n" in piped
    seen = look(shoring, "explain", "REQ001", cwd=tmp_path, columns=60)
    assert "\n\x1b[1mWhat it finds\x1b[0m\n" in seen and "```" not in seen
    assert "\n    worker/main.py:\n    import flask\n" in plain(seen)
    assert max(map(len, plain(seen).splitlines())) <= 60
    words = re.sub(r"^```(?:\w+)? ?(.*)$|^## ", lambda m: m.group(1) + ":" if m.group(1) else "", piped, flags=re.M)
    assert plain(seen).split() == words.split()


def test_explain_configuration(shoring, tmp_path):
    """Tables of five columns for a page, lists for a person: with every key, and its example."""
    piped = shoring("explain", "configuration", cwd=tmp_path).out
    seen = look(shoring, "explain", "configuration", cwd=tmp_path, columns=60)
    keys = re.findall(r"^\| `([\w-]+)` \|", piped, re.M)
    assert re.findall(r"^- `([\w-]+)`: ", plain(seen), re.M) == keys and len(keys) > 40
    assert "\n- `baseline`: the file of known findings, which are not\n  reported (a path; default: " in plain(seen)
    assert "\n    baseline: ci/known.json\n" in plain(seen) and "\n|" not in seen
    texts = [line for line in plain(seen).splitlines() if not line.startswith("    ")]
    assert max(map(len, texts)) <= 60


@pytest.mark.parametrize("args", [
    ["rules"], ["mro", "LockedProcessor"], ["mro", "PlayerDailyCacheProcessor"], ["smoke"], ["why", "coordinator", "SQLAlchemy"],
    ["why", "coordinator", "sentry-sdk"],
], ids=str)
def test_other_commands(args, shoring, example):
    seen = look(shoring, *args, cwd=example)
    assert "\x1b[1m" in seen and plain(seen) == shoring(*args, cwd=example).out
    assert "\x1b" not in look(shoring, *args, cwd=example, NO_COLOR="1")


def test_names_of_files_do_not_act_on_the_terminal(shoring, tree):
    root = tree({"a\x1b[2Jb.py": "class C: pass\n"})
    assert "\x1b" not in shoring("mro", cwd=root).out
