"""What CPython makes of the class statements of a tree: imports modules and tells of each statement.

usage: load_classes.py [--survive] [--within DIRECTORY] TOP MODULE...

The modules are imported with TOP first on sys.path. Prints a JSON object:
  classes  a list of {file, line, class, mro | error | spoiled}, one a run of a class statement below TOP (or below
           DIRECTORY): `mro` is a list of [`module.qualname`, file or null, line or null], `error` the text of the TypeError;
           `spoiled` (only with --survive) is the error of a base that could not be created. Of a statement in the body of
           a try, or in an arm that hasattr() chooses, `tried` is true
  failed   {module: why it could not be imported}

--survive: a class that CPython refuses gets a placeholder, so that the statements after it are run. Runs under any
CPython since 3.8 and needs nothing but the standard library.
"""
import ast
import builtins
import functools
import importlib
import io
import json
import os
import sys
import warnings

BUILD = builtins.__build_class__
MARK = "_python_refused_it"  # in placeholders


class Recorder:
    """Stands in for __build_class__ and keeps what became of every class statement."""

    def __init__(self, within, survive):
        self.within, self.survive = within, survive
        # [path, first line, order as it was then (tkinter.tix changes the bases of others), class, error, spoiled]
        self.rows = []
        self.first_lines = {}

    def install(self):
        builtins.__build_class__ = self.build

    def remove(self):
        builtins.__build_class__ = BUILD

    def build(self, function, name, *bases, **keywords):
        code = function.__code__
        row = [code.co_filename, code.co_firstlineno, (), None, None, None]
        row[5] = self.survive and next(filter(None, map(self.is_spoiled, [*bases, *keywords.values()])), None)
        if row[5]:
            return self.placeholder(row, function)
        try:
            made = BUILD(function, name, *bases, **keywords)
        except TypeError as error:
            row[4] = str(error)
            if not self.survive:
                self.rows.append(row)
                raise
            return self.placeholder(row, function)
        row[5] = self.survive and self.is_spoiled(made)
        if row[5]:
            return self.placeholder(row, function)
        row[3] = made
        if isinstance(made, type):
            row[2] = type.__dict__["__mro__"].__get__(made)
        self.rows.append(row)
        return made

    @staticmethod
    def is_spoiled(value):
        """Why one of its classes could not be created, or None."""
        # A decorator may have made it anew, of all that is in it.
        return next((vars(c)[MARK] for c in getattr(value, "__mro__", ()) if MARK in vars(c)), None)

    def placeholder(self, row, body):
        # An enumeration takes a class for a member unless its qualified name says that it stands in there.
        where = getattr(body.__code__, "co_qualname", body.__qualname__)
        row[3] = type(body.__name__, (), {"__module__": "", "__qualname__": where, MARK: row[4] or row[5] or "?"})
        self.rows.append(row)
        return row[3]

    def read(self, path):
        """{first line of a class statement, which may be that of a decorator: (line of `class`, may it be meant to fail?)}"""
        if path not in self.first_lines:
            lines = self.first_lines[path] = {}
            try:
                with open(path, "rb") as file, warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    tree = ast.parse(file.read())
            except (OSError, SyntaxError, ValueError, RecursionError):
                tree = ast.Module(body=[], type_ignores=[])
            tried = set()
            for node in ast.walk(tree):
                if isinstance(node, ast.Try):
                    tried.update(node.body)
                elif isinstance(node, ast.If) and "hasattr" in {getattr(n, "id", "") for n in ast.walk(node.test)}:
                    tried.update(node.body + node.orelse)
                elif node in tried:
                    tried.update(ast.iter_child_nodes(node))
                if isinstance(node, ast.ClassDef):
                    first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
                    lines[first] = node.lineno, node in tried
        return self.first_lines[path]

    def line_of(self, path, first):
        return self.read(path).get(first, (first, False))[0]

    def told(self, top):
        """The rows of files below `within`, with places relative to top."""
        def relative(path):
            path = os.path.abspath(path)
            return (os.path.relpath(path, top) if path.startswith(top + os.sep) else path).replace(os.sep, "/")

        def place(row):
            return relative(row[0]), self.line_of(row[0], row[1])

        places, by_name = {}, {}
        for row in self.rows:
            if isinstance(row[3], type) and MARK not in vars(row[3]):
                places[id(row[3])] = place(row)
                by_name.setdefault(full_name(row[3]), place(row))

        def place_of(cls):
            # A decorator may have put another class in a class's place; some were there before the first import.
            known = places.get(id(cls)) or by_name.get(full_name(cls))
            if not known and id(cls) not in elsewhere:
                found = place_by_methods(cls)
                elsewhere[id(cls)] = found and (relative(found[0]), found[1])
            known = known or elsewhere[id(cls)]
            return known or (None, None)

        elsewhere, result = {}, []
        for row in self.rows:
            if not os.path.abspath(row[0]).startswith(self.within + os.sep):
                continue
            file, line = place(row)
            one = {"file": file, "line": line}
            if self.read(row[0]).get(row[1], (0, False))[1]:
                one["tried"] = True
            if row[4] is not None:
                one["error"] = row[4]
            elif row[5]:
                one["spoiled"] = row[5]
            elif not isinstance(row[3], type):
                continue  # a metaclass made something else of it
            else:
                one["class"] = full_name(row[3])
                one["mro"] = [[full_name(c), *place_of(c)] for c in row[2]]
            result.append(one)
        return result


@functools.lru_cache(maxsize=None)
def top_level(path):
    """{name: the lines of its class statements} of those that stand in no other statement."""
    with open(path, "rb") as file:
        tree = ast.parse(file.read())
    lines = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            lines.setdefault(node.name, []).append(node.lineno)
    return lines


def place_by_methods(cls):
    """The file and line of a class that was made before anybody looked, told by a method of its own."""
    name = cls.__qualname__
    for value in vars(cls).values():
        code = getattr(getattr(value, "__func__", getattr(value, "fget", value)), "__code__", None)
        path = code.co_filename if code else ""
        if path.startswith("<frozen "):
            parts = path[len("<frozen "):-1].split(".")
            path = os.path.join(os.path.dirname(ast.__file__), *parts) + ".py"
        if not os.path.isfile(path):
            continue
        lines = top_level(path).get(name, ())
        if len(lines) == 1:
            return path, lines[0]
    return None


def full_name(cls):
    module, name = type.__dict__["__module__"].__get__(cls), type.__dict__["__qualname__"].__get__(cls)
    return "{}.{}".format(module, name)


def not_now(*_arguments):
    raise OSError("modules are only to be imported")


def main(arguments):
    survive = "--survive" in arguments
    if survive:
        arguments.remove("--survive")
    within = None
    if "--within" in arguments:
        at = arguments.index("--within")
        within = os.path.abspath(arguments[at + 1])
        del arguments[at:at + 2]
    top, *modules = arguments
    if modules == ["-"]:
        modules = sys.stdin.read().split()
    top = os.path.abspath(top)
    recorder = Recorder(within or top, survive)
    failed = {}
    sys.path.insert(0, top)
    sys.setrecursionlimit(5000)
    warnings.simplefilter("ignore")
    # Modules that are scripts close what they were given, and fork.
    out = os.fdopen(os.dup(1), "w")
    sys.stdout = sys.stderr = io.StringIO()
    leave, os._exit = os._exit, not_now
    os.fork = os.forkpty = not_now
    recorder.install()
    for name in modules:
        try:
            importlib.import_module(name)
        except BaseException as error:  # pylint: disable=broad-except
            failed[name] = "{}: {}".format(type(error).__name__, str(error)[:200])
    recorder.remove()
    json.dump({"classes": recorder.told(top), "failed": failed}, out)
    out.flush()
    leave(0)  # whatever the modules started


if __name__ == "__main__":
    main(sys.argv[1:])
