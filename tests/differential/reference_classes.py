"""What classes are made of: arguments, decorators, slots; classes made by calls of type()."""
import ast
import re

from reference_names import canonical, literal, statements


def in_order(positional, keywords):
    """(keyword or None, value), as they stand in the source."""
    pairs = [(None, node) for node in positional] + [(k.arg or "**", k.value) for k in keywords]
    return sorted(pairs, key=lambda pair: (pair[1].lineno, pair[1].col_offset))


def expression(keyword, node):
    return ("**" if keyword == "**" else "") + canonical(node)


def simple_name(node):
    """What a string literal says, if that is a name of ASCII."""
    text = literal(node) or ""
    return text if re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", text) else None


def named_by_call(node):
    return simple_name(node.args[0]) if isinstance(node, ast.Call) and node.args else None


def argument(keyword, node):
    """An argument of an argument, as text."""
    text = expression(keyword, node)
    if isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, bool)):
        text = str(node.value)
    elif simple_name(node):
        text = '"{}"'.format(simple_name(node))
    return text if keyword in (None, "**") else "{}={}".format(keyword, text)


def plain(element):
    """An element of a subscript: a star is told before a name alone."""
    starred = isinstance(element, ast.Starred) and not isinstance(element.value, ast.Name)
    return element.value if starred else element


def inner(node):
    """The arguments of a call, the elements of a subscript."""
    if isinstance(node, ast.Starred):
        node = node.value
    if canonical(node) == "?":
        return []
    if isinstance(node, ast.Call):
        return [argument(*pair) for pair in in_order(node.args, node.keywords)]
    if isinstance(node, ast.Subscript):
        elements = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        return [argument(None, plain(element)) for element in elements]
    return []


def exprs(pairs):
    """Bases, keywords or decorators, each with what stands in it."""
    rows = []
    for keyword, node in pairs:
        row = {"expr": expression(keyword, node)}
        if keyword:
            row["keyword"] = keyword
        if inner(node):
            row["arguments"] = inner(node)
        rows.append(row)
    return rows


def is_type_call(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "type"


def is_class_call(node):
    """type(name, (bases written out), namespace), with keywords or without, or Meta("X", (A, B), {})."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute)) and len(node.args) == 3
            and not any(isinstance(arg, ast.Starred) for arg in node.args) and isinstance(node.args[1], ast.Tuple)):
        return False
    return is_type_call(node) or (literal(node.args[0]) is not None and isinstance(node.args[2], ast.Dict) and not node.keywords)


def has_class(function):
    """Is there a class statement in a function, or such a call that is assigned or given back?"""
    return any(isinstance(node, ast.ClassDef)
               or (isinstance(node, (ast.Assign, ast.AnnAssign, ast.Return)) and is_type_call(node.value) and is_class_call(node.value))
               for node in statements(function))


UNKNOWN = ("unknown", frozenset())


def slots_of(value):
    """(state, special names) of what is assigned to __slots__."""
    if isinstance(value, (ast.Tuple, ast.List, ast.Set)):
        names = [literal(element) for element in value.elts]
    elif isinstance(value, ast.Dict):
        names = [literal(key) for key in value.keys]
    else:
        names = [literal(value)]
    if not all(names):
        return UNKNOWN
    special = frozenset(names) & {"__dict__", "__weakref__"}
    return "names" if set(names) - special else "empty", special


def slots_after(events):
    """What a class body leaves: events are (kind, value, is it sure to happen), in order."""
    state = ("none", frozenset())
    for kind, value, surely in events:
        if kind == "assign":
            new = slots_of(value)
        else:
            new = ("none", frozenset()) if kind == "delete" else UNKNOWN
        state = new if surely or new == state else UNKNOWN
    return state


def slots_in(namespace):
    """What a namespace that is given to type() says."""
    state = ("none", frozenset())
    if not isinstance(namespace, ast.Dict) or None in map(literal, namespace.keys):
        return UNKNOWN
    for key, value in zip(namespace.keys, namespace.values):
        if literal(key) == "__slots__":
            state = slots_of(value)
    return state


def slots_row(state):
    row = {"slots": state[0]}
    row.update({"slots_" + name.strip("_"): True for name in state[1]})
    return row


def changes_slots(node):
    """A statement that may change the value of __slots__ and does not bind it."""
    if isinstance(node, ast.Expr):
        parts = [node.value.func] if isinstance(node.value, ast.Call) else []
    elif isinstance(node, ast.Assign):
        parts = node.targets[:1]
    else:
        parts = [getattr(node, "target", None)]
    for part in parts:
        root = part
        while isinstance(root, (ast.Attribute, ast.Subscript, ast.Call)):
            root = getattr(root, "value", None) or root.func
        if root is not part and isinstance(root, ast.Name) and root.id == "__slots__":
            return True
    return False
