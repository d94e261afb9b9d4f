"""Write repositories with several services, out of pieces.py: three layouts as teams have them.

plain     requirements.txt by service on top of a common one; every service's package is called app; shared code, whose
          needs the others declare, is copied beside it by the Dockerfile
packages  a uv workspace: pyproject.toml by service, src/, the shared code a package that is installed by path
compiled  requirements.in, compiled; some services' only manifest is a line in their Dockerfile; the shared code has a
          manifest and is put on sys.path
"""
import random
import re

import pieces

SERVICES = {"plain": 8, "packages": 6, "compiled": 7}
NAMES = ("orders", "billing", "ingest", "reports", "search", "mailer", "scoring", "gateway")
COMMON_NEEDS = ("python-dotenv==1.0.1",)


def canonical(line):
    """The distribution of a requirement, as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", line).group()).lower()


class Service:
    def __init__(self, name, path, package):
        self.name, self.path, self.package = name, path, package
        self.pieces = []

    def module(self, piece):
        return "with_" + piece.name.replace("-", "_")

    def lines(self, what):
        return list(dict.fromkeys(line for piece in self.pieces for line in getattr(piece, what)))

    def takes(self, piece):
        """Would the piece and those that are there leave each other's faults alone?"""
        if piece.command and any(other.command for other in self.pieces):
            return False
        for one, others in [(piece, self.pieces)] + [(other, [piece]) for other in self.pieces]:
            beside = {canonical(line) for other in others for line in other.needs + other.development}
            told = {right[1] for other in others for right in other.right}
            if beside & set(one.spoiled) or told & {right[1] for right in one.right}:
                return False
        return True


def deal(layout, services, seed):
    """Every piece to one of the services."""
    luck = random.Random(seed)
    for piece in sorted(pieces.FAULTS + pieces.LOOK_ALIKES, key=lambda piece: (not piece.command, luck.random())):
        free = [service for service in services if service.takes(piece)]
        min(free, key=lambda service: (len(service.pieces), luck.random())).pieces.append(piece)


def entry(service, imports):
    modules = [service.module(piece) for piece in service.pieces if piece.code]
    return imports + "".join("from {} import {}\n".format(service.package, module) for module in sorted(modules)) \
        + "\n\ndef main():\n    return 0\n"


def code(service, root):
    """The service's modules and other files, its package being at `root`."""
    found = {root + "/__init__.py": ""}
    for piece in service.pieces:
        if piece.code:
            found["{}/{}.py".format(root, service.module(piece))] = piece.code
        for path, text in piece.files.items():
            found[re.sub("^app(?=/)", root, path) if path.startswith("app/") else service.path + "/" + path] = text
    return found


def shared(services, root):
    found = {root + "/__init__.py": ""}
    for service in services:
        for piece in service.pieces:
            found.update((root + "/" + path, text) for path, text in piece.shared.items())
    return found


def shared_needs(services):
    return sorted({line for service in services for piece in service.pieces for line in piece.shared_needs})


def command(service, default):
    return next((piece.command for piece in service.pieces if piece.command), default)


def text(lines):
    return "".join(line + "\n" for line in lines)


def plain(services):
    files = {"requirements-base.txt": text([*COMMON_NEEDS, *shared_needs(services)])}
    files.update(shared(services, "shared"))
    for service in services:
        files.update(code(service, service.path + "/app"))
        files[service.path + "/main.py"] = entry(service, "from dotenv import load_dotenv\n")
        files[service.path + "/requirements.txt"] = "-r ../../requirements-base.txt\n" + text(service.lines("needs"))
        if service.lines("development"):
            files[service.path + "/requirements-dev.txt"] = "-r requirements.txt\n" + text(service.lines("development"))
        files[service.path + "/Dockerfile"] = text([
            "FROM python:3.11-slim", "WORKDIR /srv", "COPY requirements-base.txt /build/",
            "COPY {0}/requirements.txt /build/{0}/".format(service.path),
            "RUN pip install -r /build/{}/requirements.txt".format(service.path),
            "COPY shared /srv/shared", "COPY {} /srv".format(service.path),
            "CMD " + command(service, '["python", "main.py"]')])
    return files


def quoted(lines):
    return "".join("  \"{}\",\n".format(line.split("  #")[0]) for line in lines)


def packages(services):
    files = {"pyproject.toml": "[tool.uv.workspace]\nmembers = [\"libs/*\", \"services/*\"]\n",
             "libs/shared/pyproject.toml": "[project]\nname = \"shared\"\nversion = \"1.0\"\ndependencies = [\n{}]\n".format(
                 quoted(shared_needs(services)))}
    files.update(shared(services, "libs/shared/src/shared"))
    for service in services:
        root = "{}/src/{}".format(service.path, service.package)
        files.update(code(service, root))
        files[root + "/main.py"] = entry(service, "from dotenv import load_dotenv\n")
        files[service.path + "/pyproject.toml"] = (
            "[project]\nname = \"{0}\"\nversion = \"1.0\"\nrequires-python = \">=3.11\"\ndependencies = [\n{1}]\n\n"
            "[project.scripts]\n{0} = \"{2}.main:main\"\n\n[dependency-groups]\ndev = [\n{3}]\n\n"
            "[tool.uv.sources]\nshared = {{ workspace = true }}\n".format(
                service.name, quoted(dict.fromkeys([*COMMON_NEEDS, "shared", *service.lines("needs")])), service.package,
                quoted(service.lines("development"))))
        if command(service, ""):
            files[service.path + "/Dockerfile"] = text([
                "FROM python:3.11-slim", "WORKDIR /srv", "COPY . /srv", "RUN pip install ./libs/shared ./" + service.path,
                "CMD " + command(service, "").replace("main:app", service.package + ".main:app").replace(
                    '"main"', '"{}.main"'.format(service.package))])
    return files


def compiled(services):
    files = {"common/shared/requirements.txt": text(shared_needs(services))}
    files.update(shared(services, "common/shared"))
    search = ("import os\nimport sys\n\nsys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', '..', 'common'))\n"
              "\nfrom dotenv import load_dotenv\n")
    for number, service in enumerate(services):
        needs = list(dict.fromkeys([*COMMON_NEEDS, *service.lines("needs")]))
        install = "RUN pip install -r apps/{0}/requirements.txt -r common/shared/requirements.txt".format(service.name)
        files.update(code(service, service.path + "/app"))
        files[service.path + "/main.py"] = entry(service, search)
        if number % 3 == 2:
            install = "RUN pip install {} && pip install -r common/shared/requirements.txt".format(
                " ".join('"{}"'.format(line.split("  #")[0]) for line in needs))
        else:
            files[service.path + "/requirements.in"] = text(re.split(r"==|  #", line)[0] for line in needs)
            files[service.path + "/requirements.txt"] = "# This file is autogenerated by pip-compile\n" + "".join(
                "{}\n    # via -r requirements.in\n".format(line.split("  #")[0]) for line in needs) \
                + "certifi==2024.8.30\n    # via requests\nidna==3.10\n    # via requests\n"
        if service.lines("development"):
            files[service.path + "/requirements-dev.txt"] = text(service.lines("development"))
        files[service.path + "/Dockerfile"] = text([
            "FROM python:3.11-slim", "WORKDIR /srv", "COPY . /srv", install, "WORKDIR /srv/" + service.path,
            "CMD " + command(service, '["python", "main.py"]')])
    return files


def layouts(layout):
    """The services of a layout, with their pieces; and {path: text} of the repository."""
    folder = "apps" if layout == "compiled" else "services"
    services = [Service(name, "{}/{}".format(folder, name), name + "_service" if layout == "packages" else "app")
                for name in NAMES[:SERVICES[layout]]]
    deal(layout, services, layout)
    return services, {"plain": plain, "packages": packages, "compiled": compiled}[layout](services)


def write(layout, directory):
    services, files = layouts(layout)
    for path, content in files.items():
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_text(content, encoding="utf-8")
    return services
