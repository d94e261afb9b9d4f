"""The arms of branching statements, and where the ways through them lead."""
import ast

from reference_names import canonical

LOOPS = (ast.For, ast.AsyncFor, ast.While)
WITHS = (ast.With, ast.AsyncWith)
TRIES = (ast.Try, getattr(ast, "TryStar", ast.Try))
MATCH = getattr(ast, "Match", ())
EXITS = ("sys.exit", "exit", "quit", "os._exit", "os.abort")
LEAVES = {ast.Raise: "raise", ast.Return: "return", ast.Break: "break", ast.Continue: "continue"}


def suppressed(names, items):
    """The calls of contextlib.suppress among the items of a with statement."""
    return [item.context_expr for item in items
            if names.calls(item.context_expr, "contextlib.suppress")]


def forever(node):
    return (isinstance(node, ast.While) and isinstance(node.test, ast.Constant)
            and type(node.test.value) in (bool, int) and node.test.value == 1)


def irrefutable(case):
    """Does a case always match? The language reference's words, "Irrefutable Case Blocks"."""
    pattern = case.pattern
    while True:
        if isinstance(pattern, ast.MatchOr):
            pattern = pattern.patterns[-1]
        elif isinstance(pattern, ast.MatchAs) and pattern.pattern is not None:
            pattern = pattern.pattern
        else:
            return isinstance(pattern, ast.MatchAs) and case.guard is None


def ways(names, body):
    """How statements can be left: "on", "break", "continue", "return", "raise", "raise in with"."""
    found = {"on"}
    for statement in body:
        if "on" in found:
            found.remove("on")
            found |= statement_ways(names, statement)
    return found


def statement_ways(names, node):
    """The same of one statement, as far as the source shows it."""
    if type(node) in LEAVES:
        return {LEAVES[type(node)]}
    if isinstance(node, ast.Expr) and names.calls(node.value, *EXITS):
        return {"raise"}
    if isinstance(node, ast.If):
        return ways(names, node.body) | ways(names, node.orelse)
    if MATCH and isinstance(node, MATCH):
        found = set() if any(map(irrefutable, node.cases)) else {"on"}
        return found.union(*(ways(names, case.body) for case in node.cases))
    if isinstance(node, WITHS):
        found = ways(names, node.body)
        if "raise" in found:
            found = found - {"raise"} | {"raise in with"}
        return found | ({"on"} if suppressed(names, node.items) else set())
    if isinstance(node, LOOPS):
        body = ways(names, node.body)
        found = body - {"on", "break", "continue"} | ({"on"} if "break" in body else set())
        if not forever(node):
            return found | ways(names, node.orelse)
        return found or {"return"}
    if isinstance(node, TRIES):
        found = ways(names, node.body + node.orelse)
        found = found.union(*(ways(names, handler.body) for handler in node.handlers))
        last = ways(names, node.finalbody)
        return found | (last - {"on"}) if "on" in last else last
    return {"on"}


def test_text(test):
    """A name, its attributes or a call of such, with its nots; else ""."""
    nots = ""
    while isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        nots, test = nots + "not ", test.operand
    name = test.func if isinstance(test, ast.Call) else test
    plain = not set("?[(*") & set(canonical(name))
    return nots + canonical(test) if plain else ""


def handled_text(kinds):
    """What the expressions after `except`, or in suppress(), catch."""
    texts = []
    waiting = list(reversed(kinds))
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, ast.Tuple):
            waiting.extend(reversed(kind.elts))
        else:
            texts.append(canonical(kind))
    return ",".join(texts) or "?"


class Arm:
    """One arm: its number in the statement, what it is and the place of its statements."""

    def __init__(self, branching, number, row, body):
        self.branching, self.number, self.row, self.body = branching, number, row, body
        self.place = None
        self.otherwise = False  # the else of an if

    def runs(self):
        """Does it surely run (True), or surely not (False)? None: nobody knows. Only TYPE_CHECKING is known, to be false."""
        first = self.branching.arms[0]
        words = (first.row.get("test") or "").split(" ")
        if words[-1].split(".")[-1] != "TYPE_CHECKING" or not (self is first or self.otherwise and self.number == 1):
            return None
        return (len(words) % 2 == 0) == (self is first)


class Branching:
    """A statement with arms. They are numbered once the file has been read, if anything is in one."""

    def __init__(self, place, exhaustive=False):
        self.outer, self.exhaustive = place, exhaustive
        self.arms, self.used, self.first = [], False, 0

    def arm(self, kind, body=(), **row):
        self.arms.append(Arm(self, len(self.arms), dict(row, kind=kind), body))
        return self.arms[-1]

    def use(self):
        branching = self
        while branching and not branching.used:
            branching.used = True
            branching = branching.outer.arm and branching.outer.arm.branching

    def rows(self, names, typing):
        for arm in self.arms:
            place = arm.place or self.outer
            state = place.state(names, typing)
            row = dict(arm.row, row=self.first + arm.number, group=self.first, arm=arm.number,
                       scope=self.outer.scope.path(), contexts=state.contexts(bool(state.caught)))
            row.update(optional(guard=state.guard(), parent=number(self.outer.arm),
                                exhaustive=self.exhaustive, ends=ends(names, arm.body)))
            yield row


def ends(names, body):
    found = ways(names, body)
    if found & {"on", "raise in with"}:
        return None
    return "loop" if found & {"break", "continue"} else "scope"


def number(arm):
    return arm and arm.branching.first + arm.number


def optional(**values):
    return {key: value for key, value in values.items() if value}
