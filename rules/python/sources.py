"""Where the tables come from: pinned distributions of the user's package index, unpacked and read, never run."""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
PYTHONS = range(8, 15)  # the minor versions of Python 3 that the tables know
AT_ONCE = 25  # distributions that pip is asked for in one run
RANKS = "guarddog==3.2.0"  # carries the list of the most downloaded distributions


def folder(name):
    """A folder for what is unpacked; kept between runs where SHORING_TABLES says, else made anew."""
    made = pathlib.Path(os.environ.get("SHORING_TABLES") or tempfile.mkdtemp(prefix="tables-")) / name
    made.mkdir(parents=True, exist_ok=True)
    return made


def unpacked(requirement):
    """The folder with the contents of the requirement's wheel."""
    kept = folder(re.sub(r"\W+", "-", requirement))
    if not any(kept.iterdir()):
        with tempfile.TemporaryDirectory() as wheels:
            subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                            "--only-binary", ":all:", "--dest", wheels, requirement], check=True)
            (wheel,) = pathlib.Path(wheels).glob("*.whl")
            zipfile.ZipFile(wheel).extractall(kept)
    return kept


def all_unpacked(requirements):
    """The folders of several, downloaded side by side."""
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        return list(pool.map(unpacked, requirements))


def metadata(pins):
    """{name: METADATA as a dictionary} of the wheels of pinned distributions, which are not downloaded for it."""
    kept = folder("metadata")
    missing = [pin for pin in pins if not (kept / (pin + ".json")).exists()]
    for start in range(0, len(missing), AT_ONCE):
        told = json.loads(subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--no-deps",
             "--only-binary", ":all:", "--report", "-", *missing[start:start + AT_ONCE]],
            check=True, stdout=subprocess.PIPE).stdout)
        by_name = {normal(one["metadata"]["name"]): one["metadata"] for one in told["install"]}
        for pin in missing[start:start + AT_ONCE]:
            (kept / (pin + ".json")).write_text(json.dumps(by_name[normal(pin.split("==")[0])]))
    return {normal(pin.split("==")[0]): json.loads((kept / (pin + ".json")).read_text()) for pin in pins}


def ranks():
    """{distribution: place} of the 15,000 most downloaded."""
    listed = unpacked(RANKS) / "guarddog/analyzer/metadata/resources/top_pypi_packages.json"
    return {normal(name): place
            for place, name in enumerate(json.loads(listed.read_text(encoding="utf-8"))["packages"])}


def normal(name):
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def rows(name):
    """The lines of a table that is kept by hand: (key, [value, ...])."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, _, values = line.partition("\t")
            yield key, values.split(",")


def write(name, head, lines):
    """A table: comment lines, then the lines in byte order."""
    text = "".join("# {}\n".format(line) for line in head)
    text += "".join(line + "\n" for line in sorted(lines, key=lambda s: s.split("\t")[0].encode()))
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")
