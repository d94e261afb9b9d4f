"""Directories put on sys.path: path expressions, worked out as os.path and pathlib would."""
import ast
import posixpath

from reference_names import integer, literal

FILE = "\0"  # the file's own name, as a component


class Path:
    """D (the file's directory), `up` times its parent, and components: or a literal text."""

    def __init__(self, text=None, up=0, parts=()):
        self.text, self.up, self.parts = text, up, tuple(parts)

    def join(self, other):
        if other.text is None:
            return other
        if self.text is not None:
            return Path(posixpath.join(self.text, other.text))
        if other.text.startswith("/"):
            return other
        return Path(None, self.up, (*self.parts, *other.text.split("/")))

    def plus(self, other):
        """String concatenation, where it starts a new component."""
        if self.text is None and other.text is not None and other.text.startswith("/"):
            return self.join(Path(other.text[1:]))
        return None

    def dirname(self):
        if self.text is not None:
            return Path(posixpath.dirname(self.text))
        if self.parts:
            return Path(None, self.up, self.parts[:-1])
        return Path(None, self.up + 1)

    def parent(self):
        """As pathlib has it: no empty components, no dots."""
        if self.text is not None:
            parts = [part for part in self.text.split("/") if part not in ("", ".")]
            root = "/" if self.text.startswith("/") else ""
            return Path(root + "/".join(parts[:-1]) or ".")
        return Path(None, self.up, [p for p in self.parts if p not in ("", ".")]).dirname()

    def normal(self):
        if self.text is not None:
            return Path(posixpath.normpath(self.text))
        up, parts = self.up, []
        for part in self.parts:
            if part == "..":
                if parts:
                    parts.pop()
                else:
                    up += 1
            elif part not in ("", "."):
                parts.append(part)
        return Path(None, up, parts)

    def row(self):
        """(kind, path) as facts.h has it."""
        path = self.normal()
        if path.text is not None:
            return "literal", "/" + path.text.lstrip("/") if path.text[0] == "/" else path.text
        if FILE in path.parts:
            return "unknown", ""
        return "relative", "/".join([".."] * path.up + list(path.parts)) or "."


class Paths:
    """Evaluates path expressions of one file. lookup(name): what it was assigned once, or None."""

    def __init__(self, names, lookup):
        self.names, self.lookup = names, lookup

    def row(self, node):
        value = self.value(node, ())
        return ("unknown", "") if value is None else value.row()

    def value(self, node, seen):
        text = literal(node)
        if text is not None:
            return Path(text)
        if isinstance(node, ast.Name) and node.id == "__file__":
            return Path(None, 0, [FILE])
        if self.names.means(node, "os.pardir", "os.path.pardir"):
            return Path("..")
        if self.names.means(node, "os.curdir", "os.path.curdir"):
            return Path(".")
        if isinstance(node, ast.Name):
            assigned = None if node.id in seen else self.lookup(node.id)
            return assigned and self.value(assigned, (*seen, node.id))
        if isinstance(node, ast.Attribute) and node.attr == "parent":
            base = self.value(node.value, seen)
            return base and base.parent()
        if isinstance(node, ast.Subscript):
            return self.parents(node, seen)
        if isinstance(node, ast.BinOp):
            left, right = self.value(node.left, seen), self.value(node.right, seen)
            if left is None or right is None:
                return None
            if isinstance(node.op, ast.Div):
                return left.join(right)
            return left.plus(right) if isinstance(node.op, ast.Add) else None
        return self.call(node, seen) if isinstance(node, ast.Call) else None

    def parents(self, node, seen):
        count = integer(node.slice)
        if count is None or not isinstance(node.value,
        ast.Attribute) or node.value.attr != "parents":
            return None
        base = self.value(node.value.value, seen)
        for _ in range(count + 1):
            base = base and base.parent()
        return base

    def joined(self, nodes, seen):
        values = [self.value(node, seen) for node in nodes]
        if not values or None in values:
            return None
        result = values[0]
        for value in values[1:]:
            result = result.join(value)
        return result

    def call(self, node, seen):
        args, means = node.args, self.names.means
        if not node.keywords and means(node.func, "os.path.join", "pathlib.Path",
        "pathlib.PurePath"):
            return self.joined(args, seen)
        if len(args) == 1 and not node.keywords:
            if means(node.func, "os.path.dirname"):
                base = self.value(args[0], seen)
                return base and base.dirname()
            if means(node.func, "os.path.abspath", "os.path.realpath", "os.path.normpath"):
                base = self.value(args[0], seen)
                return base and base.normal()
            if means(node.func, "str", "os.fspath"):
                return self.value(args[0], seen)
        if not isinstance(node.func, ast.Attribute):
            return None
        if node.func.attr == "joinpath" and not node.keywords:
            return self.joined([node.func.value, *args], seen)
        if args or (node.keywords and node.func.attr != "resolve"):
            return None
        base = self.value(node.func.value, seen)
        if node.func.attr == "resolve":
            return base and base.normal()
        return base if node.func.attr in ("absolute", "as_posix") else None
