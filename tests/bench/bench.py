#!/usr/bin/env python3
"""How long `shoring check` takes beside other tools, on packages from the index and on made-up repositories.

usage: bench.py PROGRAM TOOLS PACKAGES DIRECTORY [--runs N] [--longest SECONDS] [CORPUS…]

TOOLS is the environment that requirements.txt was installed into: its programs are compared with. PACKAGES is the folder
that reading.txt was installed into: what is read. Corpora, made below DIRECTORY (corpora.py): medium, large and huge (0.5, 2 and 10 million lines;
copies of the packages side by side where there are not enough of them: the table says how many), services-1, -10, -100 and
-1000 (services over one shared core) and parts-1000 (each loads another part of it). Without any: all but large and huge.

The runs of all rows are interleaved, each row's best of N (default 10) counts; wall is the clock's, cpu user and system
time of the program and what it ran, memory the most that one process held (below what Python takes, which begins them,
nothing shows). What takes more than 20 seconds is run once, stopped after SECONDS (default 900), and then not begun on
more lines. Facts are read by the quick reader and from the full parse, and compared, where the program was built with its
tests. What was measured last of each corpus is kept in DIRECTORY/results.json, and all told again in one table at the end.
"""
import argparse
import json
import os
import pathlib
import platform
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time

import corpora

SLOW = 20  # seconds: not waited for ten times
BESIDE = "ruff analyze graph"
FLOOR = "walk and stat"


def machine():
    """The processor, as the system calls it."""
    text = pathlib.Path("/proc/cpuinfo").read_text() if pathlib.Path("/proc/cpuinfo").exists() else ""
    found = re.search(r"^model name\s*: (.+)$", text, re.M)
    return "{} × {}, {} {}".format(os.cpu_count(), found.group(1) if found else "processor", platform.system(), platform.machine())


def versions(program, tools):
    python = str(pathlib.Path(tools) / "bin" / "python")
    said = subprocess.run([program, "--version"], stdout=subprocess.PIPE, universal_newlines=True, check=True).stdout
    code = ("from importlib.metadata import version\n"
            "print(', '.join(n + ' ' + version(n) for n in ('ruff', 'import-linter', 'grimp', 'deptry', 'tach', 'pylint')))")
    others = subprocess.run([python, "-c", code], stdout=subprocess.PIPE, universal_newlines=True, check=True).stdout
    return ", ".join(said.strip().split("\n")) + "; " + others.strip() + "; Python " + platform.python_version()


class Row:
    def __init__(self, name, command, before=None, after=None, env=None, says=None):
        self.name, self.command, self.before, self.after, self.env = name, command, before, after, env
        self.says = says  # what it prints when it has done its work: a fault ends some with 1, too
        self.wall = self.cpu = float("inf")
        self.memory, self.refused = 0, None

    def run(self, root, longest):
        if self.refused:
            return
        if self.before:
            self.before()
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            self.measure(root, write, longest)
        os.close(write)
        with os.fdopen(read) as answer:
            code, cpu, memory, seconds, said = answer.read().split("\n", 4)
        os.waitpid(child, 0)
        if self.after:
            self.after()
        if code == "stopped":
            self.refused = "stopped after {:.0f} s".format(longest)
        elif code == "silent":
            self.refused = "does not say `{}`".format(self.says)
        elif int(code) not in (0, 1) and not (self.name.startswith("pylint") and int(code) < 32):
            self.refused = said.strip().split("\n")[-1][:100] or "exit code " + code
        else:
            self.wall, self.cpu = min(self.wall, float(seconds)), min(self.cpu, float(cpu))
            self.memory = max(self.memory, int(memory))

    def measure(self, root, write, longest):
        """In a child of its own, so that RUSAGE_CHILDREN is of this one command."""
        out = tempfile.TemporaryFile() if self.says else subprocess.DEVNULL
        start = time.perf_counter()
        child = subprocess.Popen(self.command, cwd=str(root), stdout=out, stderr=subprocess.PIPE,
                                 env=dict(os.environ, **(self.env or {})), start_new_session=True)
        try:
            said = child.communicate(timeout=longest)[1]
            code = child.returncode
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            said, code = child.communicate()[1], "stopped"
        seconds = time.perf_counter() - start
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        if self.says and code != "stopped":
            out.seek(0)
            code = code if self.says.encode() in out.read() + said else "silent"
        os.write(write, "{}\n{}\n{}\n{}\n{}".format(
            code, used.ru_utime + used.ru_stime, used.ru_maxrss, seconds,
            said[-2000:].decode("utf-8", "replace")).encode())
        os._exit(0)


class Change:
    """One file in the middle that gets a line more."""

    def __init__(self, root):
        files = corpora.sources(root)
        self.root, self.path = root, files[len(files) // 2]
        self.text = self.path.read_bytes()

    def make(self):
        self.path.write_bytes(self.text + b"\n# changed\n")

    def undo(self):
        self.path.write_bytes(self.text)

    def add(self):
        subprocess.run(["git", "add", str(self.path)], cwd=str(self.root), check=True)

    def stage(self):
        self.make()
        self.add()

    def unstage(self):
        self.undo()
        self.add()


def rows(program, tools, root, directory):
    def tool(name):
        return str(pathlib.Path(tools) / "bin" / name)

    env = {"XDG_CACHE_HOME": str(directory / "cache")}
    change = Change(root)
    check = [program, "check", "--quiet"]
    find = ["find", ".", "-name", ".git", "-prune", "-o", "-name", "*.py", "-type", "f"]
    folders = [path.name for path in sorted(root.iterdir()) if path.is_dir() and path.name != ".git"]
    (directory / "importlinter.ini").write_text(corpora.import_linter(root))
    (directory / "requirements.txt").write_text("requests==2.32.3\n")
    return [
        Row(FLOOR, find + ["-size", "-9999999k"]),
        Row("read all", find + ["-exec", "cat", "{}", "+"]),
        Row("shoring check, cold", check + ["--no-cache"]),
        Row("shoring check, warm", check, env=env),
        Row("shoring check, one file changed", check, change.make, change.undo, env),
        Row("shoring check --staged", check + ["--staged"], change.stage, change.unstage, env),
        Row(BESIDE, [tool("ruff"), "analyze", "graph"]),
        Row("ruff check, TID251 and PLE0241", [tool("ruff"), "check", "--no-cache", "--quiet"]),
        Row("import-linter", [tool("lint-imports"), "--config", str(directory / "importlinter.ini"), "--no-cache"],
            env={"PYTHONPATH": str(root / corpora.roots(root)[0])}, says="Contracts: "),
        Row("deptry", [tool("deptry"), ".", "--requirements-files", str(directory / "requirements.txt")]),
        Row("tach check", [tool("tach"), "check"], says="modules validated"),
        Row("pylint, two checks", [tool("pylint"), "--disable=all", "--enable=inconsistent-mro,duplicate-bases", "-j0",
                                   "--recursive=y", *folders]),
    ]


def compared(program, root):
    """Whether the quick reader's facts are those of the full parse, by the program of the tests that compares them."""
    readers = pathlib.Path(program).parent.parent / "tests" / "unit" / "readers"
    if not readers.exists():
        return "facts not compared: there is no {}".format(readers)
    done = subprocess.run([str(readers), str(root)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    last = done.stdout.decode("utf-8", "replace").strip().split("\n")[-1]
    return "facts {} the full parse: {}".format("equal to" if done.returncode == 0 else "DIFFER FROM", last)


def ratio(value, base):
    return "" if value is None or not base else "{:.2f}".format(value / base)


def print_table(found):
    base = next(row for row in found["rows"] if row["name"] == BESIDE)
    floor = next(row for row in found["rows"] if row["name"] == FLOOR)
    print("\n## {}\n\n{}\n".format(found["name"], "; ".join(found["said"])))
    print("| | wall ms | cpu ms | cpu × {0} | cpu × {1} | MB | MB × {0} |\n| --- |{2}".format(BESIDE, FLOOR, " ---: |" * 6))
    for row in found["rows"]:
        if row["refused"]:
            print("| {} | {} | | | | | |".format(row["name"], row["refused"]))
            continue
        print("| {} | {:.0f} | {:.0f} | {} | {} | {:.0f} | {} |".format(
            row["name"], row["wall"] * 1000, row["cpu"] * 1000, ratio(row["cpu"], base["cpu"]), ratio(row["cpu"], floor["cpu"]),
            row["memory"] / 1024, ratio(row["memory"], base["memory"])))
    sys.stdout.flush()


def leave_out(table, name, results):
    """What had to be stopped on fewer lines is not begun."""
    sizes = list(corpora.LINES)
    for smaller in sizes[:sizes.index(name)] if name in sizes else []:
        stopped = {row["name"] for row in results.get(smaller, {"rows": []})["rows"] if (row["refused"] or "").startswith("stopped")}
        for row in table:
            if row.name in stopped:
                row.refused = "stopped on {}".format(smaller)


def measure(name, program, places, asked, results):
    tools, packages, directory = places
    root = corpora.make(name, directory, packages)
    said = [corpora.described(root), compared(program, root)]
    subprocess.run([program, "check", "--quiet"], cwd=str(root), check=False, stdout=subprocess.DEVNULL,
                   env=dict(os.environ, XDG_CACHE_HOME=str(directory / "cache")))
    table = rows(program, tools, root, directory)
    leave_out(table, name, results)
    load = os.getloadavg()[0]
    for number in range(asked.runs):
        for row in table:
            if number == 0 or row.wall < SLOW:
                row.run(root, asked.longest)
    said.append("best of {}, load {:.1f} before and {:.1f} after".format(asked.runs, load, os.getloadavg()[0]))
    return {"name": name, "said": said, "rows": [
        {"name": row.name, "refused": row.refused, "memory": row.memory, "wall": None if row.refused else row.wall,
         "cpu": None if row.refused else row.cpu} for row in table]}


def print_all(results):
    """One column a corpus: cpu seconds, and how many times those of ruff."""
    names = [name for name in [*corpora.LINES, *corpora.SERVICES] if name in results]
    print("\n## cpu seconds (× {})\n\n| | {} |\n| --- |{}".format(BESIDE, " | ".join(names), " ---: |" * len(names)))
    for row in results[names[0]]["rows"]:
        cells = []
        for name in names:
            found = {one["name"]: one for one in results[name]["rows"]}
            one, base = found.get(row["name"]), found[BESIDE]
            cells.append("–" if one is None or one["refused"] else "{:.2f} ({})".format(one["cpu"], ratio(one["cpu"], base["cpu"])))
        print("| {} | {} |".format(row["name"], " | ".join(cells)))


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].replace("usage: ", ""))
    for word in ("program", "tools", "packages", "directory"):
        parser.add_argument(word)
    parser.add_argument("corpora", nargs="*", metavar="CORPUS")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--longest", type=float, default=900)
    asked = parser.parse_intermixed_args()
    program, tools, packages, directory = (
        pathlib.Path(path).absolute() for path in (asked.program, asked.tools, asked.packages, asked.directory))
    os.environ.pop("VIRTUAL_ENV", None)  # the shell's environment is nobody's here
    for name in asked.corpora:
        if name not in corpora.LINES and name not in corpora.SERVICES:
            sys.exit("there is no corpus {}; there are {}".format(name, ", ".join([*corpora.LINES, *corpora.SERVICES])))
    directory.mkdir(parents=True, exist_ok=True)
    directory = directory.resolve()
    kept = directory / "results.json"
    results = json.loads(kept.read_text()) if kept.exists() else {}
    print("{}\n{}".format(machine(), versions(str(program), tools)))
    for name in asked.corpora or ["medium", *corpora.SERVICES]:
        results[name] = measure(name, str(program), (tools, packages, directory), asked, results)
        kept.write_text(json.dumps(results, indent=1))
        print_table(results[name])
    print_all(results)


if __name__ == "__main__":
    main()
