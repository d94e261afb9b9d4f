#!/usr/bin/env python3
"""What a newcomer does wrong, and what is answered: a transcript of every case.

usage: transcript.py PROGRAM >messages.txt     (then read it: does each answer say what to do?)
"""
import os
import pathlib
import subprocess
import sys
import tempfile

PYTHON = {"a.py": "import os\n"}
GIT = {".git/HEAD": "ref: refs/heads/main\n", ".git/objects/x": "", ".git/refs/x": "",
       ".git/config": "[core]\n\trepositoryformatversion = 0\n"}


def configured(text, **more):
    return {**PYTHON, "shoring.yaml": text, **more}


# What it is about, the files, the words.
CASES = [
    ("no command", PYTHON, ""),
    ("a misspelt command", PYTHON, "chekc"),
    ("an option without a command", PYTHON, "--format json"),
    ("a misspelt option without a command", PYTHON, "--verison"),
    ("another tool's command", PYTHON, "lint"),
    ("an option for a command", PYTHON, "fix"),
    ("an option of another tool", PYTHON, "check --exclude tests"),
    ("a short option", PYTHON, "check -v"),
    ("to overwrite", PYTHON, "init --force"),
    ("a list of nothing", PYTHON, "check --select ,"),
    ("a class by its file", PYTHON, "mro a.py"),
    ("a misspelt option", PYTHON, "check --selct IMP"),
    ("an option of another command", PYTHON, "check --why"),
    ("an option without its value", PYTHON, "check --config"),
    ("a value where there is none", PYTHON, "check --quiet=yes"),
    ("no such colour", PYTHON, "check --color sometimes"),
    ("no threads", PYTHON, "check --jobs 0"),
    ("a format that nobody has", PYTHON, "check --format xml"),
    ("a format that this command has not", PYTHON, "mro --format sarif"),
    ("a misspelt rule", PYTHON, "check --select forbiden-import"),
    ("half of a rule", PYTHON, "explain forbiden"),
    ("a misspelt code", PYTHON, "explain IMP01"),
    ("no such rule", PYTHON, "check --ignore XYZ"),
    ("no rule", PYTHON, "explain"),
    ("no such service", {"w/a.py": "", "w/requirements.txt": ""}, "check --service worker"),
    ("no such class", PYTHON, "mro Order"),
    ("facts of nothing", {"a.txt": "x"}, "facts"),
    ("orders of nothing", {"a.txt": "x"}, "mro"),
    ("no such module", PYTHON, "why nope os"),
    ("half of a question", PYTHON, "why a"),
    ("a PATH that is not there", PYTHON, "check missing.py"),
    ("a PATH outside", {**PYTHON, **GIT, "../outside/b.py": ""}, "check a.py ../outside"),
    ("a PATH that is no Python", {**PYTHON, "notes.txt": ""}, "check notes.txt"),
    ("a PATH that git ignores", {**PYTHON, **GIT, ".gitignore": "b.py\n", "b.py": ""}, "check b.py"),
    ("a PATH that is excluded", configured("exclude: [b.py]\n", **{"b.py": ""}), "check b.py"),
    ("a folder without Python", {"sub/notes.txt": "", **PYTHON, **GIT}, "check sub"),
    ("an empty folder", {}, "check"),
    ("an empty folder for init", {}, "init"),
    ("an empty repository", {**GIT}, "check"),
    ("no services to start", PYTHON, "smoke"),
    ("two configurations", configured("version: 1\n", **{".shoring.yaml": "version: 1\n"}), "check"),
    ("a configuration of the wrong name", {**PYTHON, "shoring.yml": ""}, "check"),
    ("a folder of the configuration's name", {**PYTHON, "shoring.yaml/x": ""}, "check"),
    ("a folder for --config", {**PYTHON, "ci/x": ""}, "check --config ci"),
    ("a --config that is not there", PYTHON, "check --config ci.yaml"),
    ("a --config that is something else", PYTHON, "check --config a.py"),
    ("a tab in YAML", configured("imports:\n\tcontracts: []\n"), "check"),
    ("a misspelt key", configured("version: 1\nexlude: []\n"), "check"),
    ("a key that is another tool's", configured("root_package: app\n"), "check"),
    ("a version to come", configured("version: 2\n"), "check"),
    ("a misspelt type", configured("imports:\n  contracts:\n    - {name: x, type: forbiden}\n"), "check"),
    ("half of a contract", configured("imports:\n  contracts:\n    - {name: x, type: forbidden, from: [a]}\n"), "check"),
    ("a misspelt rule in the configuration", configured("rules:\n  forbiden-import: off\n"), "check"),
    ("a Python that is a number", configured("python: 3.1\n"), "check"),
    ("an old Python", configured("python: 2.7\n"), "check"),
    ("an environment that is not there", configured("environment: .venv\n"), "check"),
    ("a configuration that is no text", {**PYTHON, "shoring.yaml": b"\xff\xfea"}, "check"),
    ("TOML that is none", {**PYTHON, "pyproject.toml": "tool.shoring = [\n"}, "check"),
    ("a misspelt key in TOML", {**PYTHON, "pyproject.toml": "[tool.shoring]\nversoin = 1\n"}, "check"),
    ("everything excluded", configured("exclude: [\"**\"]\n"), "check"),
    ("a service without files", configured("services:\n  - {name: w, path: nowhere}\n"), "check"),
    ("an entry that is not there", configured("services:\n  - {name: w, path: ., entry: [nope.py]}\n"), "check"),
    ("a contract about nothing", configured(
        "imports:\n  contracts:\n    - {name: x, type: forbidden, from: [shard], to: [a]}\n"),
     "check --format concise"),
    ("a binary file", {**PYTHON, "b.py": b"\x7fELF\x00\x01\x02\n"}, "check --format concise"),
    ("a report into a folder that is not there", PYTHON, "check --output no/such/report.json"),
    ("a report over a folder", {**PYTHON, "out/x": ""}, "check --output out"),
    ("init over a configuration", configured("version: 1\n"), "init"),
    ("init with a path", PYTHON, "init a.py"),
    ("init from nothing that is known", {**PYTHON, "x.cfg": ""}, "init --from x.cfg"),
    ("completions for no shell", PYTHON, "completions"),
    ("completions for another shell", PYTHON, "completions powershell"),
    ("a cache word that is none", PYTHON, "cache purge"),
    ("a check since no revision", PYTHON, "check --since main"),
]


def answer(program, files, words, cache):
    """What is printed, and the exit code."""
    with tempfile.TemporaryDirectory() as tmp:
        root = pathlib.Path(tmp).resolve() / "project"
        root.mkdir()
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        env = {**os.environ, "XDG_CACHE_HOME": cache, "GIT_CEILING_DIRECTORIES": str(root.parent)}
        env.pop("VIRTUAL_ENV", None)
        done = subprocess.run([program, *words.split()], cwd=str(root), env=env, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False)
        text = done.stdout.decode("utf-8").replace(str(root.parent), "<tmp>").replace(str(root), "<root>")
        # The summary is in the hands of tests/reports.
        lines = [line for line in text.replace("<tmp>/project", "<root>").splitlines()
                 if line and not line.startswith(("No findings in ", "Found ", "`shoring explain"))]
        return lines, done.returncode


def transcript(program):
    out = []
    with tempfile.TemporaryDirectory() as cache:
        for about, files, words in CASES:
            lines, code = answer(program, files, words, cache)
            # The list of commands is in another test's hands.
            shown = lines[:2] + ["..."] if about == "no command" else lines
            out += ["# " + about, "$ shoring " + words if words else "$ shoring"] + shown + [
                "exit code {}".format(code), ""]
    return "\n".join(out)


if __name__ == "__main__":
    sys.stdout.write(transcript(sys.argv[1]))
