"""Images, and services beside and within each other."""
from shapes.shape import lines, service, shape

# Images

@shape(3000)
def docker_lines(n):
    return service({"s/Dockerfile": "FROM python:3.11\n" + lines("COPY a{0} /b{0}\nRUN pip install d{0}\n", n) + "CMD python a.py\n",
                    "s/a.py": "import d1\n"})


@shape(2000)
def docker_many_copied(n):
    return {"Dockerfile": "FROM python:3.11\nCOPY m/*.py ./\nCMD python f0.py\n", "requirements.txt": "",
            **{"m/f{}.py".format(i): "import f{}\n".format(i + 1) for i in range(n)}}


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


@shape(2000)
def services_that_lack(n):
    """Each is asked what others around it, in it and elsewhere declare."""
    return {"g{}/s{}/{}".format(i % 20, i, name): text for i in range(n)
            for name, text in (("requirements.txt", "flask\n"), ("a.py", "import flask, yaml\n"))}


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


# An image that has some of what is needed, so that what it lacks is looked into.
DEPLOYED = {
    "requirements.txt": "flask\n",
    "Dockerfile": "FROM python:3.12\nCOPY . /app\nWORKDIR /app\nRUN pip install -r requirements.txt\nCMD python main.py\n",
}


@shape(3000)
def named_in_one_statement(n):
    return {**DEPLOYED, "main.py": "import flask\nfrom lib import other\n",
            "lib.py": "def other(): pass\ndef run():\n    import rich\n__all__ = [\n" + lines('    "run",\n', n) + "]\n"}


@shape(2000)
def strange_names(n):
    return {**DEPLOYED, "main.py": "import flask\n" + lines("import strange{}\n", n)}


@shape(1000)
def tried_in_functions(n):
    return {**DEPLOYED, "main.py": "import flask\n" + lines(
        "def f{0}():\n    try:\n        import a{0}\n    except ImportError:\n        return\n    import rich.b{0}\nf{0}()\n", n)}
