"""The example of every page holds: "Flagged" has the finding, "Use instead" has none."""
import json
import pathlib
import re

import pytest

PAGES = sorted(page for page in (pathlib.Path(__file__).resolve().parents[2] / "rules").glob("*/*.md")
               if page.name != "README.md")
BLOCK = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.M | re.S)


def example(page):
    """The files under "Flagged:", and the same with those under "Use instead:" put over them."""
    text = page.read_text(encoding="utf-8")
    section = re.search(r"^## Example\n(.*?)^## ", text, re.M | re.S).group(1)
    flagged, instead = section.split("\nUse instead:\n")
    before = dict(BLOCK.findall(flagged))
    return before, {**before, **dict(BLOCK.findall(instead))}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_flagged(page, shoring, tree):
    answer = shoring.json(cwd=tree(example(page)[0]))
    assert {finding["name"] for finding in answer["findings"]} == {page.stem}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_instead(page, shoring, tree):
    answer = shoring.json(cwd=tree(example(page)[1]))
    assert answer["findings"] == []
    assert answer["summary"]["analysed"] > 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_explain(page, shoring, tree):
    text = page.read_text(encoding="utf-8")
    front, body = re.match(r"---\n(.*?)---\n(.*)", text, re.S).groups()
    of = dict(line.split(": ", 1) for line in front.splitlines())
    by_name = shoring("explain", page.stem, cwd=tree({}))
    assert by_name.code == 0
    assert by_name.out == "{name} ({id}) · {severity} · since {since}\n\n".format(**of) + body
    assert shoring("explain", of["id"].lower(), cwd=tree({})).out == by_name.out


@pytest.mark.parametrize("word, says", [
    ("forbiden-import", "did you mean `forbidden-import` (IMP001)?"),
    ("nothing-of-the-kind", "`shoring rules` lists them"),
])
def test_explain_unknown(word, says, shoring, tree):
    done = shoring("explain", word, cwd=tree({}))
    assert (done.code, done.out) == (2, "")
    assert says in done.err


def fronts():
    return [dict(re.findall(r"^(\w+): (.*)$", page.read_text(encoding="utf-8").split("---\n")[1], re.M))
            for page in PAGES]


def test_rules_as_json(shoring, tree):
    done = shoring("rules", "--format", "json", cwd=tree({}))
    want = [{"rule": front["id"], **{key: front[key] for key in ("name", "severity", "fix", "since", "summary")}}
            for front in sorted(fronts(), key=lambda front: front["id"])]
    assert (done.code, json.loads(done.out)) == (0, want)


def test_rules_as_table(shoring, tree):
    done = shoring("rules", cwd=tree({}))
    rows = [re.split("  +", line) for line in done.out.splitlines()]
    assert rows[0] == ["code", "name", "severity", "fix", "finds"]
    assert rows[1:] == [[front[key] for key in ("id", "name", "severity", "fix", "summary")]
                        for front in sorted(fronts(), key=lambda front: front["id"])]


def test_rules_knows_its_formats(shoring, tree):
    done = shoring("rules", "--format", "sarif", cwd=tree({}))
    assert done.code == 2 and "text and json" in done.err
