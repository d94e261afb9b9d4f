"""The pictures of the README: whole, the same each time, and what the program says."""
import importlib.util
import pathlib
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest

DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs"
SVG = "{http://www.w3.org/2000/svg}"


def texts(path):
    """The words of a picture, row by row."""
    rows = {}
    for text in ElementTree.parse(str(path)).iter(SVG + "text"):
        rows.setdefault(int(text.get("y")), []).append(text.text)
    return [" ".join(" ".join(rows[y]).split()) for y in sorted(rows)]


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("screenshots", str(DOCS / "screenshots.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_pictures(shoring, script, tmp_path):
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        subprocess.run([sys.executable, str(DOCS / "screenshots.py"), str(shoring.program), str(tmp_path / name)],
                       check=True)
        made.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert made[0] == made[1] and set(made[0]) == set(script.SHOTS)
    check = texts(tmp_path / "one" / "check.svg")
    assert check[0].startswith("$ shoring check") and check[-1].startswith("`shoring explain")
    assert texts(tmp_path / "one" / "first-run.svg")[1].startswith("No shoring.yaml: looked around")


def test_those_that_are_committed_show_what_is_written_now(shoring, script, tmp_path):
    """`make screenshots` draws them anew."""
    subprocess.run([sys.executable, str(DOCS / "screenshots.py"), str(shoring.program), str(tmp_path)], check=True)
    for name in script.SHOTS:
        assert texts(DOCS / name) == texts(tmp_path / name), "docs/{} is old: make screenshots".format(name)
        assert (DOCS / name).read_bytes() == (tmp_path / name).read_bytes()


@pytest.mark.skipif(shutil.which("rsvg-convert") is None, reason="there is no rsvg-convert")
def test_as_png(shoring, tmp_path):
    """Twice the size of the drawing, and not of one colour."""
    subprocess.run([sys.executable, str(DOCS / "screenshots.py"), "--png", str(shoring.program), str(tmp_path)], check=True)
    for drawing in tmp_path.glob("*.svg"):
        made = drawing.with_suffix(".png").read_bytes()
        svg = ElementTree.parse(str(drawing)).getroot()
        assert made.startswith(b"\x89PNG\r\n\x1a\n") and len(made) > 20000
        size = [int.from_bytes(made[at:at + 4], "big") for at in (16, 20)]
        assert size == [2 * int(svg.get("width")), 2 * int(svg.get("height"))]


def test_colours_and_widths(script, tmp_path):
    (tmp_path / "a.svg").write_text(script.picture(
        "x <&>", "\x1b[1;31mred\x1b[0m  \x1b]8;;file://h/a\x1b\\link\x1b]8;;\x1b\\ \u5168\n\n  end\n"), encoding="utf-8")
    red, link, wide, end = list(ElementTree.parse(str(tmp_path / "a.svg")).iter(SVG + "text"))[-4:]
    assert (red.text, red.get("fill"), red.get("font-weight")) == ("red", script.COLOURS["31"], "bold")
    assert (link.text, link.get("fill"), wide.text) == ("link", script.TEXT, "\u5168")
    assert end.text == "end" and int(end.get("y")) == int(red.get("y")) + 2 * script.LINE
    assert script.width("\u5168e\u0301") == 3
