#!/usr/bin/env python3
"""Write the tables of nfkc.c: decompositions, combining classes and compositions.

usage: make_unicode.py OUTPUT

They are those of the Unicode version that the running Python has. Normal forms of assigned
characters never change (Unicode stability policy), so an older one only knows fewer characters.
"""
import sys
import unicodedata

HANGUL = range(0xAC00, 0xAC00 + 11172)  # by arithmetic, in nfkc.c
SURROGATES = range(0xD800, 0xE000)


def characters():
    for c in range(0x80, sys.maxunicode + 1):
        if c not in HANGUL and c not in SURROGATES:
            yield c


def decompositions():
    """(character, its full compatibility decomposition), where they differ."""
    for c in characters():
        text = unicodedata.normalize("NFKD", chr(c))
        if text != chr(c):
            yield c, text


def classes():
    """(first, last, class) for runs of characters with a combining class."""
    runs = []
    for c in characters():
        ccc = unicodedata.combining(chr(c))
        if ccc and runs and runs[-1][1] == c - 1 and runs[-1][2] == ccc:
            runs[-1][1] = c
        elif ccc:
            runs.append([c, c, ccc])
    return runs


def compositions():
    """(first, second, both in one), for all pairs that compose."""
    for c in characters():
        parts = unicodedata.decomposition(chr(c)).split()
        if len(parts) == 2 and parts[0][0] != "<" and unicodedata.normalize("NFC", chr(c)) == chr(c):
            yield int(parts[0], 16), int(parts[1], 16), c


def rows(values):
    values = list(values)
    for i in range(0, len(values), 8):
        yield "\t" + ", ".join(values[i:i + 8]) + ","


def table(kind, name, values):
    return ["static const {} {}[] = {{".format(kind, name), *rows(values), "};"]


def main(output):
    places, letters = [], []
    for c, text in decompositions():
        places.append("{{ {:#x}, {}, {} }}".format(c, len(letters), len(text)))
        letters.extend(hex(ord(letter)) for letter in text)
    lines = ["/* Made by make_unicode.py from Unicode {}. */".format(unicodedata.unidata_version)]
    lines += table("struct decomposition", "decompositions", places)
    lines += table("uint32_t", "letters", letters)
    lines += table("struct combining", "combining",
                   ("{{ {:#x}, {:#x}, {} }}".format(*run) for run in classes()))
    lines += table("struct composition", "compositions",
                   ("{{ {:#x}, {:#x}, {:#x} }}".format(*row) for row in sorted(compositions())))
    with open(output, "w", encoding="ascii") as f:
        f.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
