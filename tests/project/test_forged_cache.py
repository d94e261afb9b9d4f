"""A cache may be made up by somebody, sums and all: what it says is looked through, byte by byte."""
import random
import struct

import pytest

MASK = (1 << 64) - 1
HEAD = struct.Struct("=8sQQqQQII")  # magic, key, sum, since, size, rows_end, count, version


def folded(a, b):
    product = a * b
    return (product & MASK) ^ (product >> 64)


def summed(data):
    """str_sum() of base/str.c."""
    def step(value, at):
        low, high = struct.unpack("=QQ", at)
        return folded(low ^ 0xE7037ED1A0B428DB, high ^ value)

    a = 0x9E3779B97F4A7C15 ^ len(data)
    b = ~a & MASK
    c = (a << 1 | 1) & MASK
    d = ~c & MASK
    at = 0
    while len(data) - at >= 64:
        a, b, c, d = (step(v, data[at + 16 * i:at + 16 * i + 16]) for i, v in enumerate((a, b, c, d)))
        at += 64
    while len(data) - at >= 16:
        a = step(a, data[at:at + 16])
        at += 16
    a = step(a, data[at:].ljust(16, b"\0"))
    return folded(folded(a ^ 0x8EBC6AF09C88C6E3, b), folded(c ^ 0xA0761D6478BD642F, d) ^ 0xFF51AFD7ED558CCD)


def forge(whole, seed):
    """Some bytes of each block changed, and all sums made to fit."""
    r = random.Random(seed)
    data = bytearray(whole)
    magic, key, total, since, size, rows_end, count, version = HEAD.unpack_from(data)
    assert magic == b"shoring\0" and size == len(data)
    width = (rows_end - HEAD.size - paths(data, count)) // count
    for i in range(count):
        at = HEAD.size + i * width
        block_sum, _, block, _, length = struct.unpack_from("=QQQII", data, at + width - 32)
        assert summed(bytes(data[block:block + length])) == block_sum
        for _ in range(r.randrange(1, 4)):
            place = block + r.randrange(80, length)
            data[place:place + 1] = bytes([r.randrange(256)])
        struct.pack_into("=Q", data, at + width - 32, summed(bytes(data[block:block + length])))
    struct.pack_into("=Q", data, 16, summed(bytes(data[24:rows_end])))
    return bytes(data)


def paths(data, count):
    """How many bytes the paths take: they come behind the rows, the first where these end."""
    for width in range(72, 160, 8):
        first = struct.unpack_from("=Q", data, HEAD.size + width - 24)[0]
        if first == HEAD.size + count * width:
            return HEAD.unpack_from(data)[5] - first
    raise AssertionError("the rows of a cache have another form")


def files(count):
    return {"repo/m{}.py".format(i): "import os, m1\nfrom m2 import C\n\n\nclass D(C):\n    x = 1\n    def f(self):\n        return os.sep\n"
            for i in range(count)}


@pytest.mark.parametrize("where", ["configured", "in the user's folder"])
def test_facts(shoring, tree, tmp_path, where):
    root = tree(files(6)) / "repo"
    if where == "configured":
        (root / "shoring.yaml").write_text("cache: kept\n")
    kept = root / "kept" if where == "configured" else tmp_path / "kept"
    env = {"XDG_CACHE_HOME": str(kept)}
    assert shoring("check", cwd=root, env=env).code in (0, 1)
    cache, = [p for p in kept.rglob("*.facts") if p.name.count(".") == 1]
    whole = cache.read_bytes()
    read = 0
    for seed in range(100):
        cache.write_bytes(forge(whole, seed))
        done = shoring("check", "--timings", cwd=root, env=env)
        assert done.code in (0, 1, 2), (seed, done)
        read += "files read: 0," not in done.err
    assert read > 50, "what was changed is believed"


def test_outcomes_of_classes(shoring, tree, tmp_path):
    root = tree(files(70)) / "repo"
    env = {"XDG_CACHE_HOME": str(tmp_path / "kept")}
    assert shoring("check", cwd=root, env=env).code in (0, 1)
    kept, = (tmp_path / "kept").rglob("*.judged.facts")
    whole = kept.read_bytes()
    r = random.Random(1)
    (root / "m2.py").write_text("class C:\n    pass\n")
    for _ in range(100):
        data = bytearray(whole)
        for _ in range(r.randrange(1, 5)):
            data[r.randrange(64, len(data))] = r.randrange(256)
        struct.pack_into("=Q", data, 16, summed(bytes(data[24:])))
        kept.write_bytes(bytes(data))
        assert shoring("check", cwd=root, env=env).code in (0, 1)
