"""Projects that grow: each shape makes one of size n, whose bytes are a fixed multiple of n.

A shape tries what could cost more than that: something of each row for each other row, a list that doubles, a
walk that begins anew. `SHAPES` has the size to begin with, and the command that looks at the project.
"""
import collections
import json

Shape = collections.namedtuple("Shape", "name size words make")
SHAPES = []
CHECK = ("check", "--format", "json", "--no-cache")


def shape(size, *words):
    def enter(make):
        SHAPES.append(Shape(make.__name__, size, words or CHECK, make))
        return make
    return enter


def lines(form, count, first=0):
    return "".join(form.format(i, i + 1) for i in range(first, first + count))


def service(more):
    return {"s/requirements.txt": "", **more}


def judged(files):
    """Of one service: only in what is deployed something is missing."""
    return {"requirements.txt": "", **files}


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

CONTRACTS = 300


def contracts(rows):
    return "imports:\n  contracts:\n" + "".join("    - " + json.dumps(row) + "\n" for row in rows)


@shape(1000)
def forbidden_pairs(n):
    files = {"m{}.py".format(i): "import m{}\n".format(i + 1) for i in range(n)}
    files["shoring.yaml"] = contracts(
        {"name": "c{}".format(i), "type": "forbidden", "from": ["m{}".format(i)], "to": ["m{}".format((i + 7) % n)]}
        for i in range(CONTRACTS))
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
        for i in range(CONTRACTS))
    return files


@shape(400)
def forbidden_patterns(n):
    files = {"m{}.py".format(i): "import m{}\n".format(i + 1) for i in range(n)}
    files["shoring.yaml"] = contracts(
        {"name": "c{}".format(i), "type": "pattern", "match": "^x{}\\.(a|b)$".format(i)} for i in range(CONTRACTS))
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
        for i in range(CONTRACTS))
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
                                       "replace": {"x{}".format(i): "y{}".format(i) for i in range(CONTRACTS)}}])
    return files


@shape(1000)
def excluded(n):
    files = {"d/m{}.py".format(i): "" for i in range(n)}
    files["shoring.yaml"] = "exclude:\n" + lines("  - '**/x{}/**'\n", CONTRACTS)
    return files


@shape(1000)
def importers(n):
    return {"shoring.yaml": "imports:\n  dynamic-importers:\n" + lines("    - 'tools.load{}:0'\n", CONTRACTS),
            "m.py": "import tools\n" + "".join("tools.load{}('a.b')\n".format(i % CONTRACTS) for i in range(n))}


# Classes

@shape(2000)
def class_chain(n):
    return {"m.py": "class C0: pass\n" + lines("class C{1}(C{0}): pass\n", n)}


@shape(1000)
def class_chain_over_modules(n):
    files = {"m{}.py".format(i): "from m{1} import C{1}\nclass C{0}(C{1}): pass\n".format(i, i + 1) for i in range(n)}
    files["m{}.py".format(n)] = "class C{}: pass\n".format(n)
    return files


@shape(2000)
def class_chain_upwards(n):
    return {"m.py": "".join("class C{}(C{}): pass\n".format(i, i + 1) for i in range(n))}


@shape(1000)
def diamonds(n):
    return {"m.py": "class A0: pass\n" + lines("class L{0}(A{0}): pass\nclass R{0}(A{0}): pass\nclass A{1}(L{0}, R{0}): pass\n", n)}


@shape(1500)
def wide_class(n):
    return {"m.py": "class A: pass\n" + lines("class B{}(A): pass\n", n) +
            "class W({}): pass\n".format(", ".join("B{}".format(i) for i in range(n)))}


@shape(1000)
def wide_and_redundant(n):
    return {"m.py": "class B0: pass\n" + lines("class B{1}(B{0}): pass\n", n // 10) +
            "class W({}): pass\n".format(", ".join("B{}".format(i) for i in range(n // 10, -1, -1)))}


@shape(2000)
def mixins_of_one_method(n):
    return {"m.py": "class A:\n    def f(self): pass\n" + lines("class M{}:\n    def f(self): pass\n", n) +
            lines("class C{0}(A, M{0}): pass\n", n)}


@shape(3000)
def methods(n):
    return {"m.py": "class A:\n" + lines("    def f{}(self): pass\n", n) + "class M:\n" + lines("    def f{}(self): pass\n", n) +
            "class C(A, M): pass\n"}


@shape(1500)
def one_name_bound_often(n):
    return {"m.py": lines("class A: pass\nclass B{}(A): pass\n", n)}


@shape(2000)
def one_name_in_branches(n):
    return {"m.py": "import x\n" + lines("if x.a{0}:\n    A = x.A{0}\n", n) + "class B(A): pass\n"}


@shape(1000)
def classes_in_branches(n):
    return {"m.py": "import x\nclass A0: pass\n" + lines("if x.a{0}:\n    class A{1}(A{0}): pass\nelse:\n    class A{1}(A{0}): y = 1\n", n)}


@shape(3000)
def one_name_tried_often(n):
    return {"m.py": lines("try:\n    from a{} import A\nexcept ImportError:\n    A = object\n", n) + "class B(A): pass\n"}


@shape(3000)
def aliases(n):
    return {"m.py": "class A0: pass\n" + lines("A{1} = A{0}\n", n) + "class B(A{}): pass\n".format(n)}


@shape(2000)
def aliases_in_circle(n):
    return {"m.py": lines("A{1} = A{0}\n", n) + "A0 = A{}\nclass B(A0): pass\n".format(n)}


@shape(2000)
def attributes(n):
    return {"m.py": "import p\nclass B(p" + ".a" * n + "): pass\n" + lines("class C{}(p.a.b.c): pass\n", n)}


@shape(800)
def slots(n):
    return {"m.py": lines("class A{0}:\n    __slots__ = ('a{0}',)\nclass B{0}(A{0}, A0): pass\n", n)}


@shape(800)
def generics(n):
    return {"m.py": "from typing import Generic, TypeVar\n" + lines("T{0} = TypeVar('T{0}')\nclass A{0}(Generic[T{0}]): pass\n"
                                                                 "class B{0}(Generic[T{0}], A{0}[T{0}]): pass\n", n)}


@shape(300)
def bases_by_star(n):
    k = int(n ** 0.5)
    return {"p{}.py".format(i): "".join("from p{} import *\n".format(j) for j in range(k) if i != j) +
            "class C{}(C{}): pass\n".format(i, (i + 1) % k) for i in range(k)}


@shape(1000)
def scopes(n):
    return {"m.py": "class A: pass\n" + lines("def f{}():\n    class B(A): pass\n    return B\n", n)}


# Python's texts

@shape(8000)
def deep_brackets(n):
    return {"m.py": "x = " + "(" * n + ")" * n + "\n"}


@shape(20000)
def deep_brackets_open(n):
    return {"m.py": "x = " + "(" * n + "\n"}


@shape(8000)
def open_everything(n):
    return {"m.py": "f([{(" * n}


@shape(150)
def deep_blocks(n):
    deep = "".join(" " * i + "if x:\n" for i in range(90)) + " " * 90 + "import a\n"
    return {"m.py": deep * (n // 10)}


@shape(40000)
def long_line(n):
    return {"m.py": "x = [" + "'a', " * n + "]\n"}


@shape(40000)
def long_string(n):
    return {"m.py": "x = '''" + "a\\\n" * n + "'''\n"}


@shape(10000)
def quotes(n):
    return {"m.py": "x = " + '"""' * n + "\n"}


@shape(5000)
def nested_fields(n):
    return {"m.py": lines("x{} = f'{{a!r:{{b}}}}' f\"{{f'{{x}}'}}\"\n", n)}


@shape(3000)
def operators(n):
    return {"m.py": "x = 1" + " + 1" * n + "\ny = " + "not " * n + "1\nz = " + "-" * n + "1\nw = a" + ".b" * n + "\n"}


@shape(5000)
def constants_that_double(n):
    return {"m.py": "x0 = 'a'\n" + lines("x{1} = x{0} + x{0}\n", n) + "__import__(x{})\n".format(n)}


@shape(800)
def broken_lines(n):
    return {"m.py": lines("def f{}(:\n  import a b\n", n)}


@shape(1500)
def dedents(n):
    return {"m.py": lines("if x{}:\n        y\n    z\n", n)}


@shape(5000)
def decorators(n):
    return {"m.py": lines("@d{}\n", n) + "class A: pass\n"}


@shape(5000)
def elses(n):
    return {"m.py": "if a:\n    import b\n" + lines("elif a{0}:\n    import b{0}\n", n)}


@shape(5000)
def global_names(n):
    return {"m.py": "def f():\n" + lines("    global x{0}\n    x{0} = 1\n", n) + lines("def g{0}():\n    global x{0}\n    x{0} = 1\n", n)}


# Manifests

@shape(3000)
def requirement_rows(n):
    return service({"s/a.py": "import yaml\n", "s/requirements.txt": lines("dist{}>=1\n", n)})


@shape(1500)
def requirement_doubled(n):
    return service({"s/a.py": "import yaml\n", "s/requirements.txt": "flask>=1\n" * n})


@shape(2000)
def used_requirements(n):
    return service({"s/a.py": lines("import dist{}\n", n), "s/requirements.txt": lines("dist{}>=1\n", n)})


@shape(2000)
def undeclared(n):
    return service({"s/a.py": lines("import dist{}\n", n), "s/requirements.txt": "flask\n"})


@shape(2000)
def mapped(n):
    return service({"s/a.py": lines("import dist{}\n", n), "s/requirements.txt": lines("other-{}\n", n),
                    "shoring.yaml": "requirements:\n  map:\n" + lines("    dist{0}: other-{0}\n", CONTRACTS)})


@shape(500)
def include_chain(n):
    files = {"s/r{}.txt".format(i): "-r r{}.txt\nd{}\n".format(i + 1, i) for i in range(n)}
    files["s/r{}.txt".format(n)] = "end\n"
    return {**files, "s/requirements.txt": "-r r0.txt\n", "s/a.py": "import d3\n"}


@shape(1500)
def include_webs(n):
    """In groups of as many files as are looked at together."""
    files = {}
    for group in range(n // 100):
        files.update({"s{}/r{}.txt".format(group, i): "".join("-r r{}.txt\n".format(j) for j in range(10) if i != j) + "d{}\n".format(i)
                      for i in range(10)})
        files["s{}/requirements.txt".format(group)] = "-r r0.txt\n"
        files["s{}/a.py".format(group)] = "import d3\n"
    return files


@shape(500)
def include_ladder(n):
    """Each file names the next one twice: 2ⁿ ways."""
    files = {"s/r{}.txt".format(i): "-r r{0}.txt\n-r ./r{0}.txt\nd{1}\n".format(i + 1, i) for i in range(n)}
    files["s/r{}.txt".format(n)] = "end\n"
    return {**files, "s/requirements.txt": "-r r0.txt\n", "s/a.py": "import d3\n"}


@shape(1500)
def pins_that_disagree(n):
    return service({"s/requirements.txt": "-c c.txt\n" + lines("dist{}==1\n", n), "s/c.txt": lines("dist{}==2\n", n),
                    "s/a.py": "import dist1\n"})


@shape(2000)
def many_specifiers(n):
    return service({"s/requirements.txt": "flask" + ",".join("!=1.{}".format(i) for i in range(n)) + "\n", "s/a.py": "import flask\n"})


@shape(2000)
def one_distribution_many_specifiers(n):
    return service({"s/requirements.txt": lines("flask!=1.{}\n", n), "s/a.py": "import flask\n"})


@shape(2000)
def many_markers(n):
    return service({"s/requirements.txt": "flask; " + " or ".join("extra == 'a{}'".format(i) for i in range(n)) + "\n",
                    "s/a.py": "import flask\n"})


@shape(5000)
def long_row(n):
    return service({"s/requirements.txt": "flask \\\n" + " --hash=sha256:00 \\\n" * n + "\n", "s/a.py": "import flask\n"})


@shape(1500)
def project_lists(n):
    return {"pyproject.toml": "[project]\nname = 'a'\ndependencies = [\n" + lines("  'd{}',\n", n) + "]\n"
            "[project.optional-dependencies]\n" + lines("e{0} = ['f{0}']\n", n), "a.py": "import d1\n"}


@shape(400)
def groups_that_double(n):
    return {"pyproject.toml": "[project]\nname = 'a'\n[dependency-groups]\n" + lines(
        "g{0} = [{{include-group = 'g{1}'}}, {{include-group = 'g{1}'}}, 'd{0}']\n", n) + "g{} = ['x']\n".format(n), "a.py": "import d1\n"}


@shape(1000)
def extras_of_itself(n):
    return {"pyproject.toml": "[project]\nname = 'a'\n[project.optional-dependencies]\n" + lines(
        "e{0} = ['a[e{1}]', 'a[e{1}]', 'd{0}']\n", n) + "e{} = ['x']\n".format(n), "a.py": "import d1\n"}


@shape(1000)
def toml_tables(n):
    return {"pyproject.toml": "[project]\nname = 'a'\n" + lines("[tool.a{0}.b]\nc.d.e = {0}\n[[tool.x]]\ny = 1\n", n), "a.py": ""}


@shape(5000)
def toml_array(n):
    return {"pyproject.toml": "[tool.a]\nx = [" + "[1, {b = 2}], " * n + "]\n", "a.py": ""}


@shape(2000)
def lock_packages(n):
    return service({"s/uv.lock": "version = 1\n" + lines("[[package]]\nname = 'd{0}'\nversion = '1'\ndependencies = [{{name = 'd{1}'}}]\n", n),
                    "s/pyproject.toml": "[project]\nname = 's'\nversion = '1'\ndependencies = ['d0']\n",
                    "s/a.py": lines("import d{}\n", n)})


@shape(3000)
def poetry_lock(n):
    return service({"s/poetry.lock": lines("[[package]]\nname = 'd{0}'\nversion = '1'\n[package.dependencies]\nd{1} = '*'\n", n),
                    "s/pyproject.toml": "[tool.poetry]\nname = 's'\n[tool.poetry.dependencies]\nd0 = '*'\n", "s/a.py": lines("import d{}\n", n)})


@shape(3000)
def pipfile_lock(n):
    return service({"s/Pipfile.lock": json.dumps({"default": {"d{}".format(i): {"version": "==1"} for i in range(n)}}),
                    "s/Pipfile": "[packages]\nd0 = '*'\n", "s/a.py": lines("import d{}\n", n)})


@shape(3000)
def setup_lists(n):
    return {"setup.py": "from setuptools import setup\na0 = ['d']\n" + lines("a{1} = a{0} + a{0}\n", n) +
            "setup(name='a', install_requires=a{}, extras_require={{'x': a3 + a3}})\n".format(n), "a.py": ""}


@shape(3000)
def setup_rows(n):
    return {"setup.py": "from setuptools import setup\nsetup(name='a', install_requires=[\n" + lines("  'd{}',\n", n) + "])\n",
            "setup.cfg": "[options]\ninstall_requires =\n" + lines("  c{}\n", n), "a.py": ""}


@shape(1500)
def conda_rows(n):
    return service({"s/environment.yml": "dependencies:\n" + lines("  - d{}>=1\n", n) + "  - pip:\n" + lines("    - p{}>=1\n", n),
                    "s/a.py": "import yaml\n"})


# Images

@shape(3000)
def docker_lines(n):
    return service({"s/Dockerfile": "FROM python:3.11\n" + lines("COPY a{0} /b{0}\nRUN pip install d{0}\n", n) + "CMD python a.py\n",
                    "s/a.py": "import d1\n"})


@shape(1000)
def docker_stages(n):
    return service({"s/Dockerfile": "FROM python:3.11 AS s0\n" + lines("FROM s{0} AS s{1}\nCOPY --from=s{0} /a /b\n", n) + "CMD python a.py\n",
                    "s/a.py": "import d1\n"})


@shape(2000)
def docker_values_that_double(n):
    return service({"s/Dockerfile": "FROM python:3.11\nENV A0=a\n" + lines("ENV A{1}=$A{0}$A{0}\n", n) + "COPY $A{} /x\nCMD python a.py\n".format(n),
                    "s/a.py": "import d1\n"})


@shape(3000)
def docker_one_run(n):
    return service({"s/Dockerfile": "FROM python:3.11\nRUN true \\\n" + lines(" && pip install d{} \\\n", n) + " && true\nCMD python a.py\n",
                    "s/a.py": "import d1\n"})


@shape(1000)
def compose_services(n):
    return {"compose.yaml": "services:\n" + lines("  s{}:\n    build: ./s\n    command: python a.py\n", n),
            "s/Dockerfile": "FROM python:3.11\nCOPY . .\n", "s/a.py": "import d1\n"}


# Services

@shape(200)
def services_alone(n):
    files = {}
    for i in range(n):
        files["s{}/requirements.txt".format(i)] = "d{}\n".format(i)
        files["s{}/main.py".format(i)] = "import d{}, e{}\n".format(i, i)
    return files


@shape(200)
def services_configured(n):
    files = services_alone(n)
    files["shoring.yaml"] = "services:\n" + lines("  - {{name: s{0}, path: s{0}, requirements: [s{0}/requirements.txt]}}\n", n)
    return files


@shape(200)
def services_in_services(n):
    files = {}
    for i in range(n):
        top = "d{}/".format(i // 20) + "s/" * (i % 20 + 1)
        files[top + "requirements.txt"] = "d{}\n".format(i)
        files[top + "main.py"] = "import e{}\n".format(i)
    return files


@shape(300)
def unused_and_texts(n):
    files = {"s{}/requirements.txt".format(i): "unused{}\n".format(i) for i in range(n)}
    files.update({"s{}/settings.py".format(i): "X = 'a.b.c'\nY = 'http://x'\n" for i in range(n)})
    return files


# Comments, baselines, reports

@shape(1500)
def suppressions(n):
    return judged({"m.py": lines("import x{}  # shoring: ignore[IMP005]\n", n)})


@shape(5000)
def suppression_of_many(n):
    return {"m.py": "import x  # shoring: ignore[" + "IMP005, " * n + "REQ]\n"}


@shape(3000)
def suppressions_in_a_comment(n):
    return judged({"m.py": "import x  # " + "# shoring: ignore[REQ" * n + "\nimport y " + "# shoring: ignore[REQ]" * n + "\n"})


@shape(1500)
def suppressions_in_a_statement(n):
    """Findings and comments that do not meet, all in one statement."""
    return judged({"p/__init__.py": "", "m.py": "from p import (\n" + lines("  x{},  # shoring: ignore[REQ]\n", n) + ")\n"})


@shape(1500)
def suppressions_used(n):
    return judged({"p/__init__.py": "", "m.py": lines("import p.x{}  # shoring: ignore[IMP005]\n", n)})


@shape(2000, "check", "--no-cache", "--color", "always")
def quoted_lines(n):
    return judged({"p/__init__.py": "", "m.py": lines("import p.x{}\n", n)})


@shape(2000, "check", "--no-cache")
def quoted_in_one_line(n):
    return judged({"p/__init__.py": "", "m.py": "import " + ", ".join("p.a{}".format(i) for i in range(n)) + "\n"})


@shape(2000, "check", "--no-cache", "--diff")
def fixes(n):
    return {"m.py": "class M: pass\nclass B(M): pass\n" + lines("class C{}(B, M): pass\n", n)}


@shape(2000, "check", "--no-cache", "--diff")
def fixes_of_rows(n):
    return service({"s/requirements.txt": "flask\n" + lines("d{}\n", n), "s/a.py": "import flask\n"})


@shape(2000, "check", "--no-cache", "--diff")
def fixes_that_add(n):
    return service({"s/requirements.txt": "flask\n", "s/a.py": lines("import d{}\n", n)})


@shape(2000, "check", "--no-cache", "--diff")
def fixes_in_one_list(n):
    return {"pyproject.toml": "[project]\nname = 's'\ndependencies = ['flask', " + ", ".join("'d{}'".format(i) for i in range(n)) + "]\n",
            "a.py": "import flask\n"}


@shape(2000, "check", "--no-cache", "--format", "sarif")
def sarif(n):
    return judged({"p/__init__.py": "", "m.py": lines("import p.x{}\n", n)})


@shape(2000, "check", "--no-cache", "--format", "gitlab")
def gitlab(n):
    return judged({"p/__init__.py": "", "m.py": lines("import p.x{}\n", n)})


@shape(2000, "check", "--no-cache", "--baseline", "b.json")
def baseline(n):
    return judged({"p/__init__.py": "", "m.py": lines("import p.x{}\n", n), "b.json": '{"version": 1}'})


@shape(5000)
def same_finding_often(n):
    return judged({"p/__init__.py": "", "m.py": "import p.x\n" * n})


# Other commands

@shape(1000, "smoke", "--no-cache")
def smoke_chain(n):
    return service({"s/m{}.py".format(i): "import m{}\n".format(i + 1) if i + 1 < n else "" for i in range(n)})


@shape(1000, "why", "--no-cache", "m0", "end")
def why_chain(n):
    files = {"m{}.py".format(i): "import m{}\n".format(i + 1) for i in range(n)}
    return {**files, "m{}.py".format(n): "import end\n", "end.py": ""}


@shape(1000, "mro", "--no-cache")
def mro_of_all(n):
    return {"m.py": "class A: pass\n" + lines("class B{0}(A): pass\nclass C{0}(B{0}): pass\n", n)}


@shape(1000, "facts", "--no-cache")
def facts(n):
    return {"m{}.py".format(i): "import m{}\n".format(i + 1) for i in range(n)}


@shape(200, "init", "--no-cache", "--print")
def init_services(n):
    return services_alone(n)


@shape(300, "init", "--no-cache", "--print")
def init_packages(n):
    return {"p{}/m.py".format(i): "import p{}.m\n".format(i + 1) for i in range(n)}


# Configuration

@shape(500)
def yaml_lists(n):
    return {"a.py": "", "shoring.yaml": "requirements:\n  used:\n" + lines("    - d{}\n", n) + "  provided: [" + ", ".join(
        "p{}".format(i) for i in range(n)) + "]\n"}


@shape(120)
def yaml_aliases(n):
    return {"a.py": "", "shoring.yaml": "exclude:\n  - &a x\n" + "  - *a\n" * n}


@shape(2000)
def ignored_by_rules(n):
    files = {".gitignore": lines("x{}/**/y\n", 100)}
    files.update({"d{}/m.py".format(i): "" for i in range(n // 4)})
    return files
