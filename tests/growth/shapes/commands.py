"""Suppressions, baselines, fixes, reports, other commands, the configuration."""
from shapes.services import services_alone
from shapes.shape import judged, lines, service, shape

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
