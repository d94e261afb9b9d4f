"""Random trees of packages, and what CPython itself does when it starts them."""
import functools
import json
import pathlib
import subprocess
import sys

# Runs each entry that it is told, in a process of its own, and tells the files in the order in which they begin to run, and what
# stops it. Those processes are forked: to start Python takes longer than to run such an entry.
DRIVER = r'''
import importlib, json, os, sys, traceback
from importlib.machinery import FileFinder, SourceFileLoader

for line in sys.stdin:
    child = os.fork()
    if child == 0:
        break
    os.waitpid(child, 0)
else:
    sys.exit()
root, entry = json.loads(line)
order = []

class Loader(SourceFileLoader):
    def exec_module(self, module):
        order.append(os.path.relpath(self.path, root))
        super().exec_module(module)

sys.path_hooks.insert(0, FileFinder.path_hook((Loader, [".py"])))
sys.path_importer_cache.clear()
sys.path.insert(0, root)
stopped = None
try:
    if entry.endswith(".py"):
        path = os.path.join(root, entry)
        order.append(entry)
        with open(path) as file:
            exec(compile(file.read(), path, "exec"), {"__name__": "__main__", "__file__": path})
    else:
        importlib.import_module(entry)
except BaseException as error:
    frames = {}  # the body of a class is a frame of its own: the last of a file is the statement
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.startswith(root + "/"):
            frames[os.path.relpath(frame.filename, root)] = frame.lineno
    stopped = {"frames": list(frames.items()), "raises": "%s: %s" % (type(error).__name__, error)}
print(json.dumps({"order": order, "stopped": stopped}), flush=True)
os._exit(0)
'''


@functools.lru_cache(maxsize=None)
def python():
    """It ends with the tests: with its standard input."""
    return subprocess.Popen([sys.executable, "-S", "-I", "-B", "-c", DRIVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            encoding="utf-8")


def start(root, entry):
    """What CPython does: {"order": [file], "stopped": None or {"frames": [[file, line]], "raises"}}."""
    python().stdin.write(json.dumps([str(root), entry]) + "\n")
    python().stdin.flush()
    return json.loads(python().stdout.readline())


class Tree:
    """A tree of packages whose modules import one another; in circles, unless it is told not to."""

    def __init__(self, random, missing=0.0, guards=0.0, circles=True):
        self.random, self.missing, self.guards, self.circles = random, missing, guards, circles
        self.modules = {}  # dotted name -> path
        self.packages = {}  # dotted name -> has an __init__
        self.children = {}  # dotted name of a package -> names
        # What a star import binds may be called like a submodule: then it matters which came first.
        self.unique = random.random() < 0.5
        self.grow("", 0)

    def grow(self, package, depth):
        for i in range(self.random.randint(2, 4)):
            name = "{}{}".format("abcd"[depth], len(self.modules) if self.unique else i)
            dotted = (package + "." + name).lstrip(".")
            self.children.setdefault(package, []).append(name)
            if depth < 2 and self.random.random() < 0.6:
                self.packages[dotted] = self.random.random() < 0.8
                if self.packages[dotted]:
                    self.modules[dotted] = dotted.replace(".", "/") + "/__init__.py"
                self.grow(dotted, depth + 1)
            else:
                self.modules[dotted] = dotted.replace(".", "/") + ".py"

    def one(self, items):
        return self.random.choice(sorted(items))

    def statement(self, module):
        """An import that works wherever it stands, and whether it fails."""
        if self.random.random() < self.missing:
            if self.random.random() < 0.3:
                return self.one(["import requests", "from yaml import safe_load"])
            package = self.one(p for p in self.packages if self.packages[p]) if any(
                self.packages.values()) else None
            if package is not None:
                return self.one(["import {}.gone", "from {}.gone import it", "import {}.gone.more"]).format(package)
        # Without circles, what is imported is of a top-level package further on.
        top = module.partition(".")[0] if module is not None and not self.circles else ""
        targets = [name for name in self.modules if name.partition(".")[0] > top]
        if not targets:
            return "pass"
        target = self.one(targets)
        around, _, last = target.rpartition(".")
        forms = ["import {}".format(target), "import {} as it".format(target),
                 "from {} import VALUE as value".format(target)]
        if around:
            forms += ["from {} import {}".format(around, last)] * 2
            others = sorted(set(self.children[around]) - {last})
            if others and self.importable(around + "." + others[0]):
                forms.append("from {} import {}, {} as it".format(around, last, others[0]))
        if module is not None and "." in module:
            forms += self.relative(module, target)
        if self.unique and self.packages.get(target):
            forms.append("from {} import *".format(target))
        return self.one(forms)

    def importable(self, dotted):
        return dotted in self.modules or dotted in self.packages

    def relative(self, module, target):
        here = module if module in self.packages else module.rpartition(".")[0]
        dots, up = ".", here
        while up:
            if target.startswith(up + "."):
                rest = target[len(up) + 1:]
                around, _, last = rest.rpartition(".")
                return ["from {}{} import {}".format(dots, around, last),
                        "from {}{} import VALUE".format(dots, rest)]
            dots, up = dots + ".", up.rpartition(".")[0]
        return []

    def body(self, module):
        lines = ["VALUE = 1"]
        names = self.children.get(module, []) if self.packages.get(module) else []
        if names and self.random.random() < 0.4:
            lines.append("__all__ = {!r}".format(self.random.sample(names, 1)))
        for _ in range(self.random.randint(0, 3)):
            statement = self.statement(module)
            if self.random.random() < self.guards:
                lines += ["try:", "    " + statement, "except ImportError:", "    pass"]
            elif self.random.random() < 0.1:
                lines += ["def later():", "    " + statement.replace("import *", "import VALUE")]
            elif self.random.random() < 0.1:
                lines += ["class Holder:", "    " + statement.replace("import *", "import VALUE")]
            else:
                lines.append(statement)
            if names and self.random.random() < 0.15:
                lines.append("{} = None".format(self.one(names)))
        return "\n".join(lines) + "\n"

    def write(self, root, entry):
        """Writes it below root, with a Dockerfile that starts the entry (a file or a module)."""
        files = {path: self.body(module) for module, path in self.modules.items()}
        if entry.endswith(".py"):
            files[entry] = "".join(self.statement(None) + "\n" for _ in range(3))
        command = ["python", entry] if entry.endswith(".py") else ["gunicorn", entry + ":app"]
        files["Dockerfile"] = "FROM python:3.11\nWORKDIR /app\nCOPY . .\nCMD {}\n".format(json.dumps(command))
        files["requirements.txt"] = "gunicorn\n"
        files["shoring.yaml"] = 'version: 1\npython: "3.11"\nservices:\n  - {name: app, path: .}\n'
        for name, text in files.items():
            path = pathlib.Path(str(root)) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
