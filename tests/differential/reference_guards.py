"""Under which conditions a statement runs: tests, guarded tries, guards in postfix."""
import ast
import re

from reference_blocks import ways
from reference_names import dotted, integer, is_dotted, literal

VERSION = ("sys.version_info", "sys.hexversion", "six.PY2", "six.PY3")
PLATFORM = ("sys.platform", "os.name")
TYPING = ("typing.TYPE_CHECKING", "typing_extensions.TYPE_CHECKING")
ATOM = re.compile(r"[A-Za-z0-9_.+-]+")
FLIPPED = {ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE,
           ast.Eq: ast.Eq, ast.NotEq: ast.NotEq}

NOT_CAUGHT, MISSING_MODULE, CAUGHT = range(3)


def mentions(names, test, kind):
    """Does a test look at the version or the platform?"""
    full = VERSION if kind == "version" else PLATFORM
    return any(names.means(node, *full)
               or (kind == "platform" and names.calls(node, "platform.system"))
               for node in ast.walk(test) if isinstance(node, (ast.Name, ast.Attribute, ast.Call)))


def implied(test, value, found):
    """The union of found(part, value) over all parts that a test's being value makes so."""
    if isinstance(test, ast.NamedExpr):
        return implied(test.value, value, found)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return implied(test.operand, not value, found)
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) == value:
        return set().union(*(implied(part, value, found) for part in test.values))
    return found(test, value)


def is_typing(names, test, value):
    def found(part, value):
        yes = value and (names.means(part, *TYPING)
                         or (dotted(part) or "").split(".")[-1] == "TYPE_CHECKING")
        return {True} if yes else set()
    return bool(implied(test, value, found))


def is_main(test, value):
    def found(part, value):
        if not isinstance(part, ast.Compare) or len(part.ops) != 1:
            return set()
        sides = [part.left, part.comparators[0]]
        if literal(sides[0]) is not None:
            sides.reverse()
        wanted = ast.Eq if value else ast.NotEq
        return {True} if (isinstance(part.ops[0], wanted) and dotted(sides[0]) == "__name__"
                          and literal(sides[1]) == "__main__") else set()
    return bool(implied(test, value, found))


def spec_names(names, test, value, lookup, seen=()):
    """The modules that exist, or are loaded, if a test has a value. lookup(name) is the expression
    that the name was assigned once, or None."""
    def assigned(node):
        if isinstance(node, ast.Name) and node.id not in seen:
            return lookup(node.id)
        return None

    def spec(node, seen=seen):
        """The name looked for if node is the result of a find_spec call."""
        while isinstance(node, ast.NamedExpr):
            node = node.value
        if isinstance(node, ast.Name) and node.id not in seen:
            other = lookup(node.id)
            return spec(other, (*seen, node.id)) if other is not None else set()
        if not isinstance(node,
        ast.Call) or (dotted(node.func) or "").split(".")[-1] != "find_spec":
            return set()
        argument = literal(first_argument(node, "name"))
        return {argument} if argument and is_dotted(argument) else set()

    def found(part, value):
        if isinstance(part, ast.Call) and dotted(part.func) == "bool" and len(part.args) == 1:
            return spec_names(names, part.args[0], value, lookup, seen)
        if isinstance(part, ast.Compare) and len(part.ops) == 1:
            sides = [part.left, part.comparators[0]]
            if isinstance(part.ops[0], ast.In if value else ast.NotIn) \
                    and names.means(sides[1], "sys.modules"):
                module = literal(sides[0])
                return {module} if module and is_dotted(module) else set()
            if is_none(sides[0]):
                sides.reverse()
            wanted = (ast.IsNot, ast.NotEq) if value else (ast.Is, ast.Eq)
            if is_none(sides[1]) and isinstance(part.ops[0], wanted):
                return spec(sides[0])
            return set()
        if isinstance(part, ast.Name) and assigned(part) is not None:
            return spec_names(names, assigned(part), value, lookup, (*seen, part.id))
        return spec(part) if value else set()

    return implied(test, value, found)


def is_none(node):
    return isinstance(node, ast.Constant) and node.value is None


def first_argument(call, keyword):
    if call.args:
        return call.args[0]
    return next((k.value for k in call.keywords if k.arg == keyword), None)


def catches(kind):
    """What a handler of this type catches of an ImportError."""
    if kind is None:
        return CAUGHT
    best = NOT_CAUGHT
    for part in kind.elts if isinstance(kind, ast.Tuple) else [kind]:
        name = dotted(part) or ""
        name = name[len("builtins."):] if name.startswith("builtins.") else name
        if name in ("ImportError", "Exception", "BaseException"):
            best = CAUGHT
        elif name == "ModuleNotFoundError":
            best = max(best, MISSING_MODULE)
    return best


def try_catches(names, handlers):
    """What a try statement's handlers make of an ImportError in its body."""
    first = None
    for handler in handlers:
        caught = catches(handler.type)
        if caught == NOT_CAUGHT or (first is not None and caught == MISSING_MODULE):
            continue
        if raises(names, handler.body):
            return NOT_CAUGHT if first is None else MISSING_MODULE
        if caught == CAUGHT:
            return CAUGHT
        first = handler
    return NOT_CAUGHT if first is None else MISSING_MODULE


def with_catches(names, items):
    best = NOT_CAUGHT
    for item in items:
        if names.calls(item.context_expr, "contextlib.suppress"):
            for argument in item.context_expr.args:
                if not isinstance(argument, ast.Tuple):
                    best = max(best, catches(argument))
    return best


def raises(names, body):
    """Does every way through a handler's body leave by an exception or an exit?"""
    return ways(names, body) <= {"raise", "raise in with"}


def postfix(names, test):
    """A test of version and platform as facts.h writes it."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return postfix(names, test.operand) + " !"
    if isinstance(test, ast.BoolOp):
        sign = "&" if isinstance(test.op, ast.And) else "|"
        return fold([postfix(names, part) for part in test.values], sign)
    if names.means(test, "six.PY2"):
        return "v<3"
    if names.means(test, "six.PY3"):
        return "v>=3"
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        return comparison(names, test.left, type(test.ops[0]), test.comparators[0])
    if isinstance(test, ast.Call) and names.means(test.func, "sys.platform.startswith") \
            and len(test.args) == 1 and not test.keywords:
        return atoms("P=", [test.args[0]])
    return "?"


def fold(terms, sign):
    return terms[0] + "".join(" {} {}".format(term, sign) for term in terms[1:])


def comparison(names, left, op, right):
    result = platform_test(names, left, op, right) or version_test(names, left, op, right)
    if result is None and op in FLIPPED:
        op = FLIPPED[op]
        result = platform_test(names, right, op, left) or version_test(names, right, op, left)
    return result or "?"


def platform_test(names, left, op, right):
    if names.means(left, "sys.platform"):
        letter = "p="
    elif names.means(left, "os.name"):
        letter = "n="
    elif names.calls(left, "platform.system"):
        letter = "s="
    else:
        return None
    if op in (ast.Eq, ast.NotEq):
        result = atoms(letter, [right])
    elif op in (ast.In, ast.NotIn) and isinstance(right, (ast.Tuple, ast.List, ast.Set)):
        result = atoms(letter, right.elts)
    else:
        return "?"
    return result + " !" if op in (ast.NotEq, ast.NotIn) else result


def atoms(letter, nodes):
    texts = [literal(node) for node in nodes]
    if not texts or any(text is None or not ATOM.fullmatch(text) for text in texts):
        return "?"
    return fold([letter + text for text in texts], "|")


def version_test(names, left, op, right):
    """None if left is no version; "?" if nobody can say."""
    info = "sys.version_info"
    if names.means(left, info + ".major"):
        return exact_version(op, integers([right]))
    if names.means(left, info):
        return longer_version(op, tuple_of(right))
    if not isinstance(left, ast.Subscript) or not names.means(left.value, info):
        return None
    if integer(left.slice) == 0:
        return exact_version(op, integers([right]))
    if isinstance(left.slice, ast.Slice) and left.slice.lower is None and left.slice.step is None:
        size, wanted = integer(left.slice.upper), tuple_of(right)
        if size and wanted and len(wanted) <= size:
            return (exact_version if len(wanted) == size else longer_version)(op, wanted)
    return "?"


def tuple_of(node):
    return integers(node.elts) if isinstance(node, ast.Tuple) else None


def integers(nodes):
    values = [integer(node) for node in nodes]
    return values if values and None not in values else None


def exact_version(op, wanted):
    """The version cut to as many parts as wanted has, compared with it."""
    if wanted is None:
        return "?"
    this = ".".join(map(str, wanted))
    after = ".".join(map(str, [*wanted[:-1], wanted[-1] + 1]))
    equal = "v>={} v<{} &".format(this, after)
    return {ast.GtE: "v>=" + this, ast.Gt: "v>=" + after, ast.Lt: "v<" + this,
            ast.LtE: "v<" + after, ast.Eq: equal, ast.NotEq: equal + " !"}.get(op, "?")


def longer_version(op, wanted):
    """A version of more parts than wanted has, compared with it: never equal."""
    if wanted is None:
        return "?"
    this = ".".join(map(str, wanted))
    return {ast.GtE: "v>=" + this, ast.Gt: "v>=" + this, ast.Lt: "v<" + this,
            ast.LtE: "v<" + this, ast.NotEq: "? !"}.get(op, "?")
