"""Print, as JSON, what the interpreter that runs this says of its standard library's modules and classes.

For make_std.py, which asks one interpreter of each version; runs on Python 3.8 and newer, without arguments.
"""
import contextlib
import enum
import importlib
import io
import json
import os
import pkgutil
import re
import sys
import types
import typing
import warnings

# No part of the library that anybody imports: its tests, its demonstrations, jokes, the build's own settings.
SKIPPED = re.compile(
    r"(test|idlelib|turtledemo|antigravity|this|__main__|__hello__|__phello__\w*|_?xx\w*|_test\w*|_ctypes_test"
    r"|_sysconfigdata\w*|sitecustomize|usercustomize)(\.|$)"
    r"|.*\.(test|tests|idle_test|__main__|_bundled)(\.|$)|encodings\.(mbcs|oem|cp65001)$")
# What every module, and every class, has of its own.
OF_A_MODULE = {"__name__", "__doc__", "__package__", "__loader__", "__spec__", "__file__", "__cached__",
               "__builtins__", "__path__", "__warningregistry__", "__conditional_annotations__"}
OF_A_CLASS = {"__doc__", "__module__", "__dict__", "__weakref__", "__qualname__", "__annotations__",
              "__annotate__", "__annotate_func__", "__annotations_cache__", "__abstractmethods__", "_abc_impl",
              "__orig_bases__", "__parameters__", "__firstlineno__", "__static_attributes__"}
HEAPTYPE, BASETYPE = 1 << 9, 1 << 10  # bits of __flags__


def alone():
    """Forget what is installed beside the library, which parts of it look for and others replace."""
    sys.path[:] = library_paths()
    sys.meta_path[:] = [finder for finder in sys.meta_path
                        if getattr(finder, "__module__", "").startswith("_frozen_importlib")]
    sys.path_importer_cache.clear()


def library_paths():
    """Where the interpreter has its library: folders, or an archive."""
    own = os.path.dirname(os.path.abspath(os.__file__))
    return [path for path in sys.path if path == own or path.startswith(own + os.sep) and "-packages" not in path]


def names_below(paths, prefix=""):
    """The dotted names of all modules in the folders, those in packages too."""
    for found in pkgutil.iter_modules(paths):
        name = prefix + found.name
        if SKIPPED.match(name):
            continue
        yield name
        if found.ispkg:
            yield from names_below([os.path.join(path, found.name) for path in paths], name + ".")


def load(names):
    """Import them all; {name: module}, also of what they put into sys.modules themselves (os.path)."""
    tops = {name.partition(".")[0] for name in names}
    for name in sorted(names):
        with contextlib.suppress(Exception, SystemExit):
            importlib.import_module(name)
    return {name: module for name, module in sorted(sys.modules.items())
            if isinstance(module, types.ModuleType) and name.partition(".")[0] in tops and not SKIPPED.match(name)}


def names_of(module):
    """All that can be asked of a module; what it makes on demand is somewhere in its text."""
    names = set(vars(module)) | set(dir(module)) | set(getattr(module, "__all__", ()))
    if "__getattr__" in vars(module):
        with contextlib.suppress(Exception):
            names.update(name for name in re.findall(r"\w+", module.__loader__.get_source(module.__spec__.name))
                         if not name.startswith("__"))
    return sorted(name for name in names if isinstance(name, str) and name.isidentifier()
                  and name not in OF_A_MODULE)


class Library:
    """All classes that can be reached from the modules, each with a key of its own."""

    def __init__(self, modules):
        self.modules = modules
        self.name_of_module = {}
        for name, module in modules.items():  # os.path is posixpath: a module goes by its own name
            if id(module) not in self.name_of_module or module.__name__ == name:
                self.name_of_module[id(module)] = name
        self.found = {}  # id: (class, the place where it was found first)
        self.spaces = {}  # module or class: {name: value}
        for name, module in modules.items():
            if self.name_of_module[id(module)] == name:
                self.spaces[id(module)] = self.values(module)
        for own in (True, False):  # first where it was made, whoever else has it
            for name in sorted(set(self.name_of_module.values())):
                for key, value in self.spaces[id(modules[name])].items():
                    if issubclass(type(value), type) and (value.__module__ == name) == own:
                        self.reach(value, name + ":" + key)
        self.keys = self.make_keys()

    @staticmethod
    def values(module):
        space = {}
        for name in names_of(module):
            with contextlib.suppress(Exception):
                space[name] = getattr(module, name)
        return space

    def reach(self, value, place):
        """The class, and those that it is made of."""
        todo = [(value, place)]
        while todo:
            value, place = todo.pop()
            if not issubclass(type(value), type) or id(value) in self.found:
                continue
            self.found[id(value)] = (value, place)
            inside = {name: inner for name, inner in vars(value).items()
                      if isinstance(name, str) and name not in OF_A_CLASS}
            self.spaces[id(value)] = inside
            around = [(inner, place + "." + name) for name, inner in inside.items()]
            around += [(base, place + "<base>") for base in value.__bases__] + [(type(value), place + "<type>")]
            todo += around[::-1]

    def canonical(self, cls):
        """Is that where its name says that it is?"""
        at = sys.modules.get(cls.__module__) if isinstance(cls.__module__, str) else None
        for part in cls.__qualname__.split("."):
            at = vars(at).get(part) if isinstance(at, (type, types.ModuleType)) else None
        return at is cls

    def make_keys(self):
        """{id: key}: __module__.__qualname__; where several have the same, all but the one there say their place."""
        by_name = {}
        for cls, place in self.found.values():
            module = cls.__module__ if isinstance(cls.__module__, str) else "builtins"
            by_name.setdefault(module + "." + cls.__qualname__, []).append(
                (not self.canonical(cls), not place.startswith(module + ":"), place, cls))
        keys = {}
        for name, several in by_name.items():
            several.sort(key=lambda item: item[:3])
            for i, (_, _, place, cls) in enumerate(several):
                keys[id(cls)] = name if i == 0 else name + "#" + place
        assert len(set(keys.values())) == len(keys)
        return keys

    def describe(self, value):
        """What a name stands for: a letter, and what it goes with."""
        if id(value) in self.found:
            return ["c", self.keys[id(value)]]
        if id(value) in self.name_of_module:
            return ["m", self.name_of_module[id(value)]]
        if isinstance(value, types.ModuleType):
            return ["v", ""]
        if hasattr(value, "__mro_entries__") and not issubclass(type(value), type):
            return self.alias(value)
        if isinstance(value, (types.FunctionType, types.BuiltinFunctionType, types.MethodType, classmethod,
                              staticmethod, types.MethodDescriptorType, types.WrapperDescriptorType,
                              types.MethodWrapperType, types.ClassMethodDescriptorType)):
            return ["f", ""]
        return ["v", ""]

    def alias(self, value):
        """What stands in a class's bases for a value that is none."""
        try:
            alone = value.__mro_entries__((value,))
        except TypeError:
            return ["r", ""]
        adds = False
        with contextlib.suppress(TypeError):  # there may be others that want to be the one base
            adds = len(alone) > len(value.__mro_entries__((value, typing.Generic))) and alone[-1] is typing.Generic
        entries = list(alone[:-1] if adds else alone)
        if not all(id(entry) in self.found for entry in entries):
            return ["v", ""]
        return ["g" if adds else "a", " ".join(self.keys[id(entry)] for entry in entries)]


def solid(cls):
    """The class that decides how its instances are laid out: solid_base() of CPython's typeobject.c."""
    base = solid(cls.__base__) if cls.__base__ is not None else object
    size, below = cls.__basicsize__, base.__basicsize__
    if cls.__itemsize__ or base.__itemsize__:
        return base if size == below and cls.__itemsize__ == base.__itemsize__ else cls
    word = tuple.__itemsize__
    if cls.__flags__ & HEAPTYPE and sys.version_info < (3, 12):  # later these are not part of the size
        if cls.__weakrefoffset__ and not base.__weakrefoffset__ and cls.__weakrefoffset__ + word == size:
            size -= word
        if cls.__dictoffset__ and not base.__dictoffset__ and cls.__dictoffset__ + word == size:
            size -= word
    return base if size == below else cls


def flags(cls):
    """Letters, as make_std.py lists them."""
    meta = type(cls)
    found = ""
    if not cls.__flags__ & BASETYPE:
        found += "F"
    if cls.__itemsize__:
        found += "V"
    if meta.mro is not type.mro:
        found += "M"
    if any("__init_subclass__" in vars(base) for base in cls.__mro__[:-1]):
        found += "I"
    if hasattr(cls, "__class_getitem__") or hasattr(meta, "__getitem__"):
        found += "G"
    if isinstance(cls, enum.EnumMeta) and len(cls.__members__) > 0:
        found += "E"
    if cls.__dictoffset__:
        found += "D"
    if cls.__weakrefoffset__:
        found += "W"
    return found


def refuses(cls):
    """Does a class statement with it as the one base, and nothing in the body, fail?"""
    try:
        exec("class subclass(base): pass", {"__name__": __name__, "base": cls})
    except Exception:
        return "R"
    return ""


def library_names():
    """The modules that there should be."""
    names = set(names_below(library_paths()))
    names.update(name for name in sys.builtin_module_names if not SKIPPED.match(name))
    tops = getattr(sys, "stdlib_module_names", {each.partition(".")[0] for each in names})
    return {name for name in names if name.partition(".")[0] in tops}


def main():
    warnings.simplefilter("ignore")
    alone()
    names = library_names()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        modules = load(names)
        library = Library(modules)
        told = {"version": list(sys.version_info[:3]), "platform": sys.platform, "modules": {}, "classes": {},
                "missing": sorted(names - set(modules)), "others": {},
                "top": sorted(getattr(sys, "stdlib_module_names", ()))}
        for name, module in modules.items():
            own = library.name_of_module[id(module)]
            if own != name:
                told["others"][name] = own
                continue
            listed = getattr(module, "__all__", None)
            told["modules"][name] = {
                key: library.describe(value) + [key in listed if listed is not None else not key.startswith("_")]
                for key, value in library.spaces[id(module)].items()}
        for cls, _ in list(library.found.values()):
            key = library.keys[id(cls)]
            told["classes"][key] = {
                "bases": [library.keys[id(base)] for base in cls.__bases__],
                "mro": [library.keys[id(base)] for base in cls.__mro__],
                "meta": library.keys[id(type(cls))],
                "solid": library.keys[id(solid(cls))],
                "flags": flags(cls),
                "names": {name: library.describe(value) for name, value in library.spaces[id(cls)].items()},
            }
        for cls, _ in list(library.found.values()):
            told["classes"][library.keys[id(cls)]]["flags"] += refuses(cls)
    print(json.dumps(told, sort_keys=True))


if __name__ == "__main__":
    main()
