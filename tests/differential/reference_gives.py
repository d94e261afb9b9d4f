"""Functions that give back what they are given, as most decorators do, or a class that they make."""
import ast

from reference_blocks import ways
from reference_classes import is_class_call, is_type_call
from reference_names import children, statements

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def own_returns(function):
    """The return statements of the function itself."""
    waiting = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Return):
            yield node
        elif not isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.Expr, ast.Assign)):
            waiting.extend(child for child in children(node) if not isinstance(child, ast.expr))


def returned_name(names, function):
    if isinstance(function, ast.AsyncFunctionDef) or ways(names, function.body) & {"on", "raise in with"}:
        return None
    found = {n.value.id if isinstance(n.value, ast.Name) else None for n in own_returns(function)}
    return found.pop() if len(found) == 1 else None


def is_argument(function, scope, name):
    args = function.args
    first = [*getattr(args, "posonlyargs", []), *args.args][:1]
    return bool(first) and first[0].arg == name and len(scope.bindings[name]) == 1


def is_type_class(node):
    return is_type_call(node) and is_class_call(node)


def within(function):
    """All that is in the function, but not in classes and functions in it."""
    waiting = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.Lambda)):
            waiting.extend(ast.iter_child_nodes(node))


def is_odd(function):
    return any(isinstance(n, (ast.Yield, ast.YieldFrom)) for n in within(function)) or \
        any(isinstance(n, (ast.Global, ast.Nonlocal)) for n in statements(function))


def class_bound(function, name):
    """The class statement or call that binds the name."""
    for node in within(function):
        if isinstance(node, ast.ClassDef) and node.name == name:
            return node
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        if any(isinstance(target, ast.Name) and target.id == name for target in targets) and is_type_class(node.value):
            return node.value
    return None


def class_returned(names, function):
    """The call that is the value of its only return."""
    returns = list(own_returns(function))
    if isinstance(function, ast.AsyncFunctionDef) or ways(names, function.body) & {"on", "raise in with"} or len(returns) != 1:
        return None
    return returns[0].value if is_type_class(returns[0].value) else None


def gives_giver(names, function, scopes, name):
    inner = [n for n in statements(function) if n is not function and isinstance(n, FUNCTIONS) and n.name == name]
    inner.sort(key=lambda n: (n.lineno, n.col_offset))
    if not inner or inner[0].decorator_list:
        return False
    given = returned_name(names, inner[0])
    return bool(given) and is_argument(inner[0], scopes[inner[0]], given)


def gives(names, function, scopes):
    """What all returns of the function give: "argument", "giver", "class" or None; for the third, the statement or call too."""
    name = returned_name(names, function)
    scope = scopes[function]
    if name is not None and is_argument(function, scope, name):
        return "argument", None
    if name is not None and len(scope.bindings.get(name, ())) != 1:
        return None, None
    if name is not None and gives_giver(names, function, scopes, name):
        return "giver", None
    if not scope.has_class or is_odd(function):
        return None, None
    given = class_returned(names, function) if name is None else class_bound(function, name)
    return (None, None) if given is None else ("class", given)
