"""`check --timings`: its form, and that it stays out of reports. Never the times themselves."""
import re


STAGES = ["walk", "read", "model", "rules", "imports", "classes", "requirements", "findings", "report", "total"]


def write(root):
    (root / "a.py").write_text("import b\n")
    (root / "b.py").write_text("import nowhere_at_all\n")


def rows(text):
    lines = text.splitlines()
    head = next(i for i, line in enumerate(lines) if line.split() == ["stage", "wall", "ms", "cpu", "ms"])
    table = [line.split() for line in lines[head + 1:]]
    end = next(i for i, row in enumerate(table) if row[0] == "files")
    assert all(re.fullmatch(r"\d+\.\d", number) for row in table[:end] for number in row[1:])
    return [row[0] for row in table[:end]], lines[head + 1 + end]


def test_stages_and_files(shoring, tmp_path):
    write(tmp_path)
    first = shoring("check", "--timings", "--no-cache", cwd=tmp_path)
    names, files = rows(first.err)
    assert names == STAGES
    assert files == "files read: 2, 0.00 MB; taken from the cache: 0, of 0.00 MB of source"
    assert "\nmodules whose classes were judged: 2 of 2\n" in first.err


def test_report_is_the_same(shoring, tmp_path):
    write(tmp_path)
    plain = shoring("check", "--format", "json", cwd=tmp_path)
    timed = shoring("check", "--format", "json", "--timings", cwd=tmp_path)
    assert timed.out == plain.out and timed.code == plain.code
    assert "stage" not in plain.err
