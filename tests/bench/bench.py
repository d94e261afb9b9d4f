#!/usr/bin/env python3
"""How long `shoring check` takes beside other tools, on packages from the index and on made-up repositories.

usage: bench.py PROGRAM TOOLS DIRECTORY [--runs N] [CORPUS…]

TOOLS is the environment that tests/bench/requirements.txt was installed into: its programs are compared with, its
packages are what is read. Corpora, made below DIRECTORY: medium, large and huge (0.5, 2 and 10 million lines; copies
of the packages side by side where there are not enough of them: the table says how many) and services-10, -100 and
-1000 (services over one shared core of as many modules as fit). Without any: medium and the services.

Every repository is committed to git. The runs of all rows are interleaved, each row's best of N (default 10) counts;
wall is the clock's, cpu user and system time of the program and what it ran, memory the most that one process held.
"""
import argparse
import os
import pathlib
import platform
import resource
import shutil
import subprocess
import sys
import time

LINES = {"medium": 500000, "large": 2000000, "huge": 10000000}
CORE = {10: 500, 100: 1000, 1000: 5000}
CONFIG = "services:\n  - {discover: false}\n"
SERVICES = "services:\n  - {discover: true}\n"
RUFF = "[lint]\nselect = [\"TID251\", \"PLE0241\"]\npreview = true\n[lint.flake8-tidy-imports.banned-api]\n\"nowhere.at.all\".msg = \"no\"\n"

FLOORS = {
    "walk and stat": "import os\nfor top, dirs, files in os.walk('.'):\n"
                     "    dirs[:] = [d for d in dirs if d != '.git']\n"
                     "    for f in files:\n        if f.endswith('.py'):\n            os.lstat(os.path.join(top, f))\n",
    "read all": "import os\nfor top, dirs, files in os.walk('.'):\n"
                "    dirs[:] = [d for d in dirs if d != '.git']\n"
                "    for f in files:\n        if f.endswith('.py'):\n"
                "            with open(os.path.join(top, f), 'rb') as g:\n                g.read()\n",
}


def sources(folder):
    return sorted(path for path in folder.rglob("*.py") if ".git" not in path.parts)


def commit(root):
    git = ["git", "-c", "user.name=bench", "-c", "user.email=bench@localhost", "-c", "gc.auto=0"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "all"]):
        subprocess.run(git + words, cwd=str(root), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def packages(root, tools, lines):
    """Copy packages until there are so many lines, all of them again under another folder if need be."""
    site = next(pathlib.Path(tools).glob("lib/python*/site-packages"))
    found, count = 0, 0
    while found < lines:
        count += 1
        before = found
        for package in sorted(path for path in site.iterdir() if path.is_dir() and path.suffix != ".dist-info"):
            if found >= lines:
                break
            for path in sources(package):
                place = root / ("copy{}".format(count) if lines > LINES["large"] else "src") / path.relative_to(site)
                if lines <= LINES["large"] and count > 1:
                    place = root / "src{}".format(count) / path.relative_to(site)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(str(path), str(place))
                found += path.read_bytes().count(b"\n")
        if found == before:
            sys.exit("no Python in {}".format(site))
    (root / "shoring.yaml").write_text(CONFIG)


def services(root, count):
    """So many services over one shared core: each starts from its main.py and reaches all of the core."""
    core, modules = root / "core", CORE[count]
    core.mkdir(parents=True)
    (core / "__init__.py").write_text("")
    for i in range(modules):
        below = [2 * i + 1, 2 * i + 2]
        text = "".join("from core import m{}\n".format(n) for n in below if n < modules)
        text += "import json\nimport requests\n" if i % 100 == 0 else ""
        (core / "m{}.py".format(i)).write_text(
            text + "\n\nclass C{0}:\n    pass\n\n\ndef f{0}(x):\n    return x\n".format(i))
    for i in range(count):
        service = root / "services" / "s{}".format(i)
        service.mkdir(parents=True)
        (service / "main.py").write_text("from core import m0\n\n\ndef main():\n    return m0\n")
        (service / "requirements.txt").write_text("requests==2.32.3\n")
        (service / "Dockerfile").write_text(
            "FROM python:3.11-slim\nWORKDIR /srv\nCOPY services/s{0}/requirements.txt /srv/\n"
            "RUN pip install -r requirements.txt\nCOPY core /srv/core\nCOPY services/s{0} /srv\n"
            "CMD [\"python\", \"main.py\"]\n".format(i))
    (root / "shoring.yaml").write_text(SERVICES)


def make(name, directory, tools):
    root = directory / name
    if not (root / ".git").exists():
        shutil.rmtree(str(root), ignore_errors=True)
        root.mkdir(parents=True)
        if name in LINES:
            packages(root, tools, LINES[name])
        else:
            services(root, int(name.split("-")[1]))
        (root / ".gitignore").write_text("*.ruff\n")
        (root / "ruff.toml").write_text(RUFF)
        commit(root)
    return root


class Row:
    def __init__(self, name, command, before=None, after=None, env=None):
        self.name, self.command, self.before, self.after, self.env = name, command, before, after, env
        self.wall = self.cpu = float("inf")
        self.memory, self.refused = 0, None

    def run(self, root):
        if self.refused:
            return
        if self.before:
            self.before()
        start, (read, write) = time.perf_counter(), os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            self.measure(root, write)
        os.close(write)
        with os.fdopen(read) as answer:
            code, cpu, memory, seconds, said = answer.read().split("\n", 4)
        os.waitpid(child, 0)
        del start
        if self.after:
            self.after()
        if int(code) not in (0, 1) and not (self.name.startswith("pylint") and int(code) < 32):
            self.refused = said.strip().split("\n")[-1][:100]
            return
        self.wall, self.cpu = min(self.wall, float(seconds)), min(self.cpu, float(cpu))
        self.memory = max(self.memory, int(memory))

    def measure(self, root, write):
        """In a child of its own, so that RUSAGE_CHILDREN is of this one command."""
        start = time.perf_counter()
        done = subprocess.run(self.command, cwd=str(root), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              env=dict(os.environ, **(self.env or {})), check=False)
        seconds = time.perf_counter() - start
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        os.write(write, "{}\n{}\n{}\n{}\n{}".format(
            done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss, seconds,
            done.stderr[-2000:].decode("utf-8", "replace")).encode())
        os._exit(0)


def rows(program, tools, root, directory):
    tool = lambda name: str(pathlib.Path(tools) / "bin" / name)
    env = {"XDG_CACHE_HOME": str(directory / "cache")}
    one = sources(root)[len(sources(root)) // 2]
    text = one.read_bytes()
    check = [program, "check", "--quiet"]
    folders = [path.name for path in sorted(root.iterdir()) if path.is_dir() and path.name != ".git"]

    def change():
        one.write_bytes(text + b"\n# changed\n")

    def restore():
        one.write_bytes(text)

    def stage():
        change()
        subprocess.run(["git", "add", str(one)], cwd=str(root), check=True)

    def unstage():
        restore()
        subprocess.run(["git", "add", str(one)], cwd=str(root), check=True)

    contract = directory / "importlinter.ini"
    contract.write_text("[importlinter]\nroot_packages =\n    core\n\n[importlinter:contract:1]\nname = one\n"
                        "type = forbidden\nsource_modules =\n    core.m1\nforbidden_modules =\n    core.m0\n")
    found = [Row(name, [sys.executable, "-c", code]) for name, code in FLOORS.items()] + [
        Row("shoring check, cold", check + ["--no-cache"]),
        Row("shoring check, warm", check, env=env),
        Row("shoring check, one file changed", check, change, restore, env),
        Row("shoring check --staged", check + ["--staged"], stage, unstage, env),
        Row("ruff analyze graph", [tool("ruff"), "analyze", "graph"]),
        Row("ruff check, TID251 and PLE0241", [tool("ruff"), "check", "--no-cache", "--quiet"]),
        Row("deptry", [tool("deptry"), "."]),
        Row("tach check", [tool("tach"), "check"]),
        Row("pylint, two checks", [tool("pylint"), "--disable=all", "--enable=inconsistent-mro,duplicate-bases", "-j0",
                                   "--recursive=y", *folders]),
    ]
    if (root / "core").exists():
        found.append(Row("import-linter", [tool("lint-imports"), "--config", str(contract), "--no-cache"],
                         env={"PYTHONPATH": str(root)}))
    return found


def measure(name, program, tools, directory, runs, slow):
    root = make(name, directory, tools)
    files = sources(root)
    size, lines = sum(path.stat().st_size for path in files), sum(path.read_bytes().count(b"\n") for path in files)
    copies = len([path for path in root.iterdir() if path.name.startswith(("copy", "src"))])
    print("\n## {}\n{} files, {:.1f} MB, {:.2f} million lines{}\n".format(
        name, len(files), size / 1e6, lines / 1e6, ", {} copies of the packages".format(copies) if copies > 1 else ""))
    subprocess.run([program, "check", "--quiet"], cwd=str(root), check=False, stdout=subprocess.DEVNULL,
                   env=dict(os.environ, XDG_CACHE_HOME=str(directory / "cache")))
    table = rows(program, tools, root, directory)
    for number in range(runs):
        for row in table:
            # What takes long is not waited for ten times.
            if number < 1 or row.wall < slow:
                row.run(root)
    base = next(row for row in table if row.name == "ruff analyze graph")
    walk = table[0]
    print("| | wall ms | cpu ms | × ruff analyze graph (cpu) | × walk and stat (cpu) | MB |\n| --- |{}".format(" ---: |" * 5))
    for row in table:
        if row.refused or row.wall == float("inf"):
            print("| {} | – | | | | {} |".format(row.name, row.refused))
            continue
        print("| {} | {:.0f} | {:.0f} | {:.2f} | {:.1f} | {:.0f} |".format(
            row.name, row.wall * 1000, row.cpu * 1000, row.cpu / base.cpu, row.cpu / walk.cpu, row.memory / 1024))
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].replace("usage: ", ""))
    for word in ("program", "tools", "directory"):
        parser.add_argument(word)
    parser.add_argument("corpora", nargs="*", metavar="CORPUS")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--slow", type=float, default=20, help="seconds after which a command is run but once")
    asked = parser.parse_intermixed_args()
    program, tools, directory = (pathlib.Path(path).absolute() for path in (asked.program, asked.tools, asked.directory))
    os.environ.pop("VIRTUAL_ENV", None)  # the shell's environment is nobody's here
    known = list(LINES) + ["services-{}".format(count) for count in CORE]
    for name in asked.corpora:
        if name not in known:
            sys.exit("there is no corpus {}; there are {}".format(name, ", ".join(known)))
    print("{} processors, {} {}, Python {}, load {:.1f}".format(
        os.cpu_count(), platform.system(), platform.machine(), platform.python_version(), os.getloadavg()[0]))
    print(subprocess.run([str(program), "--version"], stdout=subprocess.PIPE, universal_newlines=True,
                         check=True).stdout.strip())
    directory.mkdir(parents=True, exist_ok=True)
    for name in asked.corpora or ["medium", "services-10", "services-100", "services-1000"]:
        measure(name, str(program), tools, directory.resolve(), asked.runs, asked.slow)


if __name__ == "__main__":
    main()
