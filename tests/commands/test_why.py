"""`shoring why`: the chains to modules, imports and distributions, and who declares these."""
import json

import pytest

DOCKERFILE = 'FROM python:3.11\nWORKDIR /app\nCOPY . .\nCMD ["python", "main.py"]\n'
APP = {
    "shoring.yaml": 'version: 1\npython: "3.11"\nservices:\n  - {name: app, path: .}\n',
    "Dockerfile": DOCKERFILE,
}


@pytest.fixture
def why(shoring, tree):
    def ask(files, *words):
        root = tree({name: text for name, text in {**APP, **files}.items() if text is not None})
        text = shoring("why", *words, cwd=root)
        data = shoring("why", "--format", "json", *words, cwd=root)
        assert text.code == data.code and text.err == data.err == ""
        return text.code, text.out, json.loads(data.out)

    return ask


def test_a_distribution_by_its_own_name(why):
    code, text, data = why({
        "requirements.txt": "# ours\nPyYAML>=6\n", "main.py": "import lib\n", "lib.py": "from yaml import safe_load\n",
    }, "app", "PyYAML")
    assert code == 0
    assert text == ("main (main.py:1)\n  lib (lib.py:1)\n    yaml, of the distribution pyyaml\n"
                    "declared: requirements.txt:2\n")
    assert data["distribution"]["name"] == "pyyaml"
    assert data["distribution"]["declared"] == [{
        "service": "app", "name": "PyYAML", "purpose": "run", "file": "requirements.txt", "line": 2,
        "group": "", "marker": ""}]
    assert [step["file"] for step in data["chain"]] == ["main.py", "lib.py"]
    assert data["chains"][0]["when"] == "start" and data["chains"][0]["behind"] is None


def test_what_an_imported_submodule_needs(why):
    code, text, data = why({
        "requirements.txt": "sentry-sdk\n",
        "main.py": "from sentry_sdk.integrations.sqlalchemy import SqlalchemyIntegration\n",
    }, "app", "SQLAlchemy")
    assert code == 0
    assert text == ("main (main.py:1)\n"
                    "  sentry_sdk.integrations.sqlalchemy, which needs sqlalchemy besides its own distribution\n"
                    "no manifest of `app` declares it\n")
    assert data["chains"][0]["behind"] == "sentry_sdk.integrations.sqlalchemy"


def test_start_before_lazy_before_guarded(why):
    code, text, data = why({
        "requirements.txt": "",
        "main.py": "try:\n    import yaml\nexcept ImportError:\n    yaml = None\n\n"
                   "def f():\n    import a\n    import b\n\nimport c\n",
        "a.py": "import yaml\n", "b.py": "", "c.py": "import d\n", "d.py": "import yaml\n",
    }, "app", "yaml")
    assert code == 0
    assert [(c["when"], [s["file"] for s in c["chain"]]) for c in data["chains"]] == [
        ("start", ["main.py", "c.py", "d.py"]), ("lazy", ["main.py", "a.py"]), ("guarded", ["main.py"])]
    assert [line for line in text.splitlines() if line.endswith(":")] == [
        "at start:", "when a function is called:", "where it is there, else something catches that it is not:"]


def test_what_nothing_imports(why):
    files = {"requirements.txt": "flask\ngunicorn ; python_version < '3.5'\n", "main.py": "import json\n"}
    assert why(files, "app", "werkzeug")[:2] == (0, (
        "No import chain leads from app to werkzeug.\nbrought by flask: requirements.txt:1\n"
        "no manifest of `app` declares it\n"))
    code, text, data = why(files, "app", "gunicorn")
    assert (code, data["chains"]) == (1, [])
    assert text == ("No import chain leads from app to gunicorn.\n"
                    "declared: requirements.txt:2, only where `python_version < '3.5'`\n")
    code, text, data = why(files, "app", "never-heard-of")
    assert (code, text, data["distribution"]) == (1, "No import chain leads from app to never-heard-of.\n", None)


def test_the_standard_library_is_no_distribution(why):
    code, text, data = why({"requirements.txt": "", "main.py": "import json.decoder\n"}, "app", "json")
    assert (code, text, data["distribution"]) == (0, "main (main.py:1)\n  json.decoder\n", None)


def test_development_extras_and_others(why):
    files = {
        "shoring.yaml": "version: 1\nservices:\n  - {name: a, path: a}\n  - {name: b, path: b}\n",
        "Dockerfile": None,
        "a/pyproject.toml": '[project]\nname = "a"\nversion = "1"\ndependencies = []\n'
                            '[project.optional-dependencies]\nfast = ["redis"]\n'
                            '[dependency-groups]\ndev = ["pyyaml"]\n',
        "a/main.py": "import redis, yaml, boto3\n",
        "b/requirements.txt": "boto3\n", "b/main.py": "",
    }
    assert why(files, "a", "redis")[1].splitlines()[-1] == (
        "declared: a/pyproject.toml:6, only in an extra that is not asked for (extra:fast)")
    assert why(files, "a", "pyyaml")[1].splitlines()[-1] == (
        "declared: a/pyproject.toml:8, for development only (group:dev)")
    assert why(files, "a", "boto3")[1].splitlines()[-2:] == [
        "no manifest of `a` declares it", "`b` declares it: b/requirements.txt:1"]


USES = {
    "requirements.txt": "gunicorn\nflask\nasyncpg\nsqlalchemy\npytest-cov\npytest\ntypes-requests\nrequests\n"
                        "django-filter\nxmltodict\ncelery\nvine\n",
    "Dockerfile": 'FROM python:3.12\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\n'
                  'CMD ["gunicorn", "main:app"]\n',
    "main.py": 'import celery\nimport flask\nimport requests\nimport sqlalchemy\n\n'
               'E = sqlalchemy.create_engine("postgresql+asyncpg://x")\nINSTALLED_APPS = ["django_filters"]\n',
}


@pytest.mark.parametrize("dist, uses", [
    ("gunicorn", ["named: gunicorn in Dockerfile:5"]),
    ("asyncpg", ["loaded by sqlalchemy", "named: postgresql+asyncpg:// in main.py:6"]),
    ("django-filter", ["named: django_filters in main.py:7"]),
    ("pytest-cov", ["loaded by pytest"]),
    ("types-requests", ["types of requests"]),
    ("vine", []),
    ("xmltodict", []),
])
def test_what_is_used_and_never_imported(why, dist, uses):
    code, text, data = why(USES, "app", dist)
    row = USES["requirements.txt"].split("\n").index(dist) + 1
    lines = [f"No import chain leads from app to {dist}.", *uses, f"declared: requirements.txt:{row}"]
    if dist == "vine":
        lines.append("brought by celery: requirements.txt:11")
    assert text.splitlines() == lines
    assert code == (1 if dist == "xmltodict" else 0)
    assert len(data["distribution"]["uses"]) == len(uses)


def test_uses_as_json(why):
    assert why(USES, "app", "asyncpg")[2]["distribution"]["uses"] == [
        {"kind": "loaded_by", "what": "sqlalchemy", "file": None, "line": None},
        {"kind": "scheme", "what": "postgresql+asyncpg", "file": "main.py", "line": 6}]


def test_a_module_of_no_service(why):
    files = {
        "shoring.yaml": "version: 1\nservices:\n  - {name: b, path: b}\n", "Dockerfile": None,
        "lib/x.py": "import lib.y\n", "lib/y.py": "import boto3\n",
        "b/requirements.txt": "boto3\n", "b/main.py": "",
    }
    assert why(files, "lib.x", "boto3")[:2] == (0, (
        "lib.x (lib/x.py:1)\n  lib.y (lib/y.py:1)\n    boto3, of the distribution boto3\n"
        "`b` declares it: b/requirements.txt:1\n"))
    assert why(files, "lib/x.py", "lib.y")[1] == "lib.x (lib/x.py:1)\n  lib.y (lib/y.py)\n"


def test_a_long_chain_stays_on_the_page(why):
    length = 60
    chain = {"m{}.py".format(i): "import m{}\n".format(i + 1) for i in range(length)}
    code, text, data = why({**chain, "main.py": "import m0\n", "m{}.py".format(length): ""}, "main", "m{}".format(length))
    lines = text.splitlines()
    assert code == 0 and len(lines) == len(data["chain"]) + 1 == length + 2
    indents = [len(line) - len(line.lstrip()) for line in lines]
    assert indents == [min(2 * i, 40) for i in range(length + 2)]


def test_names_are_shown_safely(why):
    assert "\x1b" not in why({"requirements.txt": "", "main.py": ""}, "app", "\x1b[31mred")[1]


def test_wrong_use(shoring, tree):
    root = tree({**APP, "requirements.txt": "", "main.py": ""})
    assert shoring("why", "app", cwd=root).code == 2
    assert "is no service, file or module" in shoring("why", "nobody", "yaml", cwd=root).err


def test_what_a_service_starts_with_is_an_answer(why):
    files = {"requirements.txt": "", "main.py": "", "other.py": ""}
    named = APP["shoring.yaml"].replace("path: .", "path: ., entry: [main.py]")
    assert why({**files, "Dockerfile": None}, "app", "other")[1] == (
        "app starts with other.py: what it is started with is not known, so each of its files counts\n")
    assert why(files, "app", "main.py")[:2] == (0, "app starts with main.py: by Dockerfile\n")
    assert why(files, "main.py", "main")[:2] == (0, "main.py is main.py itself\n")
    assert why({**files, "shoring.yaml": named}, "app", "main")[1] == (
        "app starts with main.py: the configuration says so\n")
