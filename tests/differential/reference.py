"""The facts of a Python file by CPython's ast: what `shoring facts --all` must say.

Written from the definition of the facts alone, not from the reader it checks. Rows that stand
in an f-string, whose columns CPython gets wrong before 3.12, have "inexact" set.
"""
import ast
import re
import sys

from reference_names import (Names, canonical, children, dotted, integer, is_dotted, literal)
from reference_guards import CAUGHT, MISSING_MODULE, first_argument
from reference_paths import Paths
from reference_places import Place, Scope
from reference_text import Text

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
TRIES = (ast.Try, getattr(ast, "TryStar", ast.Try))
MATCH = getattr(ast, "Match", ())
TYPE_ALIAS = getattr(ast, "TypeAlias", ())
ALIAS_HAS_PLACE = sys.version_info >= (3, 10)
FSTRING_HAS_PLACES = sys.version_info >= (3, 12)
IGNORE = re.compile(r"#[ \t]*shoring:[ \t]*ignore(-file)?[ \t]*(?:\[([^]]*)\])?(?![\w\[-])")


class Reader:
    """One walk over the tree; rows keep their place until the whole file has been seen."""

    def __init__(self, data, filename, importers=()):
        self.tree = ast.parse(data, filename)
        self.text = Text(data)
        self.data = data
        self.typing = filename.endswith(".pyi")
        self.names = Names(self.tree)
        self.importers = dict(i.rsplit(":", 1) for i in importers)
        self.module = Scope("module")
        self.imports, self.classes, self.bindings, self.paths = [], [], [], []
        self.exports, self.uses = [], {}
        self.block(self.tree.body, Place(self.module))

    # Statements

    def block(self, statements, place):
        for statement in statements:
            self.statement(statement, place)

    def statement(self, node, place):
        if isinstance(node, ast.If):
            self.branches(node, place)
        elif isinstance(node, TRIES):
            self.try_statement(node, place)
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            for item in node.items:
                self.expression(item.context_expr, place)
                self.target(item.optional_vars, place)
            self.block(node.body, place.inner("with", node.items))
        elif isinstance(node, (ast.For, ast.AsyncFor)):
            self.expression(node.iter, place)
            self.target(node.target, place)
            self.block(node.body + node.orelse, place)
        elif isinstance(node, ast.While):
            self.expression(node.test, place)
            self.block(node.body + node.orelse, place)
        elif isinstance(node, FUNCTIONS):
            self.function(node, place)
        elif isinstance(node, ast.ClassDef):
            self.class_statement(node, place)
        elif MATCH and isinstance(node, MATCH):
            self.match(node, place)
        else:
            self.simple(node, place)

    def simple(self, node, place):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            self.import_statement(node, place)
        elif isinstance(node, ast.Assign):
            self.expression(node.value, place)
            for target in node.targets:
                self.target(target, place, node.value)
            self.path_statement(node, place)
        elif isinstance(node, ast.AnnAssign):
            self.expression(node.annotation, place)
            self.expression(node.value, place)
            if node.value is not None:
                self.target(node.target, place, node.value)
            else:
                self.expression(node.target, place)
        elif isinstance(node, ast.AugAssign):
            self.expression(node.value, place)
            self.target(node.target, place)
            self.path_statement(node, place)
        elif isinstance(node, ast.Delete):
            for target in node.targets:
                self.target(target, place, kind="delete")
        elif TYPE_ALIAS and isinstance(node, TYPE_ALIAS):
            self.target(node.name, place)
            self.expression(node.value, place)
            self.type_parameters(node, place)
        elif isinstance(node, ast.Global):
            if place.scope.kind == "function":
                places = self.text.names_after(self.text.start(node), len(node.names))
                for where, name in zip(places, node.names):
                    self.bind(where, name, "unpack", place, scope=self.module)
        else:
            for child in children(node):
                self.expression(child, place)
        if place.scope is self.module:
            self.export_statement(node)

    def branches(self, node, place):
        above = []
        while True:
            here = place.inner("branch", list(above)) if above else place
            self.expression(node.test, here)
            self.block(node.body, place.inner("branch", [*above, (node.test, True)]))
            above.append((node.test, False))
            if len(node.orelse) == 1 and self.is_elif(node.orelse[0]):
                node = node.orelse[0]
                continue
            self.block(node.orelse, place.inner("branch", above))
            return

    def is_elif(self, node):
        """`else: if` makes the same tree as `elif` but is an if of its own."""
        return (isinstance(node, ast.If)
                and self.text.text.startswith("elif", self.text.offset(self.text.start(node))))

    def try_statement(self, node, place):
        guarded = place.inner("try", node.handlers)
        self.block(node.body, guarded)
        for handler in node.handlers:
            self.expression(handler.type, place)
            if handler.name:
                where = self.text.name_as(self.text.end(handler.type))
                self.bind(where, handler.name, "unpack", place)
            self.block(handler.body, place.inner("handler", handler))
        self.block(node.orelse, guarded)
        self.block(node.finalbody, place)

    def function(self, node, place):
        for decorator in node.decorator_list:
            self.expression(decorator, place)
        where = self.text.name_after(self.text.start(node), ("async", "def"))
        self.bind(where, node.name, "function", place)
        self.type_parameters(node, place)
        self.expression(node.args, place)
        self.expression(node.returns, place)
        scope = Scope("function", node.name, place.scope)
        args = node.args
        for arg in [*getattr(args, "posonlyargs", []), *args.args, *args.kwonlyargs,
                    args.vararg, args.kwarg]:
            if arg is not None:
                scope.bind(arg.arg, "parameter")
        self.block(node.body, place.inner("function", scope=scope))

    def class_statement(self, node, place):
        for decorator in node.decorator_list:
            self.expression(decorator, place)
        where = self.text.name_after(self.text.start(node), ("class",))
        self.bind(where, node.name, "class", place)
        self.type_parameters(node, place)
        for base in node.bases:
            self.expression(base, place)
        for keyword in node.keywords:
            self.expression(keyword.value, place)
        self.classes.append((where, {
            "line": node.lineno, "column": where[1], "qualname": place.scope.qualname(node.name),
            "bases": [canonical(base) for base in node.bases],
            "keywords": {k.arg or "**": canonical(k.value) for k in node.keywords},
        }, place))
        self.block(node.body, place.inner("class", scope=Scope("class", node.name, place.scope)))

    def type_parameters(self, node, place):
        for parameter in getattr(node, "type_params", ()):
            self.expression(parameter, place)

    def match(self, node, place):
        self.expression(node.subject, place)
        for case in node.cases:
            for pattern in ast.walk(case.pattern):
                name = getattr(pattern, "name", None)
                if isinstance(pattern, ast.MatchMapping) and pattern.rest:
                    brace = self.text.text.rindex(pattern_rest(self.text, pattern), 0,
                                                  self.text.offset(self.text.end(pattern)))
                    self.bind(self.text.place(brace), pattern.rest, "unpack", place)
                elif name and isinstance(pattern, (ast.MatchAs, ast.MatchStar)):
                    where = self.text.name_before(self.text.end(pattern))
                    self.bind(where, name, "unpack", place)
            self.expression(case.pattern, place)
            self.expression(case.guard, place)
            self.block(case.body, place)

    # Names

    def bind(self, where, name, kind, place, value=None, inexact=False, scope=None):
        scope = scope or place.scope
        scope.bind(name, kind, value)
        if scope.kind == "function" or place.in_lambda:
            return
        row = {"line": where[0], "column": where[1], "name": name, "kind": kind,
               "target": canonical(value) if kind == "assign" else None}
        if inexact:
            row["inexact"] = True
        self.bindings.append((where, row, place, scope))

    def target(self, node, place, value=None, kind=None):
        """What an assignment to node binds; value is the expression if node gets it whole."""
        if node is None:
            return
        if isinstance(node, ast.Name):
            kind = kind or ("unpack" if value is None else "assign")
            self.bind(self.text.start(node), node.id, kind, place, value)
        elif isinstance(node, (ast.Tuple, ast.List)):
            for part in node.elts:
                self.target(part, place, None, kind)
        elif isinstance(node, ast.Starred):
            self.target(node.value, place, None, kind)
        else:
            self.expression(node, place)

    def import_statement(self, node, place):
        is_from = isinstance(node, ast.ImportFrom)
        if ALIAS_HAS_PLACE:
            places = [self.text.start(alias) for alias in node.names]
        else:
            places = self.text.aliases(self.text.start(node), is_from)
        for where, alias in zip(places, node.names):
            row = {"line": where[0], "column": where[1], "level": node.level if is_from else 0,
                   "module": node.module if is_from else alias.name,
                   "name": alias.name if is_from else None, "alias": alias.asname}
            self.imports.append((where, row, place, bool(getattr(node, "is_lazy", 0))))
            bound = alias.asname or (alias.name if is_from else alias.name.split(".")[0])
            self.bind(where, bound, "import", place)

    # Expressions

    def expression(self, node, place):
        stack = [(node, place, None)] if node is not None else []
        while stack:
            node, place, string = stack.pop()
            if isinstance(node, ast.JoinedStr) and not FSTRING_HAS_PLACES:
                string = string or self.text.start(node)
            if isinstance(node, ast.Lambda):
                stack.append((node.args, place, string))
                stack.append((node.body, place.inner("lambda"), string))
                continue
            if isinstance(node, ast.NamedExpr):
                where = string or self.text.start(node.target)
                self.bind(where, node.target.id, "unpack", place, inexact=string is not None)
            elif isinstance(node, ast.Call):
                self.call(node, place, string)
            elif isinstance(node, ast.Attribute) and dotted(node) is not None:
                self.use(node, string)
                continue
            stack.extend((child, place, string) for child in reversed(list(children(node))))

    def use(self, node, string):
        text = dotted(node)
        if text.split(".")[0] in self.names.modules:
            where = string or self.text.start(node)
            if where < self.uses.get(text, ((sys.maxsize,),))[0]:
                self.uses[text] = where, string is not None

    def call(self, node, place, string):
        where = string or self.text.start(node)
        found = None
        for full in self.names.resolve(node.func):
            if full == "importlib.import_module":
                found = import_module(node)
            elif full in ("__import__", "builtins.__import__", "importlib.__import__"):
                found = builtin_import(node)
            elif full in self.importers:
                found = configured_import(node, int(self.importers[full]))
        if found is not None:
            level, module = found
            row = {"line": where[0], "column": where[1], "level": level, "module": module,
                   "name": None, "alias": None, "dynamic": True}
            if string is not None:
                row["inexact"] = True
            self.imports.append((where, row, place, False))
        for front, value in path_call(self.names, node):
            self.paths.append((self.text.start(value), value, front, place))

    def path_statement(self, node, place):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            for front, value in path_assignment(self.names, node, target):
                self.paths.append((self.text.start(value), value, front, place))

    # __all__

    def export_statement(self, node):
        if isinstance(node, ast.Assign):
            if any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
                self.exports = list(exports(node.value))
        elif isinstance(node, ast.AnnAssign):
            if node.value is not None and dotted(node.target) == "__all__":
                self.exports = list(exports(node.value))
        elif isinstance(node, ast.AugAssign):
            if isinstance(node.op, ast.Add) and dotted(node.target) == "__all__":
                self.exports.extend(exports(node.value))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            name, args = dotted(node.value.func), node.value.args
            if name == "__all__.extend" and args:
                self.exports.extend(exports(args[0]))
            elif name == "__all__.append" and args:
                self.exports.append(export(args[0]))

    # Rows

    def facts(self):
        lookup = self.module.assigned_once
        paths = Paths(self.names, lookup)
        uses = sorted((where, text, inexact) for text, (where, inexact) in self.uses.items())
        return {
            "errors": 0,
            "imports": [self.import_row(*row) for row in by_place(self.imports)],
            "classes": [self.placed(row, place) for _, row, place in by_place(self.classes)],
            "bindings": [self.placed(row, place, scope=scope)
                         for _, row, place, scope in by_place(self.bindings)],
            "exports": [{"kind": kind, "name": name} for kind, name in self.exports],
            "paths": [self.path_row(paths, *row) for row in by_place(self.paths)],
            "uses": [dict({"line": where[0], "column": where[1], "dotted": text},
                          **({"inexact": True} if inexact else {}))
                     for where, text, inexact in uses],
            "ignores": self.ignores(),
            "problems": [],
        }

    def placed(self, row, place, state=None, optional=None, scope=None):
        state = state or place.state(self.names, self.typing)
        optional = bool(state.caught) if optional is None else optional
        row = dict(row, contexts=state.contexts(optional), scope=(scope or place.scope).path())
        if state.guard():
            row["guard"] = state.guard()
        return row

    def import_row(self, _, row, place, lazy):
        state = place.state(self.names, self.typing)
        caught = CAUGHT if any(covers(spec, row) for spec in state.specs) else state.caught
        dynamic = row.pop("dynamic", False)
        row = self.placed(row, place, state, bool(caught))
        if lazy:
            row["contexts"][0] = "lazy"
        if dynamic:
            row["contexts"].append("dynamic")
        if caught == MISSING_MODULE:
            row["missing_module_only"] = True
        return row

    def path_row(self, paths, where, value, front, place):
        kind, path = paths.row(value)
        row = {"line": where[0], "kind": kind, "path": path, "front": front}
        if place.state(self.names, self.typing).lazy:
            row["lazy"] = True
        return row

    def ignores(self):
        if b"shoring" not in self.data:
            return []
        rows = []
        for line, column, text in self.text.comments():
            match = IGNORE.search(text)
            if match and not (match.group(1) and (line, column) > self.head()):
                rules = re.sub(r"\s", "", match.group(2) or "")
                rows.append({"line": line, "rules": rules, "file": bool(match.group(1))})
        return rows

    def head(self):
        """Where the first statement begins that is no docstring."""
        for node in self.tree.body[0 if ast.get_docstring(self.tree) is None else 1:]:
            return self.text.start((getattr(node, "decorator_list", None) or [node])[0])
        return (sys.maxsize, 0)


def by_place(rows):
    return sorted(rows, key=lambda row: row[0])


def covers(spec, row):
    """Is this the import of a module that find_spec has found, or below it?"""
    if row["level"] or not row["module"]:
        return False
    full = row["module"] + ("." + row["name"] if row["name"] else "")
    return (full + ".").startswith(spec + ".")


def pattern_rest(text, pattern):
    """The name of `**rest` as it is written."""
    source = text.text[text.offset(text.start(pattern)):text.offset(text.end(pattern))]
    return re.findall(r"\*\*(?:\s|\\\n|#[^\n]*)*(\w+)", source)[-1]


def import_module(call):
    """(level, module) of a call of importlib.import_module; module None if it is computed."""
    computed = (0, None)
    text = literal(first_argument(call, "name"))
    if text is None:
        return computed
    name = text.lstrip(".")
    level = len(text) - len(name)
    if not (is_dotted(name) if name else level):
        return computed
    if not level:
        return 0, name
    package = next((k.value for k in call.keywords if k.arg == "package"), None)
    if len(call.args) > 1:
        package = call.args[1]
    if package is None or isinstance(package, ast.Starred) \
            or dotted(package) in ("__name__", "__package__"):
        return level, name or None
    around = literal(package)
    if around is None or not is_dotted(around) or around.count(".") + 1 < level:
        return computed
    parts = around.split(".")
    return 0, ".".join(parts[:len(parts) - level + 1] + ([name] if name else []))


def builtin_import(call):
    name = literal(first_argument(call, "name"))
    level = next((k.value for k in call.keywords if k.arg == "level"), None)
    if len(call.args) > 4 and not any(isinstance(arg, ast.Starred) for arg in call.args[:5]):
        level = call.args[4]
    number = 0 if level is None else integer(level)
    if name is None or not is_dotted(name) or number is None:
        return 0, None
    return number, name


def configured_import(call, index):
    argument = call.args[index] if len(call.args) > index else None
    text = literal(argument)
    name = (text or "").lstrip(".")
    if not name or not is_dotted(name):
        return 0, None
    return len(text) - len(name), name


def path_call(names, call):
    """(front, directory) for each directory that a call puts on sys.path."""
    args = call.args
    if names.calls(call, "sys.path.insert") and len(args) > 1:
        yield integer(args[0]) == 0, args[1]
    elif names.calls(call, "sys.path.append", "site.addsitedir") and args:
        yield False, args[0]
    elif names.calls(call, "sys.path.extend") and args:
        for value in elements(args[0]):
            yield False, value


def elements(node):
    return node.elts if isinstance(node, (ast.List, ast.Tuple)) else [node]


def path_assignment(names, node, target):
    if isinstance(node, ast.AugAssign):
        if names.means(target, "sys.path") and isinstance(node.op, ast.Add):
            yield from ((False, value) for value in elements(node.value))
        return
    whole = names.means(target, "sys.path")
    if isinstance(target, ast.Subscript) and names.means(target.value, "sys.path") \
            and isinstance(target.slice, ast.Slice) and target.slice.step is None:
        lower, upper = target.slice.lower, target.slice.upper
        if integer(upper) == 0 and (lower is None or integer(lower) == 0):
            yield from ((True, value) for value in elements(node.value))
            return
        whole = lower is None and upper is None
    parts = list(sum_parts(node.value)) if whole else []
    front = True
    if any(names.means(part, "sys.path") for part in parts):
        for part in parts:
            if names.means(part, "sys.path"):
                front = False
            else:
                yield from ((front, value) for value in elements(part))


def sum_parts(node):
    parts = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        parts.append(node.right)
        node = node.left
    yield node
    for part in reversed(parts):
        yield from sum_parts(part)


def exports(node):
    for part in sum_parts(node):
        if isinstance(part, (ast.List, ast.Tuple)):
            yield from (export(element) for element in part.elts)
        else:
            yield export_of(part)


def export(node):
    if isinstance(node, ast.Starred):
        return export_of(node.value)
    name = literal(node)
    return ("computed", None) if name is None else ("name", name)


def export_of(node):
    text = dotted(node) or ""
    if text.endswith(".__all__"):
        return "of", text[:-len(".__all__")]
    return "computed", None


def facts(data, filename, importers=()):
    """The facts of a file's bytes. Raises SyntaxError and its like where CPython does."""
    return Reader(data, filename, importers).facts()
