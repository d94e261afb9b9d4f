"""What a form is: a small source, and its facts written by hand in a short notation."""


class Form:
    """A source and what it says, kind by kind; kinds that are not given are not compared.

    since: the first Python whose ast can read it (None: no Python 3.9 to 3.13 can).
    errors: the number of problems, or "some".
    """

    def __init__(self, name, source, file="m.py", since=(3, 9), errors=0, **kinds):
        self.name, self.file, self.since, self.errors, self.kinds = name, file, since, errors, kinds
        self.source = source if isinstance(source, bytes) else source.encode("utf-8")


def imports(name, source, *rows, **more):
    return Form(name, source, imports=list(rows), **more)


def show_import(row):
    """`3:5 from ..a import b as c: lazy optional {guard} in f`; `import ?` if computed."""
    dots, module = "." * row["level"], row["module"] or ""
    if row["name"] is not None:
        text = "from {}{} import {}".format(dots, module, row["name"])
    else:
        text = "import " + (dots + module or "?")
    if row["alias"] is not None:
        text += " as " + row["alias"]
    contexts = " ".join(row["contexts"])
    if row.get("missing_module_only"):
        contexts = contexts.replace("optional", "optional(missing)")
    return "{}:{} {}: {}{}".format(row["line"], row["column"], text, contexts, where(row))


def where(row):
    text = " {" + row["guard"] + "}" if "guard" in row else ""
    return text + (" in " + row["scope"] if row["scope"] else "")


def arm(row, key="block"):
    return " @{}".format(row[key]) if key in row else ""


def show_class(row):
    """`3:7 Outer.C(base, metaclass=M): load {guard} in Outer`"""
    arguments = row["bases"] + ["{}={}".format(*item) for item in row["keywords"].items()]
    return "{}:{} {}({}): {}{}".format(row["line"], row["column"], row["qualname"],
                                       ", ".join(arguments), " ".join(row["contexts"]), where(row))


def show_binding(row):
    """`3:1 x = target {guard} in C`; `3:1 f function`"""
    what = "= " + row["target"] if row["kind"] == "assign" else row["kind"]
    return "{}:{} {} {}{}".format(row["line"], row["column"], row["name"], what, where(row))


FLAGS = ("annotated", "bare", "elsewhere", "exhaustive", "type_params", "call", "given", "of_class")


def flags(row):
    return "".join(" " + flag for flag in FLAGS if row.get(flag))


def show_import_whole(row):
    return show_import(row) + arm(row)


def show_binding_whole(row):
    """`3:1 x = target annotated in C @2`: with the arm; functions are plain or decorated"""
    text = show_binding(row) + (" named " + row["named"] if "named" in row else "") + flags(row) + arm(row)
    if row["kind"] == "function":
        text += " plain" if row.get("plain") else " decorated"
        text += " gives " + row["gives"] if "gives" in row else ""
    return text + (" " + row["class"] if "class" in row else "")


def show_exprs(rows):
    texts = []
    for row in rows:
        text = "{}={}".format(row["keyword"], row["expr"]) if "keyword" in row else row["expr"]
        inner = ", ".join(row.get("arguments", ()))
        texts.append(text[:-1] + inner + text[-1] if inner else text)
    return ", ".join(texts)


def show_class_whole(row):
    """`3:7 C(make(A), metaclass=M) @d(x=True) slots: names dict type_params @1`"""
    text = "{}:{} {}({})".format(row["line"], row["column"], row["qualname"],
                                 show_exprs(row.get("arguments", ())))
    text += "".join(" @" + show_exprs([deco]) for deco in row.get("decorators", ()))
    if row["slots"] != "none":
        text += " slots: " + row["slots"]
    text += "".join(" " + name for name in ("dict", "weakref") if row.get("slots_" + name))
    return text + flags(row) + where(row) + arm(row)


def show_block(row):
    """`5.1 except ImportError ends scope @4`: arm 1 of the statement whose arms start at row 5, in
    the arm of row 4"""
    text = "{}.{} {} {}".format(row["group"], row["arm"], row["kind"],
                                row.get("handles", row.get("test", ""))).rstrip()
    if "ends" in row:
        text += " ends " + row["ends"]
    contexts = "".join(" " + context for context in row["contexts"][1:])
    return text + flags(row) + contexts + where(row) + arm(row, "parent")


def show_path(row):
    """`3 front relative ../lib`, `lazy` at the end"""
    words = [str(row["line"]), "front" if row["front"] else "back", row["kind"], row["path"],
             "lazy" if row.get("lazy") else ""]
    return " ".join(word for word in words if word)


SHOW = {
    "imports": show_import,
    "classes": show_class,
    "bindings": show_binding,
    "imports whole": show_import_whole,
    "classes whole": show_class_whole,
    "bindings whole": show_binding_whole,
    "blocks": show_block,
    "exports": lambda row: "{} {}".format(row["kind"], row["name"] or "").strip(),
    "paths": show_path,
    "uses": lambda row: "{}:{} {}".format(row["line"], row["column"], row["dotted"]),
    "ignores": lambda row: "{} {}{}".format(row["line"], row["rules"] or "all",
                                            " file" if row["file"] else ""),
}
