"""docs/configuration.md is what the checker's own tables say, and each example in it is accepted."""
import importlib.util
import pathlib
import re

import pytest

from where import PROGRAM, ROOT

PAGE = ROOT / "docs" / "configuration.md"
HERE = pathlib.Path(__file__).resolve().parent

# Around a line of an example: what its section needs besides.
AROUND = {
    "Top level": "{}\n",
    "`services`: each entry": "services:\n  - name: w\n    path: .\n    {}\n",
    "`imports`": "imports:\n  {}\n",
    "`imports.contracts`: each entry": "imports:\n  contracts:\n    - {}\n",
    "`requirements`": "requirements:\n  {}\n",
    "`classes`": "classes:\n  {}\n",
    "`patterns`: each entry": "patterns:\n  - name: n\n    query: '(x) @finding'\n    {}\n",
    "`rules`: each rule": "rules:\n  unused-dependency:\n    {}\n",
}
CONTRACTS = {
    "forbidden": {"from": "from: [a]", "to": "to: [b]"},
    "only": {"from": "from: [a]", "to": "to: [b]"},
    "layers": {"layers": "layers: [a, b]"},
    "independence": {"modules": "modules: [a, b]"},
    "pattern": {"match": "match: x"},
}


def rows():
    """(section, key, variants, example) of every row."""
    for part in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        title, _, text = part.partition("\n")
        several = "| in |" in text
        for line in text.splitlines():
            if not line.startswith("| `"):
                continue
            cells = [c.strip().replace("\\|", "|") for c in re.split(r"(?<!\\)\|", line)[1:-1]]
            assert len(cells) == 5 + several, line
            yield title, cells[0].strip("`"), cells[1] if several else "", cells[-1]


def configured(title, key, variants, example):
    """Whole configurations that have the line in them."""
    if title == "`services`: each entry" and variants == "discover":
        return ["services:\n  - {}\n".format(example)]
    if title != "`imports.contracts`: each entry":
        around = AROUND[title].split("\n")
        kept = [line for line in around if not re.match(r"\s*(- )?{}:".format(re.escape(key)), line)]
        if len(kept) < len(around) and "- " in "".join(set(around) - set(kept)):
            kept = [line.replace("    path", "  - path").replace("    query", "  - query") for line in kept]
        return ["\n".join(kept).format(example)]
    out = []
    for kind in CONTRACTS if variants == "all" else variants.split(", "):
        keys = {"name": "name: n", "type": "type: " + kind, **CONTRACTS[kind]}
        if key != "type" or example == "type: " + kind:
            keys[key] = example
            out.append("imports:\n  contracts:\n    - " + "\n      ".join(keys.values()) + "\n")
    return out


def test_the_page_is_what_the_tables_say():
    spec = importlib.util.spec_from_file_location("write_configuration", str(HERE / "write_configuration.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert PAGE.read_text(encoding="utf-8") == module.current(str(PROGRAM)), (
        "run tests/docs/write_configuration.py, and read the difference")


def test_every_section_is_there():
    assert {row[0] for row in rows()} == set(AROUND)
    assert len(list(rows())) > 40


@pytest.mark.parametrize("title,key,variants,example", list(rows()))
def test_every_example_is_accepted(shoring, tree, title, key, variants, example):
    if example == "below":
        return
    assert example.startswith("`" + key + ":")
    for text in configured(title, key, variants, example.strip("`")):
        at = tree({"a.py": "", "shoring.yaml": text})
        done = shoring("check", "--select", "SUP", cwd=at)
        # These name what is not there; the keys are known all the same.
        if key in ("environment", "baseline"):
            assert "unknown key" not in done.err and "must be" not in done.err
        else:
            assert done.code == 0, text + done.err
