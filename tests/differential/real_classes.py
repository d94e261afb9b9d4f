"""The classes of real packages: what `shoring mro` says of them against what CPython did when it imported them.

usage: real_classes.py [--shoring PROGRAM] [--show N] PYTHON PACKAGE...

PYTHON is an interpreter with the packages installed; PACKAGE is an import name, or `stdlib`. Every module of a package
is imported in one process (those that cannot be imported are counted), and every run of a class statement is kept with
its file and line. A copy of the package is then a project of its own, with the interpreter's environment. Prints for
each package how many classes are exact, partial or wrong, every wrong one, and why others are partial.
"""
import argparse
import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from class_truth import Names, judge, rows_of, truth_of

HERE = pathlib.Path(__file__).resolve().parent
# Of the standard library: what opens windows, plays, or is only there to be run; tkinter.tix sets the bases of others (up to 3.12).
LEFT_OUT = {"test", "tests", "idlelib", "turtledemo", "lib2to3", "site-packages", "dist-packages", "__phello__", "antigravity", "this", "tix"}
# What has to be run before a package's modules can be imported.
DJANGO = """
from django.conf import settings
APPS = "admin auth contenttypes sessions messages staticfiles sites flatpages redirects sitemaps humanize"
settings.configure(INSTALLED_APPS=["django.contrib." + name for name in APPS.split()] + {more}, SITE_ID=1, USE_TZ=True,
                   SECRET_KEY="x", DATABASES={{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}}})
import django
django.setup()
"""
FIRST = {
    "django": DJANGO.format(more=[]),
    "rest_framework": DJANGO.format(more=["rest_framework", "rest_framework.authtoken"]),
    "django_filters": DJANGO.format(more=["rest_framework", "django_filters"]),
}
FIND = """import importlib.util, json, sys, sysconfig
found = {}
for name in sys.argv[1:]:
    if name == "stdlib":
        found[name] = [sysconfig.get_path("stdlib")]
    else:
        spec = importlib.util.find_spec(name)
        found[name] = list(spec.submodule_search_locations or [spec.origin])
json.dump([list(sys.version_info[:2]), sys.prefix, found], sys.stdout)
"""


def asked(python, names):
    done = subprocess.run([python, "-c", FIND, *names], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout.decode())


def modules_of(top, prefix):
    """{dotted name: path} of a package's directory, or of the standard library where there is no prefix."""
    found = {}
    for path in sorted(top.rglob("*.py")):
        parts = path.relative_to(top).with_suffix("").parts
        if not prefix and LEFT_OUT & set(parts) or parts[-1] == "__main__" or not all(map(str.isidentifier, parts)):
            continue
        if parts[-1] == "__init__":
            parts = parts[:-1]
        found[".".join([*prefix, *parts])] = path
    return found


def load(name, within, modules, options):
    with tempfile.TemporaryDirectory() as folder:
        first = pathlib.Path(folder, "shoring_first.py")
        first.write_text(FIRST.get(name, ""))
        done = subprocess.run([options.python, str(HERE / "load_classes.py"), "--within", str(within), folder, "-"], cwd=folder,
                              input="\n".join([first.stem, *modules]).encode(), stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, timeout=options.timeout, check=True,
                              env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "MPLBACKEND": "agg"})
    return json.loads(done.stdout.decode())


def copied(locations, name, top):
    """The package as a project; it stands below `top` as it stands below its root."""
    source = pathlib.Path(locations[0])
    if source.is_file():
        shutil.copyfile(source, top / source.name)
        return
    target = top if name == "stdlib" else top.joinpath(*name.split("."))
    for path in source.rglob("*"):
        if path.suffix in (".py", ".pyi") and path.is_file():
            parts = path.relative_to(source).parts
            if name == "stdlib" and LEFT_OUT & set(parts):
                continue
            target.joinpath(*parts[:-1]).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target.joinpath(*parts))
        elif path.suffix == ".so":
            # That there is one is what counts: it is loaded in place of a source of its name.
            folder = target.joinpath(*path.relative_to(source).parts[:-1])
            folder.mkdir(parents=True, exist_ok=True)
            (folder / path.name).touch()


def say(shoring, top, version, prefix):
    lines = ["version: 1", "python: \"{}.{}\"".format(*version), "source-roots: [\".\"]", "services: [{discover: false}]"]
    if prefix:
        (top / ".venv").symlink_to(prefix)
        lines.append("environment: .venv")
    (top / "shoring.yaml").write_text("\n".join(lines) + "\n")
    done = subprocess.run([shoring, "mro", "--no-cache", "--format", "json"], cwd=str(top), stdout=subprocess.PIPE, check=False)
    assert done.returncode in (0, 1), done.returncode
    return rows_of(done.stdout.decode())


def reasons(judged, said):
    """What nobody knows, most frequent first: that of the base, where a base is not known either."""
    by_name = {row["class"]: row for row in said.values() if row["status"] == "partial"}
    ranked = collections.Counter()
    for file, line, *_ in judged.partial:
        row, seen = said[file, line], set()
        while True:
            names = [name for name in row["unknown"] if name in by_name and name not in seen]
            if not names:
                break
            seen.add(names[0])
            row = by_name[names[0]]
        ranked[row["detail"] or "what is {}?".format(", ".join(row["unknown"]))] += 1
    return ranked


def measure(name, locations, version, prefix, options):
    source = pathlib.Path(locations[0])
    with tempfile.TemporaryDirectory() as folder:
        top = pathlib.Path(folder)
        copied(locations, name, top)
        if source.is_file():
            modules = {name: source}
        else:
            modules = modules_of(source, [] if name == "stdlib" else name.split("."))
        # Imported where it is installed: a copy of the standard library would not be the one that runs.
        within = source if source.is_dir() else source.parent
        told = load(name, within, modules, options)
        said = say(options.shoring, top, version, None if name == "stdlib" else prefix)
    inside = "" if name == "stdlib" or source.is_file() else name.replace(".", "/") + "/"
    for row in told["classes"]:
        row["file"] = inside + os.path.relpath(row["file"], within)
        for entry in row.get("mro", ()):
            if entry[1] and entry[1].startswith(str(within) + os.sep):
                entry[1] = inside + os.path.relpath(entry[1], within)
    # Other packages' modules that stand below the standard library's and were imported along.
    ours = [row for row in told["classes"] if name != "stdlib" or not LEFT_OUT & set(pathlib.PurePath(row["file"]).parts)]
    truth, several = truth_of(ours)
    judged = judge(truth, said, Names(said).same)
    report(name, judged, said, several, len(modules), told["failed"], options)
    return judged


def report(name, judged, said, several, modules, failed, options):
    counts = judged.counts
    total = sum(counts.values())
    print("{}: {} classes: {} exact ({:.2f} %), {} partial, {} wrong; {} of {} modules not imported, {} statements with several "
          "outcomes".format(name, total, counts["exact"], 100 * counts["exact"] / max(total, 1), counts["partial"],
                            counts["wrong"], len(failed), modules, len(several)))
    for file, line, want, got in judged.wrong:
        print("  wrong {}:{}\n    CPython {}\n    shoring {}".format(file, line, want, got))
    for why, number in reasons(judged, said).most_common(options.show):
        print("  partial {:5} {}".format(number, why))
    if options.failed:
        for module, why in failed.items():
            print("  not imported {}: {}".format(module, why))
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description="Compares the classes of real packages with CPython's.")
    parser.add_argument("--shoring", default=os.environ.get("SHORING", "shoring"))
    parser.add_argument("--show", type=int, default=15, help="how many reasons for partial answers")
    parser.add_argument("--failed", action="store_true", help="name the modules that cannot be imported")
    parser.add_argument("--timeout", type=int, default=900, help="seconds for the imports of one package")
    parser.add_argument("python")
    parser.add_argument("packages", nargs="+")
    options = parser.parse_args()
    version, prefix, found = asked(options.python, options.packages)
    counts = collections.Counter()
    for name in options.packages:
        counts += measure(name, found[name], version, prefix, options).counts
    total = max(sum(counts.values()), 1)
    print("all: {} classes: {:.3f} % exact, {:.3f} % wrong".format(total, 100 * counts["exact"] / total, 100 * counts["wrong"] / total))


if __name__ == "__main__":
    main()
