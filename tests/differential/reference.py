"""The facts of a Python file by CPython's ast: what `shoring facts --all` must say.

Written from the definition of the facts alone, not from the reader it checks. Rows that stand
in an f-string, whose columns CPython gets wrong before 3.12, have "inexact" set.
"""
import ast
import re
import sys

from reference_blocks import (TRIES, Branching, forever, handled_text, irrefutable, number,
                              suppressed, test_text)
from reference_calls import (builtin_import, configured_import, export, exports, import_module,
                             path_assignment, path_call)
from reference_classes import (changes_slots, exprs, has_class, in_order, is_class_call, is_type_call, named_by_call,
                               slots_after, slots_in, slots_row)
from reference_gives import gives
from reference_guards import CAUGHT, MISSING_MODULE
from reference_names import Names, assigned, canonical, children, dotted, is_module_itself, literal
from reference_paths import Paths
from reference_places import Place, Scope
from reference_text import Text

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
MATCH = getattr(ast, "Match", ())
TYPE_ALIAS = getattr(ast, "TypeAlias", ())
ALIAS_HAS_PLACE = sys.version_info >= (3, 10)
FSTRING_HAS_PLACES = sys.version_info >= (3, 12)
IGNORE = re.compile(r"#[ \t]*shoring:[ \t]*ignore(-file)?[ \t]*(?:\[([^]#]*)\])?(?![\w\[-])")


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
        self.branchings, self.declarations, self.calls = [], [], {}
        self.returned = set()  # calls
        self.functions, self.function_scopes = [], {}
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
            self.with_body(node, place)
        elif isinstance(node, (ast.For, ast.AsyncFor)):
            self.expression(node.iter, place)
            self.loop(node, place)
        elif isinstance(node, ast.While):
            self.expression(node.test, place)
            self.loop(node, place)
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
                self.target(node.target, place, node.value, annotated=True)
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
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            self.declare(node, place)
        else:
            if isinstance(node, ast.Return) and is_type_call(node.value) and is_class_call(node.value):
                self.class_call(None, None, node.value, place)
                self.returned.add(node.value)
            for child in children(node):
                self.expression(child, place)
        if place.scope is self.module:
            self.export_statement(node)
        if place.scope.kind == "class" and changes_slots(node):
            self.slots_event(self.text.start(node), "unknown", None, place)

    def branching(self, place, exhaustive=False):
        self.branchings.append(Branching(place, exhaustive))
        return self.branchings[-1]

    def arm(self, arm, place, step="arm", data=None):
        """The place of an arm's statements."""
        arm.place = place.inner(step, data, arm=arm)
        return arm.place

    def branches(self, node, place):
        above, statement = [], self.branching(place)
        while True:
            here = place.inner("branch", list(above)) if above else place
            self.expression(node.test, here)
            arm = statement.arm("if", node.body, test=test_text(node.test))
            self.block(node.body, self.arm(arm, place, "branch", [*above, (node.test, True)]))
            above.append((node.test, False))
            if len(node.orelse) == 1 and self.is_elif(node.orelse[0]):
                node = node.orelse[0]
                continue
            if node.orelse:
                statement.exhaustive = True
                arm = statement.arm("if", node.orelse, test="")
                arm.otherwise = True
                self.block(node.orelse, self.arm(arm, place, "branch", above))
            return

    def is_elif(self, node):
        """`else: if` makes the same tree as `elif` but is an if of its own."""
        return (isinstance(node, ast.If)
                and self.text.text.startswith("elif", self.text.offset(self.text.start(node))))

    def with_body(self, node, place):
        calls = suppressed(self.names, node.items)
        if not calls:
            self.block(node.body, place.inner("with", node.items))
            return
        statement = self.branching(place)
        body = self.arm(statement.arm("try", node.body), place, "with", node.items)
        for call in calls:
            kinds = [value for _, value in in_order(call.args, call.keywords)]
            statement.arm("except", handles=handled_text(kinds))
        self.block(node.body, body)

    def loop(self, node, place):
        statement = self.branching(place, forever(node))
        body = self.arm(statement.arm("loop", node.body), place)
        if not isinstance(node, ast.While):
            self.target(node.target, body)
        self.block(node.body, body)
        if node.orelse:
            self.block(node.orelse, self.arm(statement.arm("loop else", node.orelse), place))

    def try_statement(self, node, place):
        statement = self.branching(place)
        body = self.arm(statement.arm("try", node.body), place, "try", node.handlers)
        self.block(node.body, body)
        for handler in node.handlers:
            handles = handled_text([handler.type]) if handler.type else ""
            arm = statement.arm("except", handler.body, handles=handles)
            around = self.arm(arm, place)
            self.expression(handler.type, around)
            if handler.name:
                where = self.text.name_as(self.text.end(handler.type))
                self.bind(where, handler.name, "unpack", around)
            self.block(handler.body, self.arm(arm, place, "handler", handler))
        if node.orelse:
            arm = statement.arm("try else", node.orelse)
            self.block(node.orelse, self.arm(arm, place, "try", node.handlers))
        if node.finalbody:
            self.block(node.finalbody, self.arm(statement.arm("finally", node.finalbody), place))

    def function(self, node, place):
        for decorator in node.decorator_list:
            self.expression(decorator, place)
        where = self.text.name_after(self.text.start(node), ("async", "def"))
        self.bind(where, node.name, "function", place, plain=not node.decorator_list)
        row = self.bindings[-1][1] if not place.in_lambda else {}
        self.type_parameters(node, place)
        self.expression(node.args, place)
        self.expression(node.returns, place)
        scope = Scope("function", node.name, place.scope)
        scope.has_class = has_class(node)
        body = place.inner("function", scope=scope)
        args = node.args
        for arg in [*getattr(args, "posonlyargs", []), *args.args, *args.kwonlyargs,
                    args.vararg, args.kwarg]:
            if arg is not None:
                self.bind(self.text.start(arg), arg.arg, "unpack", body)
        self.block(node.body, body)
        self.functions.append((row, node))
        self.function_scopes[node] = scope

    def class_statement(self, node, place):
        for decorator in node.decorator_list:
            self.expression(decorator, place)
        where = self.text.name_after(self.text.start(node), ("class",))
        row = {
            "line": node.lineno, "column": where[1], "qualname": place.scope.qualname(node.name),
            "bases": [canonical(base) for base in node.bases],
            "keywords": {k.arg or "**": canonical(k.value) for k in node.keywords},
        }
        row.update(self.class_parts(in_order(node.bases, node.keywords), node.decorator_list))
        if getattr(node, "type_params", None):
            row["type_params"] = True
        self.bind(where, node.name, "class", place, qualname=row["qualname"])
        self.type_parameters(node, place)
        for base in node.bases:
            self.expression(base, place)
        for keyword in node.keywords:
            self.expression(keyword.value, place)
        self.classes.append((where, row, place, node))
        for base in node.bases:
            if is_class_call(base):
                self.class_call(where, None, base, place)
        scope = Scope("class", node.name, place.scope)
        scope.slots, scope.around = [], place
        self.block(node.body, place.inner("class", scope=scope))
        row.update(slots_row(slots_after(event for _, event in by_place(scope.slots))))

    def class_parts(self, bases, decorators=()):
        parts = {"arguments": exprs(bases), "decorators": exprs([(None, d) for d in decorators])}
        return {key: rows for key, rows in parts.items() if rows}

    def slots_event(self, where, kind, value, place):
        """Something happens to __slots__ in a class's own scope."""
        arm, runs = place.arm, {True}
        while arm is not place.scope.around.arm:
            runs.add(arm.runs())
            arm = arm.branching.outer.arm
        if False not in runs:
            place.scope.slots.append((where, (kind, value, runs == {True})))

    def class_call(self, where, name, value, place):
        """A name is assigned type(name, (A, B), {}); whose type that is will be seen later."""
        bases = [(None, base) for base in value.args[1].elts]
        keywords = [] if is_type_call(value) else [("metaclass", value.func)]
        keywords += [(k.arg or "**", k.value) for k in value.keywords]
        said = literal(value.args[0])
        row = {
            "line": self.text.start(value)[0], "column": self.text.start(value.args[0])[1],
            "qualname": place.scope.qualname(name) if said is None and name else said, "call": True,
            "bases": [canonical(base) for _, base in bases],
            "keywords": {key: canonical(node) for key, node in keywords},
        }
        parts = bases + keywords if is_type_call(value) else keywords + bases
        row.update(self.class_parts(parts), **slots_row(slots_in(value.args[2])))
        self.calls[value] = where, row, place

    def is_class_method(self, function):
        decorators = function.decorator_list
        return len(decorators) == 1 and isinstance(decorators[0], ast.Name) and decorators[0].id == "classmethod" \
            and self.is_builtin(self.function_scopes[function].parent, "classmethod")

    def is_builtin(self, scope, name):
        """Does the file not bind it, where a scope sees it?"""
        seen, up = [scope, self.module], scope
        while up:
            seen += [up] if up.kind == "function" else []
            up = up.parent
        return name not in self.names.bound and not any(name in s.bindings for s in seen)

    def type_parameters(self, node, place):
        for parameter in getattr(node, "type_params", ()):
            self.expression(parameter, place)

    def match(self, node, place):
        self.expression(node.subject, place)
        statement = self.branching(place, any(map(irrefutable, node.cases)))
        for case in node.cases:
            arm = self.arm(statement.arm("if", case.body, test=""), place)
            for pattern in ast.walk(case.pattern):
                name = getattr(pattern, "name", None)
                if isinstance(pattern, ast.MatchMapping) and pattern.rest:
                    brace = self.text.text.rindex(pattern_rest(self.text, pattern), 0,
                                                  self.text.offset(self.text.end(pattern)))
                    self.bind(self.text.place(brace), pattern.rest, "unpack", arm)
                elif name and isinstance(pattern, (ast.MatchAs, ast.MatchStar)):
                    where = self.text.name_before(self.text.end(pattern))
                    self.bind(where, name, "unpack", arm)
            self.expression(case.pattern, arm)
            self.expression(case.guard, arm)
            self.block(case.body, arm)

    # Names

    def declare(self, node, place):
        scope, kind = place.scope, type(node).__name__.lower()
        if scope is self.module:
            return
        places = self.text.names_after(self.text.start(node), len(node.names))
        for where, name in zip(places, node.names):
            if name not in scope.declared:
                scope.declared[name] = kind
                self.declarations.append((where, name, place))
            if kind == "global":
                self.module.bind(name, "unpack")

    def bind(self, where, name, kind, place, value=None, inexact=False, plain=False, qualname=None):
        scope = place.scope
        scope.bind(name, kind, value)
        if place.in_lambda:
            return
        row = {"line": where[0], "column": where[1], "name": name, "kind": kind,
               "target": assigned(value) if kind == "assign" else None}
        if kind == "assign" and named_by_call(value):
            row["named"] = named_by_call(value)
        if kind == "assign" and isinstance(value, ast.Call) and not value.args and not value.keywords:
            row["bare"] = True
        if inexact:
            row["inexact"] = True
        if plain:
            row["plain"] = True
        if qualname:
            row["class"] = qualname
        if kind == "assign" and is_class_call(value) and value not in self.calls and (is_type_call(value) or scope.kind != "function"):
            self.class_call(where, name, value, place)
        if scope.kind == "class" and name == "__slots__" and name not in scope.declared:
            self.slots_event(where, kind, value, place)
        self.bindings.append((where, row, place, value))

    def binding_rows(self):
        """Bindings in the scopes where they happen, and what functions declare."""
        for row, node in self.functions:
            given, _ = gives(self.names, node, self.function_scopes)
            if given:
                row["gives"] = given
            if given == "class" and self.is_class_method(node):
                row["of_class"] = True
        for where, row, place, value in self.bindings:
            scope, name = place.scope, row["name"]
            if name in scope.declared and (scope.kind == "function"
                                           or not scope.meant(name, self.module)):
                continue
            to = scope.meant(name, self.module)
            if not to.has_class:
                continue
            if not scope.runs_inside(to):
                row["elsewhere"] = True
            if row["kind"] == "assign" and self.is_class(value):
                row.update(kind="class", target=None, **{"class": self.calls[value][1]["qualname"]})
                row.pop("annotated", None)
                row.pop("named", None)
                row.pop("bare", None)
            yield where, row, place, to
        for where, name, place in self.declarations:
            scope, to = place.scope, place.scope.meant(name, self.module)
            row = {"line": where[0], "column": where[1], "name": name, "target": None}
            if scope.declared[name] == "global" and scope.has_class:
                yield where, dict(row, kind="global"), place, scope
            if scope.kind == "function" and to and to.has_class and name in scope.bindings:
                yield where, dict(row, kind="unpack", elsewhere=True), place, to

    def is_class(self, value):
        return value in self.calls and (not is_type_call(value) or self.is_builtin(self.calls[value][2].scope, "type"))

    def class_rows(self):
        given = {}
        for _, node in self.functions:
            what, value = gives(self.names, node, self.function_scopes)
            if what == "class":
                given[value] = self.function_scopes[node]
        for where, row, place, node in self.classes:
            yield where, dict(row, given=True) if node in given else row, place
        for value, (_, row, place) in self.calls.items():
            if not self.is_class(value) or value in self.returned and value not in given:
                continue
            if row["qualname"] is None:
                row = dict(row, qualname=given[value].parent.qualname(given[value].name) + "()" if value in given else "type()")
            yield self.text.start(value), dict(row, given=True) if value in given else row, place

    def target(self, node, place, value=None, kind=None, annotated=False):
        """What an assignment to node binds; value is the expression if node gets it whole."""
        if node is None:
            return
        if isinstance(node, ast.Name):
            kind = kind or ("unpack" if value is None else "assign")
            self.bind(self.text.start(node), node.id, kind, place, value)
            if annotated and not place.in_lambda:
                self.bindings[-1][1]["annotated"] = True
        elif isinstance(node, (ast.Tuple, ast.List)):
            for part in node.elts:
                self.target(part, place, None, kind)
        elif isinstance(node, ast.Starred):
            self.target(node.value, place, None, kind)
        else:
            if value is not None and place.scope is self.module and is_module_itself(self.names, node):
                self.bind(self.text.start(node), "sys.modules[__name__]", "assign", place, value)
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
        classes, bindings = list(self.class_rows()), list(self.binding_rows())
        for place in [row[2] for row in [*self.imports, *classes, *bindings]]:
            if place.arm:
                place.arm.branching.use()
        blocks, rows = [branching for branching in self.branchings if branching.used], 1
        for branching in blocks:
            branching.first, rows = rows, rows + len(branching.arms)
        uses = sorted((where, text, inexact) for text, (where, inexact) in self.uses.items())
        return {
            "errors": 0,
            "imports": [self.import_row(*row) for row in by_place(self.imports)],
            "classes": [self.placed(row, place) for _, row, place in by_place(classes)],
            "blocks": [row for branching in blocks
                       for row in branching.rows(self.names, self.typing)],
            "bindings": [self.placed(row, place, scope=scope)
                         for _, row, place, scope in by_place(bindings)],
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
        if place.arm:
            row["block"] = number(place.arm)
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
            for match in IGNORE.finditer(text):
                if match.group(1) and (line, column) > self.head():
                    continue
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


def facts(data, filename, importers=()):
    """The facts of a file's bytes. Raises SyntaxError and its like where CPython does."""
    return Reader(data, filename, importers).facts()
