"""The classes of the running Python's own standard library: real_classes.py, on the package that is always there."""
import os
import pathlib
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
EXACT, WRONG = 97.0, 0.5  # percent; urllib.parse gives six classes the names of others


def test_standard_library(shoring):
    if sys.implementation.name != "cpython" or not sys.platform.startswith("linux"):
        pytest.skip("the tables are those of CPython on Linux")
    done = subprocess.run([sys.executable, str(HERE / "real_classes.py"), "--shoring", str(shoring.program), sys.executable,
                           "stdlib"], stdout=subprocess.PIPE, env={**os.environ, "PYTHONIOENCODING": "utf-8"}, timeout=900, check=True)
    text = done.stdout.decode("utf-8")
    print(text)
    # "all: 2124 classes: 99.812 % exact, 0.000 % wrong"
    words = text.splitlines()[-1].split()
    assert int(words[1]) > 1500
    assert float(words[3]) >= EXACT and float(words[6]) <= WRONG, text
