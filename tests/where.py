"""Where things are: the source tree, the build directory, the program."""
import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = pathlib.Path(os.environ.get("SHORING_BUILD", ROOT / "build"))
PROGRAM = pathlib.Path(os.environ.get("SHORING", BUILD / "hooks" / "shoring"))
