"""Each rule's fixtures once more, with a comment at the place of a finding: it is gone, and nothing else changes."""
import collections
import json
import pathlib
import shutil

import pytest

RULES = pathlib.Path(__file__).resolve().parent.parent / "rules"
BESIDE = ("args", "expected.txt")
AT_MOST = 4  # places of a case
CASES = sorted(case for rule in RULES.iterdir() if rule.is_dir() and rule.name[0] not in "_."
               for case in rule.iterdir() if case.is_dir())
DONE = collections.defaultdict(set)


def options(case):
    path = case / "args"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def key(finding):
    return tuple(finding[k] for k in ("rule", "file", "line", "column", "service", "message"))


def takes_comments(path, line):
    """Can a comment stand at the end of that line? Not in JSON, after a backslash, or in an image's COPY."""
    if path.suffix in (".json", ".lock") or path.name == "Pipfile.lock" or path.is_symlink():
        return False
    lines = path.read_bytes().split(b"\n")
    text = lines[line - 1].rstrip(b"\r") if line <= len(lines) else b""
    return not text.rstrip().endswith(b"\\") and b"\0" not in text and b"shoring:" not in text


def with_comment(path, line, comment):
    lines = path.read_bytes().split(b"\n")
    end = b"\r" if lines[line - 1].endswith(b"\r") else b""
    text = lines[line - 1][:-1] if end else lines[line - 1]
    lines[line - 1] = text + b"  # " + comment.encode() + end
    path.write_bytes(b"\n".join(lines))


@pytest.fixture
def look(shoring, tmp_path):
    """look(case) -> a fresh copy, and a function that tells the findings of one."""
    made = []

    def copy(case):
        tree = tmp_path / "case{}".format(len(made))
        made.append(tree)
        shutil.copytree(str(case), str(tree), symlinks=True, ignore=lambda folder, names: [
            n for n in names if n in BESIDE and pathlib.Path(folder) == case])
        return tree

    def findings(tree, case):
        done = shoring("check", *options(case), "--format", "json", "--jobs", "1", cwd=tree)
        assert done.code in (0, 1), done.err
        return json.loads(done.out)

    return copy, findings


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.relative_to(RULES).as_posix())
def test_hidden_where_it_is(case, look):
    copy, findings = look
    if any(word in options(case) for word in ("--fix", "--diff", "--format")):
        pytest.skip("another answer")
    tree = copy(case)
    probe = findings(tree, case)
    before = probe["findings"]
    places = []
    for f in before:
        place = (f["name"], f["rule"], f["file"], f["line"])
        if f["rule"] not in ("SUP001", "SRC002") and place not in places and takes_comments(tree / f["file"], f["line"]):
            places.append(place)
    for name, rule, file, line in places[:AT_MOST]:
        tree = copy(case)
        with_comment(tree / file, line, "shoring: ignore[{}]".format(name))
        after = findings(tree, case)
        hidden = [f for f in before if f["rule"] == rule and f["file"] == file and f["line"] <= line <= f["end_line"]]
        assert hidden
        assert sorted(map(key, after["findings"]), key=str) == sorted(
            (key(f) for f in before if f not in hidden), key=str)
        assert after["summary"]["suppressed"] == probe["summary"]["suppressed"] + len(hidden)
        DONE[rule].add(pathlib.PurePath(file).name)


def test_every_rule_was_tried(shoring, tmp_path):
    if len(DONE) < 5:
        pytest.skip("the others did not run")
    listed = shoring("rules", cwd=tmp_path).out
    missing = [rule for rule in sorted(set(word for word in listed.split() if len(word) == 6 and word[3:].isdigit()))
               if rule not in DONE]
    assert missing == ["SRC002", "SUP001"]
    names = set().union(*DONE.values())
    for name in ("requirements.txt", "pyproject.toml", "shoring.yaml"):
        assert name in names, (name, sorted(names))
