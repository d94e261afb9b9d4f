"""Functions that give back what they are given, as most decorators do."""
import ast

from reference_blocks import ways

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def own_returns(function):
    """The return statements of the function itself."""
    waiting = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Return):
            yield node
        elif not isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.Lambda)):
            waiting.extend(ast.iter_child_nodes(node))


def returned_name(names, function):
    if isinstance(function, ast.AsyncFunctionDef) or ways(names, function.body) & {"on", "raise in with"}:
        return None
    found = {n.value.id if isinstance(n.value, ast.Name) else None for n in own_returns(function)}
    return found.pop() if len(found) == 1 else None


def is_argument(function, scope, name):
    args = function.args
    first = [*getattr(args, "posonlyargs", []), *args.args][:1]
    return bool(first) and first[0].arg == name and len(scope.bindings[name]) == 1


def gives(names, function, scopes):
    """What all returns of the function give: "argument", "giver" or None."""
    name = returned_name(names, function)
    scope = scopes[function]
    if name is None:
        return None
    if is_argument(function, scope, name):
        return "argument"
    if len(scope.bindings.get(name, ())) != 1:
        return None
    inner = [n for n in ast.walk(function) if n is not function and isinstance(n, FUNCTIONS) and n.name == name]
    inner.sort(key=lambda n: (n.lineno, n.col_offset))
    if not inner or inner[0].decorator_list:
        return None
    given = returned_name(names, inner[0])
    return "giver" if given and is_argument(inner[0], scopes[inner[0]], given) else None
