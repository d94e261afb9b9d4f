#!/usr/bin/env python3
"""Runs the fuzz targets under libFuzzer, one after the other, and says how many inputs each has had.

usage: run.py BUILD [--seconds N] [TARGET]...

BUILD is a build directory made with -Dfuzzing=true and clang. What is found anew is kept in
BUILD/corpus/TARGET, so that the next run goes on from there; an input that breaks something is left in
BUILD/crashes: copy it to tests/fuzz/corpus/TARGET with the fix. Seeds are the committed corpora, and files
that are there anyway: the standard library of this Python, the cases of the rules.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import sysconfig

HERE = pathlib.Path(__file__).resolve().parent
RULES = HERE.parent / "rules"
LONGEST = {"python": 2048, "manifest": 2048, "config": 2048, "pep508": 256, "globs": 256, "facts": 1024,
           "cache": 256, "baseline": 1024, "fix": 1024, "patch": 512, "dockerfile": 1024, "suppress": 1024}
SEEDS = 400  # files of each kind
# Where memory was asked for need not be told from far. Undefined behaviour ends the run like any other fault: else it is printed,
# and nobody reads it.
QUICK = {"ASAN_OPTIONS": "malloc_context_size=4:quarantine_size_mb=32", "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1"}
# By target: what the first byte of an input chooses, and the files that are such inputs.
FILES = {
    "python": [(b"\0", sysconfig.get_paths()["stdlib"], "**/*.py")],
    "config": [(b"\0", RULES, "*/*/shoring.yaml")],
    "manifest": [(bytes([kind]), RULES, pattern) for kind, pattern in enumerate([
        "**/requirements*.txt", "**/pyproject.toml", "**/setup.cfg", "**/Pipfile", "**/Dockerfile",
        "**/Procfile", "**/*compose*.y*ml", "**/environment.yml", "**/poetry.lock", "**/uv.lock",
        "**/pylock.toml", "**/Pipfile.lock", "**/render.yaml", "**/railway.toml"])],
    "dockerfile": [(b"", RULES, "**/Dockerfile*")],
    "suppress": [(b"\0", RULES, "**/*.py"), (b"\1", RULES, "**/requirements*.txt")],
    "fix": [(bytes([kind]), RULES, pattern) for kind, pattern in enumerate([
        "**/*.py", "**/requirements*.txt", "**/pyproject.toml", "**/environment.yml", "**/setup.py",
        "**/setup.cfg", "**/Pipfile", "**/Dockerfile", "**/requirements*.in"])],
}


def seed(target, corpus, longest):
    """Real files of a size that the fuzzer takes, as inputs of the target."""
    corpus.mkdir(parents=True, exist_ok=True)
    for first, folder, pattern in FILES.get(target, []):
        count = 0
        for path in sorted(pathlib.Path(folder).glob(pattern)):
            if count == SEEDS or not path.is_file() or path.stat().st_size >= longest:
                continue
            (corpus / "seed-{}-{}".format(first.hex(), count)).write_bytes(first + path.read_bytes())
            count += 1


def run(build, target, options):
    """The number of inputs, and whether all of them went well."""
    corpus, crashes = build / "corpus" / target, build / "crashes"
    crashes.mkdir(exist_ok=True)
    seed(target, corpus, LONGEST[target])
    command = [str(build / "tests" / "fuzz" / ("fuzz_" + target)),
               "-max_total_time={}".format(options.seconds), "-detect_leaks=1",
               "-max_len={}".format(LONGEST[target]),
               # Which inputs are rare it works out anew for each: of thousands of bytes, that is most of the time.
               "-entropic=0", "-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1", "-verbosity=0",
               "-artifact_prefix={}/{}-".format(crashes, target), str(corpus), str(HERE / "corpus" / target)]
    dictionary = HERE / (target + ".dict")
    if dictionary.exists():
        command.insert(1, "-dict={}".format(dictionary))
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, env={**QUICK, **os.environ})
    said = done.stdout.decode("utf-8", "replace")
    if done.returncode != 0:
        print(said[-6000:], file=sys.stderr)
    found = re.search(r"number_of_executed_units: *(\d+)", said)
    return int(found.group(1)) if found else 0, done.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    options = parser.parse_args()
    build, well = options.build.resolve(), True
    for target in options.targets or sorted(LONGEST):
        count, fine = run(build, target, options)
        print("{:10} {:>12,} inputs{}".format(target, count, "" if fine else "  FAILED"), flush=True)
        well = well and fine
    if well:
        shutil.rmtree(str(build / "crashes"), ignore_errors=True)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
