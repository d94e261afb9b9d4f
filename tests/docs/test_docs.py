"""What the pages in docs/ show is so: their files are written, and their commands run, in the order of the page."""
import pathlib
import re
import shlex

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PAGES = ["tutorial.md", "coming-from.md", "configuration.md"]
BLOCK = re.compile(r"^```([a-z]+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)
PARTS = ["What it finds", "Why it matters", "Example", "How to fix", "When to turn it off", "How sure it is"]


def blocks(page):
    return BLOCK.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))


def commands(text):
    """[(words, expected lines)] of a console block."""
    out = []
    for line in text.splitlines():
        if line.startswith("$ "):
            out.append((shlex.split(line[2:]), []))
        else:
            out[-1][1].append(line)
    return out


def agrees(got, want):
    """Is it what the page shows? "..." stands for any lines."""
    pattern = "".join("(?:.*\n)*" if line == "..." else re.escape(line + "\n") for line in want)
    return re.fullmatch(pattern, got) is not None


@pytest.mark.parametrize("page", PAGES)
def test_a_page(shoring, tmp_path, page):
    ran = 0
    for language, path, text in blocks(page):
        if path:
            # Two configurations at once are an error: a page shows one after the other.
            if path == "pyproject.toml":
                (tmp_path / "shoring.yaml").unlink()
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        elif language == "console":
            for words, want in commands(text):
                assert words[0] == "shoring"
                done = shoring(*words[1:], cwd=tmp_path)
                assert done.code in (0, 1), done.err
                assert agrees(done.out, want), "{}\n{}\n{}".format(" ".join(words), done.out, done.err)
                ran += 1
        if path in ("shoring.yaml", "pyproject.toml") and page == "configuration.md":
            worker = tmp_path / "predictions" / "worker" / "worker.py"
            worker.parent.mkdir(parents=True, exist_ok=True)
            worker.write_text("", encoding="utf-8")
            assert shoring("check", cwd=tmp_path).code == 0
            ran += 1
    assert ran >= 2


def test_pages_name_only_pages_that_are_there():
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), "{} names {}".format(page.name, target)


def rule_pages():
    return sorted(p for p in (ROOT / "rules").glob("*/*.md") if p.name != "README.md")


def test_there_are_pages():
    assert len(rule_pages()) >= 29


@pytest.mark.parametrize("path", rule_pages(), ids=lambda p: p.stem)
def test_the_parts_of_a_rule_page(path):
    text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    parts = dict(part.split("\n", 1) for part in ("\n" + text).split("\n## ")[1:])
    assert list(parts) == PARTS
    for name, said in parts.items():
        assert len(said.split()) >= 5, "{} says too little".format(name)
    assert "Flagged:" in parts["Example"]
    assert "Use instead:" in parts["Example"] or "Instead" in parts["Example"]
