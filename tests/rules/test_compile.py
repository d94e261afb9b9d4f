"""The build refuses a page that is not whole, and says where."""
import re
import subprocess

import pytest

PAGE = """---
id: IMP099
name: bad-thing
severity: error
fix: none
by_service: false
since: 0.1
summary: A bad thing.
---
## What it finds

A bad thing.

## Why it matters

It is bad.

## Example

Flagged:

```python a.py
import bad
```

Use instead:

```python a.py
import good
```

## How to fix

Stop.

## When to turn it off

Never.

## How sure it is

Sure.
"""


@pytest.fixture
def compiled(build_dir, tmp_path):
    """compiled({"imports/bad-thing.md": text}, reserved) -> the finished process; writes to tmp_path."""

    def run(pages, reserved=""):
        for name, text in pages.items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        (tmp_path / "reserved.txt").write_text(reserved)
        return subprocess.run(
            [str(build_dir / "rules" / "compile-rules"), str(tmp_path), str(tmp_path / "reserved.txt"),
             *(str(tmp_path / name) for name in pages)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True, check=False)

    return run


def test_a_whole_page(compiled, tmp_path):
    assert compiled({"imports/bad-thing.md": PAGE}, "REQ001 other-thing\n").returncode == 0
    assert ('RULE(IMP099, "IMP099", "bad-thing", SEVERITY_ERROR, FIX_NONE, false, "0.1", "A bad thing.")'
            in (tmp_path / "rules.inc").read_text())
    assert "CHECK(IMP099, bad_thing)" in (tmp_path / "imports.inc").read_text()
    assert 'RESERVED("REQ001", "other-thing")' in (tmp_path / "reserved.inc").read_text()
    codes = re.findall(r"'\\x(..)'", (tmp_path / "pages.inc").read_text())
    assert bytes.fromhex("".join(codes)).decode() == PAGE.split("---\n", 2)[2]


@pytest.mark.parametrize("old, new, says", [
    ("id: IMP099\n", "", ":2: here stands `id: `"),
    ("fix: none\n", "fix:\n", ":5: here stands `fix: `"),
    ("since: 0.1\n", "since: 0.1\ntags: x\n", ":8: here stands `summary: `"),
    ("summary: A bad thing.\n", "summary: A bad thing.\nmore: x\n", ":9: after `summary`"),
    ("id: IMP099", "id: IMP99", "`IMP99` is no id"),
    ("id: IMP099", "id: REQ099", "REQ099 does not belong in imports/"),
    ("name: bad-thing", "name: worse-thing", "`worse-thing` is not the file's"),
    ("severity: error", "severity: fatal", "severity is"),
    ("fix: none", "fix: maybe", "fix is"),
    ("by_service: false", "by_service: no", "by_service is"),
    ("since: 0.1", "since: soon", "since is"),
    ("A bad thing.\n---", "A bad thing\n---", "the summary is"),
    ("## Why it matters", "## Why", ":14: here stands `## Why it matters`"),
    ("It is bad.\n", "", "`## Why it matters` is empty"),
    ("\nSure.\n", "", "`## How sure it is` is missing or empty"),
    ("```python a.py\nimport bad", "```python\nimport bad", "its language and its file"),
    ("Flagged:\n", "", "starts with `Flagged:`"),
    ("Use instead:\n", "", "`Flagged:` and `Use instead:`"),
    ("import good\n```\n", "import good\n", "a block is not closed"),
    ("Sure.\n", "Sure.", "has no end"),
])
def test_a_page_with_a_gap(old, new, says, compiled):
    assert old in PAGE
    done = compiled({"imports/bad-thing.md": PAGE.replace(old, new, 1)})
    assert done.returncode == 1
    assert says in done.stderr and "bad-thing.md" in done.stderr


def other(page_id, name):
    return PAGE.replace("IMP099", page_id).replace("bad-thing", name)


@pytest.mark.parametrize("name, text, says", [
    ("imports/same-id.md", other("IMP099", "same-id"), "IMP099 is taken by"),
    ("engine/bad-thing.md", other("SRC099", "bad-thing"), "the name is taken by"),
    ("imports/earlier.md", other("IMP098", "earlier"), "IMP098 is listed after IMP099"),
])
def test_pages_that_do_not_go_together(name, text, says, compiled):
    done = compiled({"imports/bad-thing.md": PAGE, name: text})
    assert done.returncode == 1 and says in done.stderr


@pytest.mark.parametrize("reserved, says", [
    ("IMP099 other\n", "IMP099 has a page"),
    ("IMP098 bad-thing\n", "IMP098 has a page"),
    ("IMP098\n", "a line is `ID name`"),
    ("98 other\n", "a line is `ID name`"),
])
def test_reserved_names_are_free(reserved, says, compiled):
    done = compiled({"imports/bad-thing.md": PAGE}, reserved)
    assert done.returncode == 1 and says in done.stderr
