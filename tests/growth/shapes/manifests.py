"""Requirements in files of every kind."""
import json

from shapes.shape import ROWS, lines, service, shape


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
                    "shoring.yaml": "requirements:\n  map:\n" + lines("    dist{0}: other-{0}\n", ROWS)})


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
