"""One project, one golden file a format; and what holds for any project.

python tests/reports/test_reports.py --bless     rewrites the golden files: read the diff
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import pytest

HERE = pathlib.Path(__file__).resolve().parent
GOLDEN = {
    "text.txt": ["--format", "text"],
    "colour.txt": ["--format", "text", "--color", "always"],
    "concise.txt": ["--format", "concise"],
    "report.json": ["--format", "json"],
    "report.sarif": ["--format", "sarif"],
    "github.txt": ["--format", "github"],
    "gitlab.json": ["--format", "gitlab"],
    "junit.xml": ["--format", "junit"],
}


def report(program, args, jobs="1"):
    """Standard output of `shoring check` on a copy of the project, outside of any repository."""
    with tempfile.TemporaryDirectory() as tmp:
        tree = pathlib.Path(tmp) / "project"
        shutil.copytree(str(HERE / "project"), str(tree))
        done = subprocess.run([str(program), "check", "--jobs", jobs, *args], cwd=str(tree),
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)
    assert done.returncode == 1
    # The pages of the rules change more often than the form of the report.
    out = re.sub(rb'"(text|markdown)": "## What it finds(?:[^"\\]|\\.)*"', rb'"\1": "PAGE"', done.stdout)
    return re.sub(rb'("name": "shoring",\s+"version": )"[^"]+"', rb'\1"VERSION"', out)


@pytest.mark.parametrize("name", GOLDEN)
@pytest.mark.parametrize("jobs", ["1", "7"])
def test_golden(name, jobs, shoring):
    assert report(shoring.program, GOLDEN[name], jobs).decode() == (HERE / name).read_bytes().decode()


def test_json_keys(shoring):
    """The keys of the contract, in its order."""
    answer = json.loads(report(shoring.program, GOLDEN["report.json"]))
    assert list(answer) == ["version", "tool", "summary", "findings"]
    assert list(answer["summary"]) == [
        "files", "analysed", "excluded", "failed", "manifests", "services", "errors", "warnings",
        "suppressed", "baselined", "excluded_by", "notes"]
    for finding in answer["findings"]:
        assert list(finding) == [
            "rule", "name", "severity", "file", "line", "column", "end_line", "end_column", "message",
            "help", "service", "distribution", "module", "class", "chain", "related", "fix",
            "fingerprint"]
    order = [(f["file"], f["line"], f["column"], f["rule"], f["service"] or "")
             for f in answer["findings"]]
    assert order == sorted(order)
    prints = [f["fingerprint"] for f in answer["findings"]]
    assert len(prints) == len(set(prints))


def test_summary_counts(shoring):
    answer = json.loads(report(shoring.program, GOLDEN["report.json"]))
    summary = answer["summary"]
    assert summary["files"] == summary["analysed"] + summary["excluded"] + summary["failed"]
    severities = [f["severity"] for f in answer["findings"]]
    assert summary["errors"] == severities.count("error")
    assert summary["warnings"] == severities.count("warning")
    assert summary["suppressed"] > 0


def test_programs_learn_what_was_not_looked_at(shoring, tree):
    """The sentences that text ends with."""
    root = tree({"a.py": "x = 1\n", "old/b.py": "y = 1\n", "shoring.yaml": "version: 1\nexclude: [old]\n"})
    (root / "elsewhere").symlink_to("/nowhere")
    text = shoring("check", cwd=root).out
    summary = shoring.json(cwd=root)["summary"]
    assert summary["excluded_by"] == ["1 by `exclude` in shoring.yaml"]
    assert "1 excluded by `exclude` in shoring.yaml" in text
    assert summary["notes"] == [line[len("Note: "):] for line in text.splitlines() if line.startswith("Note: ")]
    assert any("elsewhere" in note for note in summary["notes"])


def test_output_goes_to_a_file(shoring, tree):
    root = tree({"a.py": "def f(:\n"})
    done = shoring("check", "--format", "json", "--output", "report.json", cwd=root)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Found 1 error in 1 Python file")
    assert json.loads((root / "report.json").read_text())["summary"]["errors"] == 1


def test_output_goes_where_a_device_leads(shoring, tree):
    root = tree({"a.py": "def f(:\n"})
    piped = shoring("check", "--format", "json", "--output", "/dev/stdout", cwd=root)
    assert piped.code == 1 and json.loads(piped.out)["summary"]["errors"] == 1
    log = root / "log"
    log.write_text("before\n")
    with open(str(log), "a") as out:
        subprocess.run([str(shoring.program), "check", "--format", "concise", "--output", "/dev/stdout", "-q"],
                       cwd=str(root), stdout=out, check=False)
    assert log.read_text().startswith("before\na.py:1:")
    assert shoring("check", "--output", "/dev/null", cwd=root).code == 1


def test_quiet_is_the_findings_alone(shoring, tree):
    root = tree({"a.py": "def f(:\n"})
    done = shoring("check", "--format", "concise", "--quiet", cwd=root)
    assert done.out.startswith("a.py:1:") and done.out.count("\n") == 1
    assert shoring("check", "--quiet", cwd=tree({"a.py": "x = 1\n"})).out == ""


HOSTILE = [b"esc\x1b[31m.py", b"new\nline.py", b"latin\xe9.py", b"quote\"'\\.py", "dir\u2028\u202e.py".encode()]


@pytest.mark.parametrize("name", HOSTILE, ids=repr)
@pytest.mark.parametrize("how", ["text", "concise", "json"])
def test_hostile_names(name, how, shoring, tmp_path):
    """No name leaves its line, acts on the terminal or breaks the JSON."""
    try:
        with open(os.path.join(os.fsencode(str(tmp_path)), name), "wb") as file:
            file.write(b"def f(:\n\x1b[2J\xe2\x80\xa8\xff\n")
    except OSError:
        pytest.skip("the file system refuses the name")
    done = shoring("check", "--format", how, "--color", "never", cwd=tmp_path)
    assert done.code == 1
    if how == "json":
        assert len(json.loads(done.out)["findings"]) == 1
    else:
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", done.out)
        assert len([line for line in done.out.splitlines() if ": error[" in line]) == 1


def test_hostile_names_in_reasons(shoring, tree):
    root = tree({"esc\x1b[31m/a.py": "class A: pass\nclass B(A): pass\nclass C(A, B): pass\n"})
    done = shoring("mro", "C", "--color", "never", cwd=root)
    assert done.code == 1 and "why: it lists `A` before `B`" in done.out and "\x1b" not in done.out


def bless(program):
    for name, args in GOLDEN.items():
        (HERE / name).write_bytes(report(program, args))


if __name__ == "__main__" and sys.argv[1:] == ["--bless"]:
    bless(os.environ.get("SHORING", HERE.parents[1] / "build" / "hooks" / "shoring"))
