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


def show_class(row):
    """`3:7 Outer.C(base, metaclass=M): load {guard} in Outer`"""
    arguments = row["bases"] + ["{}={}".format(*item) for item in row["keywords"].items()]
    return "{}:{} {}({}): {}{}".format(row["line"], row["column"], row["qualname"],
                                       ", ".join(arguments), " ".join(row["contexts"]), where(row))


def show_binding(row):
    """`3:1 x = target {guard} in C`; `3:1 f function`"""
    what = "= " + row["target"] if row["kind"] == "assign" else row["kind"]
    return "{}:{} {} {}{}".format(row["line"], row["column"], row["name"], what, where(row))


def show_path(row):
    """`3 front relative ../lib`, `lazy` at the end"""
    words = [str(row["line"]), "front" if row["front"] else "back", row["kind"], row["path"],
             "lazy" if row.get("lazy") else ""]
    return " ".join(word for word in words if word)


SHOW = {
    "imports": show_import,
    "classes": show_class,
    "bindings": show_binding,
    "exports": lambda row: "{} {}".format(row["kind"], row["name"] or "").strip(),
    "paths": show_path,
    "uses": lambda row: "{}:{} {}".format(row["line"], row["column"], row["dotted"]),
    "ignores": lambda row: "{} {}{}".format(row["line"], row["rules"] or "all",
                                            " file" if row["file"] else ""),
}
