#!/usr/bin/env python3
"""Write the tables of decode.c: the encodings that Python source can be in, by all their names.

usage: make_codecs.py OUTPUT

Encodings of one byte a character get a table of their own, as Python's codecs have it; those
of several bytes get the name by which iconv knows them.
"""
import encodings.aliases
import pkgutil
import sys

SEVERAL_BYTES = {
    "big5": "BIG5", "big5hkscs": "BIG5-HKSCS", "cp932": "CP932", "cp949": "CP949",
    "cp950": "CP950", "euc_jis_2004": "EUC-JISX0213", "euc_jisx0213": "EUC-JISX0213",
    "euc_jp": "EUC-JP", "euc_kr": "EUC-KR",
    "gb18030": "GB18030", "gb2312": "GB2312", "gbk": "GBK", "johab": "JOHAB",
    "shift_jis": "SHIFT_JIS", "shift_jis_2004": "SHIFT_JISX0213",
    "shift_jisx0213": "SHIFT_JISX0213",
}
UTF8 = ("utf_8", "utf_8_sig")
# Codecs of Python that are no encoding of text.
OTHERS = ("charmap", "idna", "mbcs", "oem", "punycode", "raw_unicode_escape", "undefined",
          "unicode_escape")
UNDEFINED = 0xFFFF


def one_byte(name):
    """The character of each byte; None if it is no encoding of one byte a character."""
    table = []
    for byte in range(256):
        try:
            text = bytes([byte]).decode(name)
        except UnicodeDecodeError:
            table.append(UNDEFINED)
            continue
        except (LookupError, UnicodeError):
            return None
        if len(text) != 1 or ord(text) >= UNDEFINED:
            return None
        table.append(ord(text))
    # Text can be told from bytes only where ASCII is itself, as the comment that names it needs.
    return table if table[:128] == list(range(128)) else None


def tables():
    modules = sorted(module.name for module in pkgutil.iter_modules(encodings.__path__))
    for name in modules:
        table = None if name in (*SEVERAL_BYTES, *UTF8, *OTHERS) else one_byte(name)
        if table is not None:
            yield name, table


def main(output):
    one = dict(tables())
    known = {**{name: name for name in one}, **{name: name for name in (*SEVERAL_BYTES, *UTF8)}}
    for alias, name in encodings.aliases.aliases.items():
        if name in known:
            known.setdefault(alias, name)
    lines = ["/* Made by make_codecs.py. */"]
    for name, table in one.items():
        lines.append("static const uint16_t codec_{}[256] = {{".format(name))
        for i in range(0, 256, 16):
            lines.append("\t" + ", ".join(hex(c) for c in table[i:i + 16]) + ",")
        lines.append("};")
    lines.append("static const struct codec codecs[] = {")
    for alias, name in sorted(known.items()):
        if name in UTF8:
            form = '{{ "{}", NULL, NULL }},'
        elif name in one:
            form = '{{ "{}", codec_' + name + ", NULL }},"
        else:
            form = '{{ "{}", NULL, "' + SEVERAL_BYTES[name] + '" }},'
        lines.append("\t" + form.format(alias))
    lines.append("};")
    with open(output, "w", encoding="ascii") as f:
        f.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
