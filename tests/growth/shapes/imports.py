"""Modules that import each other, and contracts held against them."""
import json

from shapes.shape import ROWS, judged, lines, service, shape

# Imports

@shape(1000)
def import_chain(n):
    return {"m{}.py".format(i): "import m{}\n".format(i + 1) for i in range(n)}


@shape(1000)
def import_circle(n):
    return {"m{}.py".format(i): "from m{} import x\nx = 1\n".format((i + 1) % n) for i in range(n)}


@shape(1000)
def attribute_circle(n):
    return {"m{}.py".format(i): "import m{0}\nx = m{0}.x\n".format((i + 1) % n) for i in range(n)}


@shape(1000)
def service_over_chain(n):
    return service({"s/m{}.py".format(i): "import m{}\n".format(i + 1) if i + 1 < n else "import yaml\n"
                    for i in range(n)})


@shape(300)
def package_chain(n):
    """Packages in packages, and more of them side by side."""
    deep = ["d{}/".format(k) + "p/" * 60 for k in range(n // 25)]
    files = {}
    for top in deep:
        parts = top.split("/")[:-1]
        for i in range(1, len(parts) + 1):
            files["/".join(parts[:i]) + "/__init__.py"] = "from . import p\n"
    return files


@shape(1000)
def star_chain(n):
    return {"m{}.py".format(i): "from m{1} import *\nn{0} = 1\n".format(i, i + 1) for i in range(n)}


@shape(500)
def star_circle(n):
    files = {"m{}.py".format(i): "from m{} import *\nn{} = 1\n".format((i + 1) % n, i) for i in range(n)}
    files["use.py"] = "from m0 import gone, n{}\n".format(n - 1)
    return files


@shape(1500)
def star_mesh(n):
    """k modules that take all from one another: k² lines."""
    k = int(n ** 0.5)
    files = {"m{}.py".format(i): "".join("from m{} import *\n".format(j) for j in range(k) if j != i) + "x{} = 1\n".format(i)
             for i in range(k)}
    files["use.py"] = "from m0 import {}, gone\n".format(", ".join("x{}".format(i) for i in range(k)))
    return files


@shape(1000)
def all_that_doubles(n):
    files = {"m{}.py".format(i): "import m{0}\nfrom m{0} import *\n__all__ = ['n{0}'] + m{0}.__all__ + m{0}.__all__\nn{0} = 1\n"
             .format(i + 1) for i in range(n)}
    files["use.py"] = "from m0 import *\nclass A(n3): pass\n"
    return files


@shape(1000)
def names_handed_on(n):
    files = {"m{}.py".format(i): "from m{} import x\n".format(i + 1) for i in range(n)}
    files["use.py"] = "import m0\nclass A(m0.x): pass\n"
    return files


@shape(2000)
def names_handed_on_sideways(n):
    """All names of a module, through one after the other."""
    k = int(n ** 0.5)
    return {"m{}.py".format(i): "from m{} import {}\n".format(i + 1, ", ".join("x{}".format(j) for j in range(k)))
            for i in range(k)}


@shape(5000)
def missing_in_one_line(n):
    return judged({"p/__init__.py": "", "m.py": "import " + ", ".join("p.a{}".format(i) for i in range(n)) + "\n"})


@shape(5000)
def missing_names(n):
    return judged({"p.py": "", "m.py": "from p import " + ", ".join("a{}".format(i) for i in range(n)) + "\n"})


@shape(3000)
def near_names(n):
    """Which name is meant is looked for among all that there are."""
    return judged({"p.py": lines("name_{}_of_it = 1\n", n), "m.py": lines("from p import name_{}_of_its\n", n)})


@shape(3000)
def near_modules(n):
    files = {"p/name_{}_of_it.py".format(i): "" for i in range(n // 3)}
    files["m.py"] = lines("import p.name_{}_of_its\n", n // 3)
    return judged(files)


@shape(300)
def many_roots(n):
    files = {"r{}/m{}.py".format(i % 50, i): "import m{}\n".format(i + 1) for i in range(n)}
    files["shoring.yaml"] = "source-roots: [{}]\n".format(", ".join("r{}".format(i) for i in range(50)))
    return files


@shape(1000)
def many_paths(n):
    return {"m.py": "import sys\n" + lines("sys.path.insert(0, 'd{}')\nimport x{}\n", n)}


# Contracts: there are at most so many; what they are held against grows.

def contracts(rows):
    return "imports:\n  contracts:\n" + "".join("    - " + json.dumps(row) + "\n" for row in rows)


@shape(1000)
def forbidden_pairs(n):
    files = {"m{}.py".format(i): "import m{}\n".format(i + 1) for i in range(n)}
    files["shoring.yaml"] = contracts(
        {"name": "c{}".format(i), "type": "forbidden", "from": ["m{}".format(i)], "to": ["m{}".format((i + 7) % n)]}
        for i in range(ROWS))
    return files


@shape(1000)
def forbidden_chains(n):
    files = {"m{}.py".format(i): "import m{}\n".format(i + 1) for i in range(n)}
    files["shoring.yaml"] = contracts([{"name": "c", "type": "forbidden", "from": ["m{}".format(i) for i in range(n // 2)],
                                       "to": ["m{}".format(i) for i in range(n // 2, n)], "transitive": True}])
    return files


@shape(400)
def forbidden_globs(n):
    files = {"m{}.py".format(i): "import m{}\n".format(i + 1) for i in range(n)}
    files["shoring.yaml"] = contracts(
        {"name": "c{}".format(i), "type": "forbidden", "from": ["*{}".format(i)], "to": ["*.x{}".format(i)]}
        for i in range(ROWS))
    return files


@shape(400)
def forbidden_patterns(n):
    files = {"m{}.py".format(i): "import m{}\n".format(i + 1) for i in range(n)}
    files["shoring.yaml"] = contracts(
        {"name": "c{}".format(i), "type": "pattern", "match": "^x{}\\.(a|b)$".format(i)} for i in range(ROWS))
    return files


@shape(400)
def layers(n):
    files = {"m{}.py".format(i): "import m{}\n".format(i + 1) for i in range(n)}
    files["shoring.yaml"] = contracts([{"name": "c", "type": "layers", "layers": ["m{}".format(i) for i in range(n)]}])
    return files


@shape(400)
def layers_upside_down(n):
    files = {"m{}.py".format(i): "import m{}\n".format(i + 1) for i in range(n)}
    files["shoring.yaml"] = contracts([{"name": "c", "type": "layers", "layers": ["m{}".format(i) for i in reversed(range(n))]}])
    return files


@shape(400)
def independence(n):
    files = {"m{}.py".format(i): "import m{}\n".format(i + 1) for i in range(n)}
    files["shoring.yaml"] = contracts([{"name": "c", "type": "independence", "modules": ["m{}".format(i) for i in range(n)]}])
    return files


@shape(400)
def independence_of_all(n):
    files = {"p/m{}.py".format(i): "import p.m{}\n".format(i + 1) for i in range(n)}
    files["shoring.yaml"] = contracts([{"name": "c", "type": "independence", "modules": ["p.*"]}])
    return files


@shape(400)
def only(n):
    files = {"m{}.py".format(i): "import m{}\n".format(i + 1) for i in range(n)}
    files["shoring.yaml"] = contracts(
        {"name": "c{}".format(i), "type": "only", "from": ["m{}".format(i)], "to": ["m{}".format(i + 2)]}
        for i in range(ROWS))
    return files


@shape(1000)
def allowed(n):
    files = {"m{}.py".format(i): "import x{}\n".format(i) for i in range(n)}
    files["shoring.yaml"] = contracts([{"name": "c", "type": "forbidden", "from": ["*"], "to": ["*"],
                                       "allow": ["m{0} -> x{0}".format(i) for i in range(n)]}])
    return files


@shape(1000)
def replaced(n):
    files = {"m{}.py".format(i): "import x{}.y\n".format(i) for i in range(n)}
    files["shoring.yaml"] = contracts([{"name": "c", "type": "forbidden", "from": ["*"], "to": ["x{}".format(i) for i in range(n)],
                                       "replace": {"x{}".format(i): "y{}".format(i) for i in range(ROWS)}}])
    return files


@shape(1000)
def excluded(n):
    files = {"d/m{}.py".format(i): "" for i in range(n)}
    files["shoring.yaml"] = "exclude:\n" + lines("  - '**/x{}/**'\n", ROWS)
    return files


@shape(1000)
def importers(n):
    return {"shoring.yaml": "imports:\n  dynamic-importers:\n" + lines("    - 'tools.load{}:0'\n", ROWS),
            "m.py": "import tools\n" + "".join("tools.load{}('a.b')\n".format(i % ROWS) for i in range(n))}
