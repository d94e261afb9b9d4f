"""What names mean: dotted names through a file's imports, and expressions in canonical text."""
import ast

SIGNS = (ast.expr_context, ast.operator, ast.unaryop, ast.boolop)


def dotted(node):
    """`a.b.c` as text; None for anything else."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return ".".join([node.id, *reversed(parts)])


def children(node):
    """The nodes below a node that say something: no contexts of names, no operators."""
    for field in node._fields:
        value = getattr(node, field, None)
        if isinstance(value, list):
            for child in value:
                if isinstance(child, ast.AST):
                    yield child
        elif isinstance(value, ast.AST) and not isinstance(value, SIGNS):
            yield value


def statements(node):
    """The node and all statements below it, with what they consist of but for expressions: in these stands no statement."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, (ast.Expr, ast.Assign, ast.Return)):
            waiting.extend(child for child in children(node) if not isinstance(child, ast.expr))


def literal(node):
    """The value of a plain string literal; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def integer(node):
    """The value of an int literal; None for anything else."""
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return node.value
    return None


def is_dotted(text):
    return all(part.isidentifier() for part in text.split("."))


def canonical(node):
    """Names and attributes dotted, `x[…]` as "x[]", `x(…)` as "x()", stars kept, all else "?"."""
    stars = ""
    if isinstance(node, ast.Starred):
        stars, node = "*", node.value
    parts = []
    while True:
        if isinstance(node, ast.Attribute):
            parts.append("." + node.attr)
            node = node.value
        elif isinstance(node, ast.Subscript):
            parts.append("[]")
            node = node.value
        elif isinstance(node, ast.Call):
            parts.append("()")
            node = node.func
        else:
            break
    if not isinstance(node, ast.Name):
        return stars + "?"
    return stars + node.id + "".join(reversed(parts))


def assigned(node):
    """What is assigned, canonically; None is told."""
    return "None" if isinstance(node, ast.Constant) and node.value is None else canonical(node)


def is_module_itself(names, node):
    """Is it `sys.modules[__name__]`?"""
    index = getattr(node, "slice", None)
    index = getattr(index, "value", index)  # an ast.Index up to Python 3.8
    return isinstance(node, ast.Subscript) and isinstance(index, ast.Name) and index.id == "__name__" \
        and names.means(node.value, "sys.modules")


class Names:
    """What the import statements of a file, anywhere in it, bind."""

    def __init__(self, tree):
        self.bound = {}
        self.modules = set()  # names that an `import` statement binds to a module
        stack = [tree]
        while stack:
            node = stack.pop()
            if not isinstance(node, (ast.Expr, ast.Assign)):
                stack.extend(child for child in children(node) if not isinstance(child, ast.expr))
            if isinstance(node, ast.Import):
                for alias in node.names:
                    first = alias.name.split(".")[0]
                    self.modules.add(alias.asname or first)
                    self._bind(alias.asname or first, alias.name if alias.asname else first)
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    full = None if node.level else "{}.{}".format(node.module, alias.name)
                    self._bind(alias.asname or alias.name, full)

    def _bind(self, name, full):
        self.bound.setdefault(name, set()).add(full)

    def resolve(self, node):
        """The full dotted names that an expression can stand for."""
        if not isinstance(node, (ast.Name, ast.Attribute)):
            return set()
        text = dotted(node)
        if text is None:
            return set()
        first, dot, rest = text.partition(".")
        return {full + dot + rest for full in self.bound.get(first, {first}) if full}

    def means(self, node, *full):
        return not self.resolve(node).isdisjoint(full)

    def calls(self, node, *full):
        return isinstance(node, ast.Call) and self.means(node.func, *full)
