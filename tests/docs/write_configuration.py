#!/usr/bin/env python3
"""Writes the tables of docs/configuration.md anew: everything from the first second-level heading on.

usage: write_configuration.py PROGRAM
"""
import pathlib
import subprocess
import sys

PAGE = pathlib.Path(__file__).resolve().parent.parent.parent / "docs" / "configuration.md"


def current(program):
    """The page as it should be."""
    head = PAGE.read_text(encoding="utf-8").partition("\n## ")[0]
    tables = subprocess.run([program, "explain", "configuration"], stdout=subprocess.PIPE, check=True)
    return head + "\n" + tables.stdout.decode("utf-8")


if __name__ == "__main__":
    PAGE.write_text(current(sys.argv[1]), encoding="utf-8")
