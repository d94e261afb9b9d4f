"""Statements about classes that calls make, and about what a class asks of those below it, at random: as class_chunks.py."""
import sys

from class_pieces import arguments, base, bases, body, class_names, fresh, indent, own_name, plain_class

VERSION = sys.version_info[:2]


def plain_bases(m):
    return [text for text in bases(m) if "[" not in text]


def listed(parts):
    return "({}{})".format(", ".join(parts), "," if len(parts) == 1 else "")


def below(m, text):
    """One or two classes that inherit from what a call gives; some name it first."""
    rng, name = m.rng, fresh(m, "Given")
    way = rng.randrange(6)
    more = [base(m)] if rng.random() < 0.3 else []
    if way < 2:
        return plain_class(m, own_name(m), rng.choice([[text, *more], [*more, text]]))
    if way == 2:
        return plain_class(m, own_name(m), [text, text])
    lines = "{} = {}\n{}".format(name, text, plain_class(m, own_name(m), rng.choice([[name, *more], [*more, name]])))
    if way == 3:
        lines += "\n" + plain_class(m, own_name(m), [text, name])
    if way == 4:
        second = fresh(m, "Given")
        lines += "\n{} = {}\n{}".format(second, text, plain_class(m, own_name(m), [name, second]))
    return lines


MADE = ['return type("{n}", {p}, {{}})', 'made = type("{n}", {p}, {{"a": 1}})\nreturn made', "class {n}{a}:\n    pass\nreturn {n}",
        'return type("%s" % given, {p}, {{}})', "class {n}{a}:\n    __slots__ = ()\nmade = {n}\nreturn made",
        "if given:\n    class {n}{a}:\n        pass\nelse:\n    class {n}:\n        pass\nreturn {n}",
        "class {n}{a}:\n    pass\nif given:\n    return {n}\nreturn {n}", "class {n}{a}:\n    pass\nreturn same({n})",
        "class {n}{a}:\n    pass\n@same\nclass Other({n}):\n    pass\nreturn Other", "class {n}{a}:\n    pass\n{n}.x = 1\nreturn {n}",
        "import abc\nreturn abc.ABCMeta('{n}', {p}, {{}})", "class {n}{a}:\n    pass\nif not given:\n    return {n}\nreturn given",
        "try:\n    class {n}{a}:\n        pass\nexcept TypeError:\n    class {n}:\n        pass\nreturn {n}",
        "for one in range(2):\n    class {n}{a}:\n        pass\nreturn {n}", "class {n}{a}:\n    pass\ndef {n}_():\n    return int\nreturn {n}",
        "given = type('{n}', {p}, {{}})\nreturn given", "class {n}(given if isinstance(given, type) else object):\n    pass\nreturn {n}"]


def factory(m):
    """A function that gives a class."""
    name, parts = fresh(m, "make"), plain_bases(m)
    parameters = m.rng.choice(["", "given=None", "given=object", "*given", "given=''"])
    deco = m.rng.choice([""] * 6 + ["@same\n", "@functools.lru_cache(None)\n"])
    text = m.rng.choice(MADE).format(n=own_name(m), p=listed(parts), a=arguments(parts))
    if not parameters:
        text = "given = 1\n" + text
    return "import functools\nfrom compat import same\n{}def {}({}):\n{}\n{}".format(
        deco, name, parameters, indent(text), below(m, name + m.rng.choice(["()", "()", "()", "(1)" if parameters else "()"])))


def factory_method(m):
    """A method that gives a class below the one that it is asked of."""
    holder, child, made = fresh(m, "Holder"), fresh(m, "Child"), own_name(m)
    more = plain_bases(m)[:1]
    order = m.rng.choice([["cls", *more], ["cls"], [*more, "cls"]])
    text = m.rng.choice([
        'return type("{n}", {p}, {{}})', 'return type(name or cls.__name__ + "X", {p}, {{"a": 1}})', "class {n}{a}:\n    pass\nreturn {n}",
        "cls = object\nreturn type('{n}', (cls,), {{}})", 'if name is None:\n    name = "{n}"\nreturn type(name, {p}, {{}})',
        "made = type('{n}', {p}, {{}})\nmade.x = 1\nreturn made", "return type('{n}', (name or cls,), {{}})",
        "class {n}{a}:\n    class Inner(cls):\n        pass\nreturn {n}"]).format(n=made, p=listed(order), a=arguments(order))
    deco = m.rng.choice(["@classmethod"] * 5 + ["@staticmethod"])
    lines = "class {}{}:\n    {}\n    def derive(cls{}, name=None):\n{}\n".format(
        holder, arguments(bases(m)[:1]), deco, "" if deco == "@classmethod" else "=object", indent(text, 2))
    lines += plain_class(m, child, m.rng.choice([[holder], [holder, *bases(m)[:1]]])) + "\n"
    if m.rng.random() < 0.2:
        lines += "class {}({}):\n    @classmethod\n    def derive(cls, name=None):\n        return cls\n".format(child, child)
    return lines + below(m, "{}.derive({})".format(m.rng.choice([holder, child]), m.rng.choice(["", "", "'N'"])))


def meta_call(m):
    """A metaclass is called."""
    metas = [n for n in class_names(m) if issubclass(m.names[n], type)] + ["type", "abc.ABCMeta"]
    meta, parts = m.rng.choice(metas), plain_bases(m)
    call = '{}("{}", {}, {})'.format(meta, m.rng.choice([own_name(m), "", "a.b", "NewBase"]), listed(parts),
                                     m.rng.choice(["{}", "{'a': 1}", "dict()", "{'__slots__': ()}"]))
    return "import abc\n" + below(m, call)


def asked_below(m):
    """A class that looks at those below it, which say something to it."""
    name, key = fresh(m, "Asks"), m.rng.choice(["flag", "name", "metaclass_"])
    text = "class {}{}:\n    def __init_subclass__(cls, {}=None, **more):\n        super().__init_subclass__(**more)\n".format(
        name, arguments(bases(m)[:1]), key)
    text += "class {}({}, {}=1):\n{}\n".format(own_name(m), ", ".join([name, *bases(m)[:1]]), key, indent(body(m)))
    return text + plain_class(m, own_name(m), [name])


def own_subscript(m):
    """A class with arguments of its own kind; something that stands for other bases."""
    name = own_name(m)
    way = m.rng.randrange(3)
    if way == 0:
        text = "class {}{}:\n    def __class_getitem__(cls, item):\n        return {}\n".format(
            name, arguments(bases(m)[:1]), m.rng.choice(["cls", "cls", "object", base(m, subscript=False)]))
        return text + plain_class(m, own_name(m), [name + "[int]", *bases(m)[:1]])
    if way == 1:
        text = "class {}:\n    def __mro_entries__(self, bases):\n        return ({},)\n".format(name, base(m, subscript=False))
        return text + plain_class(m, own_name(m), [name + "()", *bases(m)[:1]])
    text = "class Meta{0}(type):\n    def __getitem__(cls, item):\n        return cls\nclass {0}(metaclass=Meta{0}):\n    pass\n".format(name)
    return text + plain_class(m, own_name(m), [name + "[int]"])


def chosen(m):
    """A name by a match statement, a suppressed import, or one condition in another."""
    name = fresh(m, "Chosen")
    first, second = plain_class(m, name), "{} = {}".format(name, base(m, subscript=False))
    ways = ["import contextlib\n{s}\nwith contextlib.suppress({e}):\n    from {i} import {n}", "import sys\nif sys.version_info > (3, 9):\n    if {t}:\n{f2}\n"
            "    else:\n{s2}\nelse:\n{s1}", "{s}\ntry:\n    pass\nfinally:\n{f1}", "{s}\nwhile {t}:\n{f1}\n    break", "{s}\ntry:\n    raise KeyError\n"
            "except KeyError:\n{f1}", "try:\n    import no_such_module\nexcept ImportError:\n    try:\n        from {i} import {n}\n    except ImportError:\n{s2}",
            "{f}\nif {t}:\n    del {n}\n{s}"]
    if VERSION >= (3, 10):
        ways += ["import sys\nmatch sys.platform:\n    case 'linux':\n{f2}\n    case _:\n{s2}", "{s}\nmatch 1:\n    case int():\n{f2}"]
    if VERSION >= (3, 11):
        ways.append("{s}\ntry:\n    pass\nexcept* ValueError:\n{f1}")
    text = m.rng.choice(ways).format(
        n=name, f=first, s=second, f1=indent(first), s1=indent(second), f2=indent(first, 2), s2=indent(second, 2),
        t=m.rng.choice(["True", "1", "len(__name__) > 1", "sys.maxsize > 1", "not __debug__"]),
        e=m.rng.choice(["ImportError", "Exception"]), i=m.rng.choice(["no_such_module", "collections", "typing", "compat"]))
    return "import sys\n" + text + "\n" + plain_class(m, own_name(m), [name, *bases(m)[:1]])


def slotted_data(m):
    """Data classes with slots, which are made anew; enumerations and dictionaries of types with more to them."""
    first, second = own_name(m), own_name(m)
    slots = "slots=True" if VERSION >= (3, 10) else "eq=False"
    last = plain_class(m, own_name(m), m.rng.choice([[second], [second, first], [first, second], [second, *bases(m)[:1]]]))
    return "import dataclasses, enum, typing\n" + m.rng.choice([
        "@dataclasses.dataclass({s})\nclass {a}{x}:\n    x: int = 0\n@dataclasses.dataclass({s})\nclass {b}({a}):\n    y: int = 0\n{l}",
        "@dataclasses.dataclass({s})\nclass {a}{x}:\n    x: int = 0\n@dataclasses.dataclass({s})\nclass {b}{z}:\n    y: int = 0\n{l}",
        "class {a}(typing.TypedDict):\n    a: int\nclass {b}({a}, total=False):\n    c: str\n{l}",
        "class {a}(enum.Enum):\n    def f(self):\n        return 1\nclass {b}({a}):\n    A = 1\n{l}",
        "class {a}:\n    def f(self):\n        return 1\nclass {b}({a}, enum.Enum):\n    A = 1\n{l}",
        "class {a}(typing.NamedTuple):\n    a: int = 0\n    def f(self):\n        return 1\nclass {b}({a}):\n    __slots__ = ()\n{l}",
    ]).format(s=slots, a=first, b=second, x=arguments(bases(m)[:1]), z=arguments(bases(m)[:1]), l=last)


def generics_of_312(m):
    """PEP 695, in more than one way."""
    if VERSION < (3, 12):
        return None
    first, second = own_name(m), own_name(m)
    above = m.rng.choice(["", "(typing.Protocol)", "(typing.NamedTuple)", "(list[T])", "(typing.Protocol[T])", "(abc.ABC)", arguments(bases(m)[:2])])
    inner = "    x: int\n" if "Tuple" in above else "    pass\n"
    alias = fresh(m, "Alias")
    return "import abc, typing\nclass {a}[T]{p}:\n{i}type {t} = {a}\nclass {b}[U]({l}):\n    pass".format(
        a=first, p=above, i=inner, t=alias, b=second,
        l=", ".join([m.rng.choice([first + "[U]", first, first + "[int]", alias + "[int]"]), *bases(m)[:1]]))


MAKERS = [(factory, 4), (factory_method, 4), (meta_call, 3), (asked_below, 2), (own_subscript, 2), (chosen, 4), (slotted_data, 3), (generics_of_312, 2)]
