"""Calls and assignments that import, change sys.path or say what __all__ has."""
import ast

from reference_guards import first_argument
from reference_names import dotted, integer, is_dotted, literal


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
