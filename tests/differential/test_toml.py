"""The TOML reader against Python's tomllib: the same values, the same refusals, true places."""
import datetime
import json
import math
import pathlib
import random
import subprocess

import pytest

from toml_texts import RAW, TEXTS

tomllib = pytest.importorskip("tomllib")


@pytest.fixture(scope="module")
def toml_json(build_dir):
    program = build_dir / "tests" / "unit" / "toml_json"
    assert program.is_file(), f"{program} is missing: run `make build`, or set SHORING_BUILD"
    return program


NULL, BOOL, INT, FLOAT, STRING, LIST, MAP = range(7)
REFUSED = "refused"


def ask(program, texts):
    data = b"".join(b"%d\n%s" % (len(t), t) for t in texts)
    run = subprocess.run([program], input=data, capture_output=True, check=True)
    return [json.loads(line) for line in run.stdout.decode().split("\n")[:-1]]


def normal(value):
    """tomllib's value, as something that compares: NaN equals NaN, -0.0 differs from 0.0."""
    if isinstance(value, dict):
        return {k: normal(v) for k, v in value.items()}
    if isinstance(value, list):
        return [normal(v) for v in value]
    if isinstance(value, float):
        return ("float", "nan" if math.isnan(value) else repr(value))
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return (type(value).__name__, value)


def moment(text, expected):
    """The text of a date or time as isoformat() writes it, when tomllib read it as one."""
    if "T" in expected or "t" in expected:
        return datetime.datetime.fromisoformat(text.upper()).isoformat()
    if ":" in expected:
        return datetime.time.fromisoformat(text).isoformat()
    return text


def ours(doc, expected):
    """Our document in the form of normal(); `expected` tells dates from strings."""
    kind, value, _ = doc
    if kind == MAP:
        below = expected if isinstance(expected, dict) else {}
        return {k: ours(v, below.get(k)) for k, _, v in value}
    if kind == LIST:
        below = expected if isinstance(expected, list) else []
        return [ours(v, below[i] if i < len(below) else None) for i, v in enumerate(value)]
    if kind == BOOL:
        return ("bool", bool(value))
    if kind == INT:
        return ("int", value)
    if kind == FLOAT:
        return normal(float(value))
    if isinstance(expected, str):
        return moment(value, expected)
    return ("str", value)


def reference(text):
    try:
        return normal(tomllib.loads(text.decode("utf-8").removeprefix("\ufeff")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        return REFUSED


def check_place(text, place):
    start, end, line, column, end_line, end_column = place
    body = text.removeprefix(b"\xef\xbb\xbf")
    shift = len(text) - len(body)
    for at, row, col in ((start, line, column), (end, end_line, end_column)):
        before = body[: at - shift].decode()
        assert row == before.count("\n") + 1
        assert col == len(before) - (before.rfind("\n") + 1) + 1
    return text[start:end].decode()


def check_places(text, doc):
    kind, value, place = doc
    written = check_place(text, place)
    if kind == MAP:
        for key, key_place, below in value:
            key_written = check_place(text, key_place)
            if key_written[0] in "\"'":
                assert tomllib.loads(key_written + " = 1") == {key: 1}
            else:
                assert key_written == key
            check_places(text, below)
    elif kind == LIST:
        for below in value:
            check_places(text, below)
    elif kind in (INT, FLOAT, BOOL):
        assert normal(tomllib.loads("x = " + written)["x"]) == ours(doc, None)
    elif written[0] in "\"'":
        assert tomllib.loads("x = " + written)["x"] == value
    else:
        assert written == value


def compare(program, texts):
    for text, doc in zip(texts, ask(program, texts), strict=True):
        expected = reference(text)
        if isinstance(doc, dict):
            assert expected == REFUSED, (text, doc)
            line, column, why = doc["error"].split(":", 2)
            rows = text.split(b"\n")
            assert 1 <= int(line) <= len(rows) and why, (text, doc)
            assert 1 <= int(column) <= len(rows[int(line) - 1]) + 1, (text, doc)
        else:
            assert expected != REFUSED, (text, doc)
            assert ours(doc, expected) == expected, text
            check_places(text, doc)


class Maker:
    """Documents at random: mostly valid, with every form of key, value and table."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def key(self):
        names = ["a", "b", "c", '"a"', "'b'", '"x y"', "d-1", "2", '"\\u0061"', '""', '"é"']
        return self.random.choice(names)

    def dotted(self):
        dot = self.random.choice([".", " . ", ".", "."])
        return dot.join(self.key() for _ in range(self.random.choice([1, 1, 1, 2, 3])))

    def value(self, depth=0):
        pick = self.random.random()
        if pick < 0.2 and depth < 4:
            gap = self.random.choice(["", " ", "\n", " # c, ]\n", "\r\n"])
            items = [self.value(depth + 1) for _ in range(self.random.randrange(4))]
            comma = "," if items and self.random.random() < 0.3 else ""
            return "[" + gap + ("," + gap).join(items) + comma + gap + "]"
        if pick < 0.4 and depth < 4:
            pairs = (f"{self.dotted()} = {self.value(depth + 1)}" for _ in range(self.random.randrange(3)))
            return "{" + ", ".join(pairs) + "}"
        return self.random.choice([
            "1", "-2", "+3", "0x1F", "1_000", "1.5", "-0.0", "1e3", "inf", "-nan", "true", "false",
            "1979-05-27", "07:32:00.25", "1979-05-27T07:32:00Z", "1979-05-27 07:32:00+01:30",
            '"s"', '""', '"\\t\\u00e9\\""', "'lit\\'", '"""m\n"m""n"""', "'''l\n''l'''", '"""\\\n  x"""', '"😀"',
        ])

    def document(self):
        lines = []
        for _ in range(self.random.randrange(1, 9)):
            pick = self.random.random()
            if pick < 0.25:
                lines.append(f"[{self.dotted()}]")
            elif pick < 0.35:
                lines.append(f"[[{self.dotted()}]]")
            elif pick < 0.4:
                lines.append(self.random.choice(["", "# comment", "  \t"]))
            else:
                lines.append(f"{self.dotted()} = {self.value()}" + self.random.choice(["", " # c"]))
        return self.random.choice(["\n", "\n", "\r\n"]).join(lines).encode()

    def broken(self):
        text = bytearray(self.document())
        for _ in range(self.random.randrange(1, 4)):
            at = self.random.randrange(len(text) + 1)
            pick = self.random.random()
            if pick < 0.4 and text:
                del text[at : at + self.random.randrange(1, 4)]
            elif pick < 0.8:
                text[at:at] = self.random.choice([b"[", b"]", b"{", b"}", b"=", b".", b",", b'"', b"'", b"\n", b"#", b"\\", b"0", b"_", b"\r", b" ", b"\t", b"-", b"e"])
            elif text:
                other = self.random.randrange(len(text) + 1)
                text[at:at] = text[min(at, other) : max(at, other)][:20]
        return bytes(text)


def test_by_hand(toml_json):
    texts = [t.encode() for t in TEXTS] + RAW
    compare(toml_json, texts)
    compare(toml_json, [t + b"\n" for t in texts])
    compare(toml_json, [t.replace(b"\n", b"\r\n") for t in texts])


def test_made_up(toml_json):
    maker = Maker(20240817)
    texts = [maker.document() for _ in range(3000)]
    assert sum(reference(t) != REFUSED for t in texts) > 1000
    compare(toml_json, texts)


def test_broken(toml_json):
    maker = Maker(19790527)
    texts = [maker.broken() for _ in range(3000)]
    assert sum(reference(t) == REFUSED for t in texts) > 1000
    compare(toml_json, texts)


def test_of_python(toml_json):
    """The cases of CPython's own test suite, and the files of the pinned sources."""
    root = pathlib.Path(__file__).parents[2]
    places = [pathlib.Path(tomllib.__file__).parents[1] / "test/test_tomllib/data", root / "grammars/upstream"]
    texts = [p.read_bytes() for place in places for p in sorted(place.rglob("*.toml"))]
    if not texts:
        pytest.skip("this Python comes without its tests, and no sources were fetched")
    compare(toml_json, texts)


def test_limits(toml_json):
    """Refused, quickly, where tomllib would go on: depth, count and numbers beyond 64 bits."""
    deep, many = 100_000, 200_001
    texts = [
        b"a = " + b"[" * deep + b"]" * deep, b"a = " + b"[" * deep, b".".join([b"a"] * deep) + b" = 1",
        b"[" + b".".join([b"a"] * deep) + b"]", b"a = " + b"{a=" * deep + b"1" + b"}" * deep, b"a = [" + b"1," * many + b"]",
        b"a = 9223372036854775808", b"a = -9223372036854775809", b"a = 0xFFFFFFFFFFFFFFFF",
    ]
    for doc, why in zip(ask(toml_json, texts), ["deep"] * 1 + ["unexpected"] + ["deep"] * 3 + ["more than"] + ["64 bits"] * 3, strict=True):
        assert why in doc["error"]
    # Many keys of one table, and many tables, take no time that grows with the square.
    wide = b"".join(b"k%d = 1\n" % i for i in range(50_000)) + b"".join(b"[t%d]\n" % i for i in range(50_000))
    (doc,) = ask(toml_json, [wide])
    assert doc[0] == MAP and len(doc[1]) == 100_000


