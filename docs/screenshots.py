#!/usr/bin/env python3
"""Draws what the program writes to a terminal: docs/*.svg, from examples/platform.

usage: screenshots.py [--png] PROGRAM [DIRECTORY]     `make screenshots`; without a DIRECTORY into docs/

SVG, because its text is text: no font is needed to make it, and a change of a word is a change of a line. With
--png also PNG, twice as large, by rsvg-convert (librsvg): to look at, and for pages that take no SVG.
"""
import html
import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

DOCS = pathlib.Path(__file__).resolve().parent
EXAMPLE = DOCS.parent / "examples" / "platform"
COLUMNS = 100
SHOTS = {
    "check.svg": ["check", "--select", "CLS001,IMP001,REQ001,REQ005"],
    "first-run.svg": ["check", "--select", "REQ"],
}
# A dark terminal: its ground, its text, its faint text and the colours by their SGR numbers.
GROUND, TEXT, FAINT = "#1b1f27", "#d7dbe0", "#7d8590"
COLOURS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "34": "#79c0ff", "35": "#d2a8ff", "36": "#76e3ea"}
CHAR, LINE, SIZE, MARGIN, BAR = 8.4, 19, 14, 18, 34
SEQUENCE = re.compile("\x1b\\[([0-9;]*)m|\x1b\\]8;[^\x1b]*\x1b\\\\")


def width(text):
    """Columns of a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def spans(line, style):
    """(text, style) of a line; style is the SGR numbers that hold, and goes on to the next line."""
    parts, at = [], 0
    for found in SEQUENCE.finditer(line):
        parts.append((line[at:found.start()], tuple(style)))
        at = found.end()
        if found.group(1) is not None:
            for number in found.group(1).split(";"):
                if number in ("", "0"):
                    style.clear()
                else:
                    style.append(number)
    parts.append((line[at:], tuple(style)))
    return [(text, held) for text, held in parts if text]


def drawn(text, held, x, y):
    fill = FAINT if "2" in held else TEXT
    for number in held:
        fill = COLOURS.get(number, fill)
    weight = ' font-weight="bold"' if "1" in held else ""
    return '<text x="{:.1f}" y="{}" fill="{}"{} textLength="{:.1f}">{}</text>'.format(
        x, y, fill, weight, width(text) * CHAR, html.escape(text, quote=False))


def picture(command, output):
    """An SVG of a terminal in which `command` wrote `output`."""
    lines = ["\x1b[32m$\x1b[0m \x1b[1m{}\x1b[0m".format(command)] + output.rstrip("\n").split("\n")
    wide = 2 * MARGIN + COLUMNS * CHAR
    high = BAR + len(lines) * LINE + MARGIN
    svg = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {:.0f} {:.0f}" width="{:.0f}" height="{:.0f}">'
           .format(wide, high, wide, high),
           '<title>{}</title>'.format(html.escape(command)),
           '<rect width="100%" height="100%" rx="8" fill="{}"/>'.format(GROUND)]
    svg += ['<circle cx="{}" cy="17" r="5.5" fill="{}"/>'.format(20 + 19 * i, fill)
            for i, fill in enumerate(("#ff5f57", "#febc2e", "#28c840"))]
    svg.append('<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" '
               'font-size="{}" xml:space="preserve">'.format(SIZE))
    style = []
    for row, line in enumerate(lines):
        x = MARGIN
        for text, held in spans(line, style):
            blank = len(text) - len(text.lstrip(" "))
            x += blank * CHAR
            if text.strip(" "):
                svg.append(drawn(text[blank:].rstrip(" "), held, x, BAR + row * LINE + SIZE))
            x += width(text[blank:]) * CHAR
    return "\n".join(svg + ["</g>", "</svg>", ""])


def shown(program, arguments, tree):
    """What the program writes to a terminal of COLUMNS."""
    ours, theirs = pty.openpty()
    env = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "COLUMNS": str(COLUMNS), "XDG_CACHE_HOME": str(tree)}
    with subprocess.Popen([program, *arguments], cwd=str(tree), env=env, stdin=subprocess.DEVNULL, stdout=theirs,
                          stderr=subprocess.DEVNULL):
        os.close(theirs)
        text = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                part = b""
            if not part:
                break
            text += part
    os.close(ours)
    return text.decode("utf-8").replace("\r\n", "\n")


def main(program, directory, png=False):
    for name, arguments in SHOTS.items():
        with tempfile.TemporaryDirectory() as tmp:
            tree = pathlib.Path(tmp) / "platform"
            shutil.copytree(str(EXAMPLE), str(tree))
            if name == "first-run.svg":
                (tree / "shoring.yaml").unlink()
            output = shown(str(pathlib.Path(program).resolve()), arguments, tree)
        drawing = directory / name
        drawing.write_text(picture("shoring " + " ".join(arguments), output), encoding="utf-8")
        if png:
            subprocess.run(["rsvg-convert", "--zoom", "2", "--output", str(drawing.with_suffix(".png")), str(drawing)],
                           check=True)


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--png"]
    if len(words) not in (1, 2):
        sys.exit(__doc__)
    main(words[0], pathlib.Path(words[1]) if len(words) == 2 else DOCS, len(words) < len(sys.argv) - 1)
