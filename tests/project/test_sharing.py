"""What services have in common is resolved once: each must get what it would get if it were the only one."""
import json
import random
import subprocess

import pytest

SERVICES = 6
FOLDERS = ("core", "core/deep", "common", "services/common/lib")
NAMES = ("core", "core.a", "core.deep", "core.deep.b", "core.missing", "common.a", "common.only", "lib.a", "utils", "config",
         "app", "app.a", "main", "s1", "services.s1.utils", "services.s1", "services.common.lib.b", "requests", "json", "deep.a")


def statement(luck, names):
    name = luck.choice(NAMES)
    kind = luck.randrange(10)
    if kind < 3:
        return "import {}\n".format(name)
    if kind < 5:
        return "from {} import {}\n".format(name, luck.choice(names))
    if kind == 5:
        return "from {} import {}\n".format(luck.choice((".", "..", ".a", "..a", "...", ".deep")), luck.choice(names))
    if kind == 6:
        return "from {} import *\n".format(luck.choice((name, ".", "..")))
    if kind == 7:
        return "import {0} as x\nx.{1}.b\n".format(name, luck.choice(names))
    if kind == 8:
        return "def f():\n    import {}\n".format(name)
    return "import {0}\n{0}.a.b\n".format(name)


def code(luck):
    names = ("a", "b", "deep", "s1", "services", "utils", "only", "app", "thing")
    text = "".join(statement(luck, names) for _ in range(luck.randrange(4)))
    if luck.random() < 0.05:
        text += "import os\nimport sys\nsys.path.insert(0, os.path.join(os.path.dirname(__file__), \"../common\"))\n"
    return text + ("__all__ = [\"a\", \"s1\", \"utils\"]\n" if luck.random() < 0.3 else "")


def tree(seed):
    """Services whose folders have names of shared code in them, and images that lack some of it."""
    luck = random.Random(seed)
    files = {"utils.py": code(luck), "config.py": code(luck)}
    for folder in FOLDERS:
        for name in ("a", "b"):
            files["{}/{}.py".format(folder, name)] = code(luck)
        if "common" not in folder and luck.random() < 0.8:
            files[folder + "/__init__.py"] = code(luck)
    if luck.random() < 0.2:
        files["services/__init__.py"] = code(luck)
    for number in range(SERVICES):
        path = "services/s{}/".format(number)
        files[path + "main.py"] = "".join("import {}\n".format(luck.choice(NAMES)) for _ in range(3)) + code(luck)
        for name in ("utils.py", "core.py", "core/a.py", "core/__init__.py", "app/__init__.py", "app/a.py", "common/only.py",
                     "src/deep/a.py", "config.pyi"):
            if luck.random() < 0.2:
                files[path + name] = code(luck)
        files[path + "requirements.txt"] = "requests\n" + luck.choice(("", "", "core\n", "utils\n"))
        if luck.random() < 0.8:
            copies = [folder for folder in ("core", "common", "utils.py", "services/common", "core/deep", "services/s1")
                      if luck.random() < 0.5]
            copies += luck.choice(([path], [path], [path + "main.py"], ["."]))
            files[path + "Dockerfile"] = "FROM python:3.11\nWORKDIR /srv\n" + "".join(
                "COPY {0} /srv/{1}\n".format(copy, "" if copy == path else copy) for copy in copies) \
                + "CMD [\"python\", \"main.py\"]\n"
    return files


def model(tmp_path, build_dir, services):
    (tmp_path / "shoring.yaml").write_text(json.dumps({"services": services + [{"discover": False}]}))
    out = subprocess.run([str(build_dir / "tests" / "unit" / "model")], cwd=str(tmp_path), check=True,
                         stdout=subprocess.PIPE).stdout
    return {service["name"]: service for service in json.loads(out)["services"]}


@pytest.mark.parametrize("seed", range(60))
def test_a_service_alone_and_among_others(tmp_path, build_dir, seed):
    for path, text in tree(seed).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    together = model(tmp_path, build_dir, [{"name": "s{}".format(number), "path": "services/s{}".format(number)}
                                           for number in range(SERVICES)])
    for name, service in together.items():
        # With the repository for a directory all is its own, and nothing common to others.
        alone = {"name": name, "path": ".", "roots": [root or "." for root in service["roots"]], "entry": service["entries"],
                 "requirements": service["manifests"]}
        if "ships" in service:
            alone["ships"] = [path or "." for path in service["ships"]]
        same = model(tmp_path, build_dir, [alone])[name]
        assert len(service["closure"]) == service["loads"]
        for key in ("roots", "closure", "loads", "imports", "names"):
            assert service[key] == same[key], (name, key)


DISTRIBUTIONS = ("requests", "yaml", "flask", "sentry_sdk.integrations.sqlalchemy", "boto3", "redis")
COMPARED = ("rule", "severity", "file", "line", "column", "distribution", "module", "class", "chain", "related", "fingerprint")
MANIFESTS = ("requests\n", "requests\nflask\n", "PyYAML\nsentry-sdk\n", "boto3\nredis\nflask\n", "sentry-sdk[sqlalchemy]\nPyYAML\n")


def busy_tree(seed):
    """A core in which each module needs something, and services that enter it here and there."""
    luck = random.Random(seed)
    modules, files = 200, {"core/__init__.py": ""}  # so many that the first services flood it, and the others need not
    for number in range(modules):
        below = [n for n in (2 * number + 1, 2 * number + 2, luck.randrange(modules)) if n < modules]
        text = "".join("from core import m{}\n".format(n) for n in below)
        text += luck.choice(("", "", "import {}\n".format(luck.choice(DISTRIBUTIONS)),
                             "def f():\n    import {}\n".format(luck.choice(DISTRIBUTIONS)), "import core.gone{}\n".format(number)))
        files["core/m{}.py".format(number)] = text
    for number in range(SERVICES):
        path = "services/s{}/".format(number)
        starts = [luck.randrange(3, modules) for _ in range(luck.randrange(1, 4))]
        files[path + "main.py"] = "".join("from core import m{}\n".format(n) for n in starts) + luck.choice(("", "import utils\n"))
        files[path + "requirements.txt"] = luck.choice(MANIFESTS)
        files[path + "utils.py"] = "import {}\n".format(luck.choice(DISTRIBUTIONS))
        files[path + "Dockerfile"] = ("FROM python:3.11\nWORKDIR /srv\nCOPY {0} /srv\nCOPY core /srv/core\n"
                                      "RUN pip install -r requirements.txt\nCMD [\"python\", \"main.py\"]\n".format(path))
    return files


@pytest.mark.parametrize("seed", range(12))
def test_findings_of_a_service_alone_and_among_others(shoring, tree, seed):
    services = ["s{}".format(number) for number in range(SERVICES)]
    root = tree(busy_tree(seed))

    def found(names):
        (root / "shoring.yaml").write_text(json.dumps({"services": [
            {"name": name, "path": "services/" + name} for name in names] + [{"discover": False}]}))
        of_services = {name: [] for name in names}
        for finding in shoring.json(cwd=root)["findings"]:
            if finding["service"] in of_services:
                # What is said, and how a line is added, is taken from other services that have it.
                of_services[finding["service"]].append([finding[key] for key in COMPARED])
        return of_services

    together = found(services)
    assert sum(map(len, together.values())) > SERVICES
    for name in services:
        assert together[name] == found([name])[name], name
