"""The scripts for shells are correct in the shells themselves, and complete what the tables say."""
import os
import re
import shutil
import subprocess

import pytest

from where import PROGRAM

FORMATS = {"text", "concise", "json", "sarif", "github", "gitlab", "junit"}


def need(shell):
    if shutil.which(shell) is None:
        pytest.skip(shell + " is not installed")


def run(*words, cwd=None, text=""):
    """With our program first in PATH."""
    env = {**os.environ, "PATH": "{}:{}".format(PROGRAM.parent, os.environ["PATH"])}
    done = subprocess.run(list(words), cwd=cwd and str(cwd), env=env, input=text.encode(), check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""
    return done.stdout.decode("utf-8")


@pytest.fixture
def script(shoring, tmp_path):
    def write(shell):
        done = shoring("completions", shell, cwd=tmp_path)
        assert done.code == 0 and done.err == ""
        path = tmp_path / ("script." + shell)
        path.write_text(done.out, encoding="utf-8")
        return path
    return write


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_syntax(script, shell):
    need(shell)
    run(shell, "-n", str(script(shell)))


@pytest.fixture
def platform(root):
    return root / "examples" / "platform"


@pytest.fixture
def bash(script):
    need("bash")
    path = script("bash")

    def complete(*words, cwd=None):
        """What is offered for the last of the words."""
        line = "source {}\nCOMP_WORDS=({})\nCOMP_CWORD={}\n_shoring\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\n".format(
            path, " ".join("'{}'".format(w.replace("'", "'\\''")) for w in ("shoring",) + words), len(words))
        return [line for line in run("bash", "--norc", text=line, cwd=cwd).split("\n") if line]
    return complete


@pytest.fixture
def fish(script):
    need("fish")
    path = script("fish")

    def complete(*words, cwd=None):
        line = "source {}; complete -C 'shoring {}'\n".format(path, " ".join(words))
        return [line.split("\t")[0] for line in run("fish", "--no-config", "-c", line, cwd=cwd).split("\n") if line]
    return complete


@pytest.fixture
def zsh(script, tmp_path):
    """A zsh in a terminal of its own: the completions are listed, then read off its screen."""
    need("zsh")
    path = script("zsh")

    def complete(*words, want, cwd=None):
        """Waits for `want`, as long as a loaded machine may need."""
        code = (
            "zmodload zsh/zpty\n"
            "zpty z zsh -f -i\n"
            "zpty -w z 'PS1=; autoload -Uz compinit; compinit -u -D; source {}; LISTMAX=10000; stty rows 500 cols 200'\n"
            "zpty -w z 'zstyle \":completion:*\" list-prompt \"\"; unsetopt menu_complete auto_menu'\n"
            # Keys count from when the line editor has the terminal: before, C-D would end the input.
            "zpty -w z 'zle-line-init() {{ print RE''ADY }}; zle -N zle-line-init'\n"
            "zpty -r z out '*READY*'\n"
            "zpty -w -n z $'shoring {}\\C-D'\n"
            "repeat 300; do\n"
            "  while zpty -r -t z part; do out+=$part; done\n"
            "  [[ $out == *{}* ]] && break\n"
            # A key may be lost while the terminal changes hands; to ask twice is harmless.
            "  (( ++turn % 50 )) || zpty -w -n z $'\\C-D'\n"
            "  sleep 0.1\n"
            "done\n"
            "print -r -- \"$out\"\n").format(path, " ".join(words), want)
        shown = run("zsh", "-f", "-c", code, cwd=cwd or tmp_path)
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r|\x1b[=>]", "", shown)
    return complete


def test_bash_commands_and_options(bash):
    assert bash("che") == ["check"]
    assert {"check", "init", "explain", "completions", "--help", "--version"} <= set(bash(""))
    assert bash("check", "--se") == ["--select", "--service"]
    assert bash("mro", "--wh") == ["--why"]
    assert bash("check", "--why") == []
    assert bash("check", "--color", "") == ["auto", "always", "never"]
    assert bash("completions", "") == ["bash", "zsh", "fish"]
    assert bash("cache", "c") == ["clear"]


def test_bash_formats_are_those_of_the_command(bash):
    assert set(bash("check", "--format", "")) == FORMATS
    assert bash("mro", "--format", "") == ["text", "json"]
    # As bash cuts `--format=js`.
    assert bash("check", "--format", "=", "js") == ["json"]
    assert set(bash("check", "--format", "=")) == FORMATS


def test_bash_rules(bash, shoring, tmp_path):
    names = [line.split()[1] for line in shoring("rules", cwd=tmp_path).out.splitlines()[1:]]
    assert set(names) < set(bash("explain", ""))
    assert "configuration" in bash("explain", "conf")
    assert bash("check", "--select", "IMP00") == ["IMP00" + c for c in "1234589"]
    assert bash("check", "--ignore", "IMP001,forbidden-i") == ["IMP001,forbidden-import"]


def test_bash_files_are_left_to_bash(bash):
    assert bash("check", "--config", "") == []
    assert bash("check", "") == []


def test_bash_services(bash, platform):
    assert bash("smoke", "wo", cwd=platform) == ["worker"]
    assert bash("check", "--service", "", cwd=platform) == [
        "coordinator", "daily-health", "pipeline-monitor", "precompute", "worker"]


HOSTILE = "$(touch pwned)`touch pwned`;touch pwned"


def test_names_of_services_are_not_run(bash, fish, tree):
    """A repository that somebody else wrote, and a press of TAB in it."""
    at = tree({HOSTILE + "/main.py": "", HOSTILE + "/requirements.txt": "requests\n"})
    assert len(bash("check", "--service", "", cwd=at)) == 1
    assert len(fish("check", "--service", '""', cwd=at)) <= 1
    assert sorted(p.name for p in at.iterdir() if not p.name.startswith("script")) == [HOSTILE]


def test_outside_of_a_project_nothing_is_said(bash, tmp_path):
    assert bash("check", "--service", "", cwd=tmp_path) == []


def test_fish(fish, platform):
    assert fish("che") == ["check"]
    assert set(fish("check", "--format", "''")) == FORMATS
    assert "forbidden-import" in fish("explain", "forb")
    assert "IMP001,IMP002" in fish("check", "--select", "IMP001,IMP00")
    assert fish("smoke", "wo", cwd=platform) == ["worker"]
    assert "--exit-zero" in fish("check", "--ex")


def test_zsh(zsh, platform):
    for words, want in (
            ([""], "break"),
            (["check", "--"], "exit-zero"),
            (["check", "--format", ""], "sarif"),
            (["explain", ""], "independence-violation"),
            (["check", "--select", "IMP001,IMP00"], "IMP008"),
            (["smoke", ""], "pipeline-monitor")):
        assert want in zsh(*words, want=want, cwd=platform)


def test_every_option_of_help_is_completed(bash, shoring, tmp_path):
    commands = [w for w in bash("") if not w.startswith("-")]
    for command in commands:
        shown = re.findall(r"(?m)^  (--[a-z-]+)", shoring(command, "--help", cwd=tmp_path).out)
        assert sorted(bash(command, "--")) == sorted(set(shown)), command


def test_unknown_shell(shoring, tmp_path):
    assert "bash, zsh and fish, not for `tcsh`" in shoring("completions", "tcsh", cwd=tmp_path).err
    assert "for which shell?" in shoring("completions", cwd=tmp_path).err


def test_the_manual_page(shoring, tmp_path):
    page = shoring("man", cwd=tmp_path).out
    for command in re.findall(r"(?m)^  ([a-z]+) ", shoring("--help", cwd=tmp_path).out):
        assert '.SS "shoring ' + command in page
        for option in re.findall(r"(?m)^  (--[a-z-]+)", shoring(command, "--help", cwd=tmp_path).out):
            assert ".B " + option.replace("-", "\\-") in page
    need("groff")
    path = tmp_path / "shoring.1"
    path.write_text(page, encoding="utf-8")
    shown = run("groff", "-man", "-ww", "-Tutf8", "-P-cbou", str(path))
    assert "shoring check [PATH...]" in shown and "EXIT STATUS" in shown
