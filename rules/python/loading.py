"""What the modules of a distribution import while they are loaded, read off their sources with `ast`."""
import ast
import pathlib
import re

# Runs whenever the class is put to use at all: what it tries to import and gives up without counts too.
SETUP = {"setup_once"}
IMPORTERS = {"import_module", "__import__"}
DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$", re.ASCII)
GUARDS = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}


def names(node):
    """The last part of each name in an expression: of a handler's type, of a decorator's arguments."""
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            yield part.id
        elif isinstance(part, ast.Attribute):
            yield part.attr


def guards(handler):
    return handler.type is None or not GUARDS.isdisjoint(names(handler.type))


def raises(statements):
    """Does it end in a raise, whatever the branch?"""
    last = statements[-1]
    if isinstance(last, ast.Raise):
        return True
    if isinstance(last, ast.If):
        return bool(last.orelse) and raises(last.body) and raises(last.orelse)
    return False


def read_call(node):
    """import_module("a.b"), importlib.import_module("a.b"), __import__("a.b")."""
    if (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
            and IMPORTERS.intersection(names(node.func))):
        name = str(node.args[0].value)
        return [frozenset([name])] if DOTTED.match(name) else []
    return []


def one_library(needs):
    return len(needs) > 0 and len({name.split(".")[0] for need in needs for name in need}) == 1


class Module:
    """needs: sets of import names, one of each set is imported; refused: those it raises an error of its own for."""

    def __init__(self, name, path):
        self.name = name
        self.package = name if path.name == "__init__.py" else name.rpartition(".")[0]
        self.needs, self.refused = [], set()
        try:
            tree = ast.parse(path.read_text(encoding="utf-8"))
        except (SyntaxError, UnicodeDecodeError):
            return
        self.needs = self.read(tree.body)

    def read(self, statements):
        """The needs of statements that run when the module is loaded."""
        found = []
        for node in statements:
            if isinstance(node, ast.Import):
                found += [frozenset([alias.name]) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                found += self.read_from(node)
            elif isinstance(node, ast.Try):
                found += self.read_try(node)
            elif isinstance(node, ast.If):
                found += self.read_if(node)
            elif isinstance(node, ast.With):
                # Any other may be there to swallow what the imports raise.
                if all("catch_warnings" in names(item.context_expr) for item in node.items):
                    found += self.read(node.body)
            elif isinstance(node, ast.FunctionDef) and node.name in SETUP:
                found += self.read([part for part in node.body if isinstance(part, (ast.Try, ast.Import, ast.ImportFrom))])
            elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.Expr)):
                found += read_call(node.value)
            elif isinstance(node, ast.ClassDef):
                found += self.read(node.body)
        return found

    def read_from(self, node):
        base = node.module or ""
        if node.level:
            above = self.package.split(".")[:len(self.package.split(".")) - node.level + 1]
            base = ".".join(above + ([base] if base else []))
        return [frozenset([base + "." + alias.name if alias.name != "*" else base]) for alias in node.names]

    def read_if(self, node):
        said = ast.unparse(node.test)
        if "TYPE_CHECKING" in said:
            return self.read(node.orelse) if said.endswith("TYPE_CHECKING") and "not" not in said else []
        if said.startswith("sys.version_info >= (3"):
            return self.read(node.body)
        if said.startswith("sys.version_info < (3"):
            return self.read(node.orelse)
        return []

    def read_try(self, node):
        handlers = [handler for handler in node.handlers if guards(handler)]
        body = self.read(node.body)
        after = self.read(node.orelse) + self.read(node.finalbody)
        if not handlers:
            return body + after
        if all(raises(handler.body) for handler in handlers):
            self.refused.update(body)
            return body + after
        instead = self.read(handlers[0].body)
        if len(handlers) == 1 and one_library(body) and one_library(instead):
            return [body[0] | instead[0]]
        return []


def modules(folder):
    """{dotted name: Module} of a wheel's contents; what nobody imports is left out."""
    found = {}
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder).with_suffix("").parts
        if parts[-1] == "__init__":
            parts = parts[:-1]
        if (not parts or not all(part.isidentifier() for part in parts)
                or {"tests", "test", "testing", "_vendor", "vendored", "conftest"} & set(parts)):
            continue
        found[".".join(parts)] = Module(".".join(parts), path)
    return found


def above(name):
    """a.b.c: a.b, a."""
    while "." in name:
        name = name.rpartition(".")[0]
        yield name


def closures(known):
    """{module: the needs of everything that loading it loads}; names of the distribution itself resolved."""
    direct = {}
    for name, module in known.items():
        direct[name] = (set(), set(above(name)) & set(known))
        for need in module.needs:
            inside = {part for part in need if any(up in known for up in (part, *above(part)))}
            if not inside:
                direct[name][0].add(need)
            elif len(need) == 1:
                (part,) = need
                direct[name][1].update(up for up in (part, *above(part)) if up in known)
    found = {}
    for name in known:
        needs, seen, todo = set(), set(), [name]
        while todo:
            here = todo.pop()
            if here not in seen:
                seen.add(here)
                needs |= direct[here][0]
                todo += direct[here][1]
        found[name] = needs
    return found


