"""The parts of class statements: names, bases, bodies."""
import types

BUILTINS = ["object", "int", "str", "dict", "list", "tuple", "set", "Exception", "ValueError", "OSError", "KeyError", "BaseException",
            "type", "property", "float", "bytes", "frozenset", "bool", "range", "UserWarning", "RuntimeError", "LookupError", "memoryview",
            "slice", "classmethod", "super", "complex", "bytearray", "ImportError", "UnicodeError"]
LONGEST = 14  # of the orders of bases


def fresh(m, stem):
    return "{}{}".format(stem, m.tree.number())


def own_name(m):
    return fresh(m, m.rng.choice(["C", "C", "C", "Mixin", "_P", "Base"]))


def indent(text, depth=1):
    return "\n".join("    " * depth + line if line else line for line in text.split("\n"))


def names_of(m):
    return [(n, v) for n, v in m.names.items() if not n.startswith("__")]


def ancestors(cls):
    return type.__dict__["__mro__"].__get__(cls)


def class_names(m):
    """The names that are classes, but few of long orders."""
    if "classes" not in m.kept:
        spoiled = m.tree.recorder.is_spoiled
        m.kept["classes"] = [n for n, v in names_of(m) if isinstance(v, type) and len(ancestors(v)) <= LONGEST
                             and (not spoiled(v) or m.rng.random() < 0.01)]
    return m.kept["classes"]


def module_names(m):
    if "modules" not in m.kept:
        # A package that m is part of is not complete when m is imported.
        m.kept["modules"] = [n for n, v in names_of(m) if isinstance(v, types.ModuleType)
                             and not m.name.startswith(v.__name__ + ".")]
    return m.kept["modules"]


def attribute(m, name, value):
    """A class somewhere below the module or class, with its dots."""
    for _step in range(3):
        inner = list(vars(value).items())
        for _try in range(20):
            last, below = m.rng.choice(inner)
            if last[0] != "_" and isinstance(below, (type, types.ModuleType)) and not m.tree.recorder.is_spoiled(below):
                break
        else:
            return name
        value = below
        name += "." + last
        if isinstance(value, type) and m.rng.random() < 0.9:
            break
    return name


def base(m, subscript=True):
    rng = m.rng
    way = rng.random()
    if way < 0.12:
        return rng.choice(BUILTINS)
    if way < 0.35:
        modules = module_names(m)
        if modules:
            name = rng.choice(modules)
            return attribute(m, name, m.names[name])
    own = class_names(m)
    if not own:
        return rng.choice(BUILTINS[:12])
    name = rng.choice(own[-12:] if rng.random() < 0.5 else own)
    value = m.names[name]
    if rng.random() < 0.06:
        return attribute(m, name, value)
    if subscript and rng.random() < 0.2 and getattr(value, "__parameters__", None):
        return name + "[int]"
    return name


def bases(m):
    """None to three, mostly different ones; a class comes after those that inherit from it, mostly."""
    number = m.rng.choice([0, 1, 1, 1, 1, 2, 2, 2, 3])
    result = []
    for _step in range(number):
        one = base(m)
        if one not in result or m.rng.random() < 0.05:
            result.append(one)
    if m.rng.random() < 0.75:
        result.sort(key=lambda text: -len(ancestors(m.names[text])) if isinstance(m.names.get(text), type) else 0)
    return result


def keywords(m):
    if m.rng.random() > 0.06:
        return []
    metas = [n for n in class_names(m) if issubclass(m.names[n], type)]
    return ["metaclass=" + m.rng.choice(metas + ["type"])]


def arguments(parts):
    return "({})".format(", ".join(parts)) if parts else ""


def plain_class(m, name, parts=None):
    return "class {}{}:\n    pass".format(name, arguments(bases(m) if parts is None else parts))


def header(m):
    parts = bases(m) + keywords(m)
    form = m.rng.randrange(8)
    name = own_name(m)
    if form == 0 and parts:
        return "class {}(\n    {},\n):".format(name, ",\n    ".join(parts))
    if form == 1 and parts:
        return "class {} ( {} ) :  # a comment".format(name, ", ".join(parts))
    return "class {}{}:".format(name, arguments(parts) or m.rng.choice(["", "()"]))


def body(m, depth=0):
    rng = m.rng
    lines = []
    if rng.random() < 0.2:
        lines.append('"""class Fake(object): ..."""')
    if rng.random() < 0.4:
        lines.append("def m{}(self):\n    return super().__repr__()".format(rng.randint(1, 5)))
    if depth < 2 and rng.random() < 0.12:
        inner = rng.choice(["Inner", "Meta", "C{}".format(rng.randint(1, 9)), own_name(m)])
        lines.append("class {}{}:\n{}".format(inner, arguments(bases(m)), indent(body(m, depth + 1))))
        if rng.random() < 0.5:
            lines.append("class Next({}):\n    pass".format(", ".join([inner, *bases(m)[:1]])))
    if rng.random() < 0.08:
        lines.append("{} = {}".format(rng.choice(["Base", "kind", "C1"]), base(m, subscript=False)))
    if rng.random() < 0.06:
        lines.append("__slots__ = ()")
    return "\n".join(lines) or rng.choice(["pass", "x = 1", "..."])
