"""Rows that --fix adds to manifests."""
import pytest


def add(fixes, name, before, after, *imports, **files):
    code = "".join("import {}\n".format(module) for module in imports or ("redis",))
    tree = {"svc/app.py": code, "svc/" + name: before}
    tree.update({path.replace("__", "/"): text for path, text in files.items()})
    fixes(tree, {} if after is None else {"svc/" + name: after}, "--select", "REQ001,REQ005,REQ010")


@pytest.mark.parametrize("before, after", [
    ("flask\nurllib3\n", "flask\nredis\nurllib3\n"),
    ("Flask>=2\nSQLAlchemy==2\n", "Flask>=2\nredis\nSQLAlchemy==2\n"),
    ("urllib3\nflask\n", "urllib3\nflask\nredis\n"),
    ("flask", "flask\nredis"),
    ("urllib3\r\n", "redis\r\nurllib3\r\n"),
    ("flask\r\n", "flask\r\nredis\r\n"),
    ("", "redis\n"),
    ("# nothing yet\n", "# nothing yet\nredis\n"),
    ("flask>=2, \\\n    <4\n# end\n", "flask>=2, \\\n    <4\nredis\n# end\n"),
    ("-r ../base.txt\nflask  # web\n\n# x\n", "-r ../base.txt\nflask  # web\nredis\n\n# x\n"),
    ("\ufeffurllib3\n", "\ufeffredis\nurllib3\n"),
], ids=range(11))
def test_lines(fixes, before, after):
    add(fixes, "requirements.txt", before, after, **{"base.txt": "click\n"})


def test_several_at_one_place(fixes):
    add(fixes, "requirements.txt", "flask\nzope.interface\n",
        "flask\nnumpy\nredis\nrequests\nzope.interface\n", "flask", "requests", "redis", "numpy")


@pytest.mark.parametrize("before, after", [
    ('["flask"]', '["flask", "redis"]'),
    ('["flask", "urllib3"]', '["flask", "redis", "urllib3"]'),
    ("['urllib3']", "['redis', 'urllib3']"),
    ("['urllib3', 'flask',]", "['urllib3', 'flask', 'redis',]"),
    ("[\n    'flask>=2',\n    'urllib3',\n]", "[\n    'flask>=2',\n    'redis',\n    'urllib3',\n]"),
    ('[\n\t"flask" # web\n]', '[\n\t"flask", # web\n\t"redis",\n]'),
    ('[\n  "flask"\n]', '[\n  "flask",\n  "redis",\n]'),
    ('[\n  # web\n  "urllib3"]', '[\n  # web\n  "redis", "urllib3"]'),
], ids=range(8))
def test_items(fixes, before, after):
    project = '[project]\nname = "svc"\nversion = "1"\ndependencies = {}\n\n[project.optional-dependencies]\nx = ["click"]\n'
    add(fixes, "pyproject.toml", project.format(before), project.format(after))


def test_several_items(fixes):
    project = '[project]\nname = "svc"\nversion = "1"\ndependencies = {}\n'
    add(fixes, "pyproject.toml", project.format("['flask']"),
        project.format("['flask', 'numpy', 'redis']"), "redis", "numpy")


def test_several_items_on_lines(fixes):
    project = '[project]\r\nname = "svc"\r\ndependencies = [\r\n  "flask"\r\n]\r\n'
    add(fixes, "pyproject.toml", project,
        project.replace('"flask"', '"flask",\r\n  "numpy",\r\n  "redis",'), "redis", "numpy")


@pytest.mark.parametrize("before, after", [
    ('flask = "^3"\n', 'flask = "^3"\nredis = "*"\n'),
    ('urllib3 = {version = "*", extras = ["socks"]}\n',
     'redis = "*"\nurllib3 = {version = "*", extras = ["socks"]}\n'),
])
def test_entries(fixes, before, after):
    poetry = ('[tool.poetry]\nname = "svc"\nversion = "1"\n\n[tool.poetry.dependencies]\n'
              'python = "^3.9"\n{}\n[tool.poetry.group.dev.dependencies]\npytest = "*"\n')
    add(fixes, "pyproject.toml", poetry.format(before), poetry.format(after))


def test_other_manifests(fixes):
    setup = ("from setuptools import setup\n\nsetup(\n    name='svc',\n    install_requires=[\n"
             "        'flask',\n{}    ],\n)\n")
    config = "[metadata]\nname = svc\n[options]\ninstall_requires =\n    flask\n{}zip_safe = true\n"
    pipfile = '[packages]\nflask = "*"\n{}\n[dev-packages]\npytest = "*"\n'
    add(fixes, "setup.py", setup.format(""), setup.format("        'redis',\n"))
    add(fixes, "setup.cfg", config.format(""), config.format("    redis\n"))
    add(fixes, "Pipfile", pipfile.format(""), pipfile.format('redis = "*"\n'))


def test_scripts(fixes):
    script = ('# /// script\n# requires-python = ">=3.9"\n# dependencies = [\n#   "flask",\n{}# ]\n'
              '# ///\nimport flask, redis\n')
    fixes({"run.py": script.format("")}, {"run.py": script.format('#   "redis",\n')}, "--select", "REQ")


def test_the_version_of_another_manifest(fixes):
    other = {"other__requirements.txt": "Redis>=5,<6\n", "other__app.py": "import redis\n"}
    poetry = ('[tool.poetry]\nname = "svc"\nversion = "1"\n\n[tool.poetry.dependencies]\n'
              'python = "^3.9"\nflask = "^3"\n')
    add(fixes, "requirements.txt", "flask\n", "flask\nRedis>=5,<6\n", **other)
    add(fixes, "pyproject.toml", poetry, poetry + 'Redis = ">=5,<6"\n', **other)


def test_versions_that_disagree(fixes):
    """Whose would it be?"""
    add(fixes, "requirements.txt", "flask\n", "flask\nredis\n",
        **{"a__requirements.txt": "redis==5\n", "a__app.py": "import redis\n",
           "b__requirements.txt": "redis==6\n", "b__app.py": "import redis\n"})


def test_submodules(fixes):
    fixes({"svc/app.py": "import sentry_sdk.integrations.sqlalchemy\n",
           "svc/requirements.txt": "sentry-sdk\n"},
          {"svc/requirements.txt": "sentry-sdk\nsqlalchemy\n"}, "--select", "REQ005")


def test_one_manifest_of_two_services(fixes):
    """Each needs it; it is added once."""
    config = ("services:\n  - {name: a, path: a, requirements: [requirements.txt]}\n"
              "  - {name: b, path: b, requirements: [requirements.txt]}\n")
    fixes({"shoring.yaml": "version: 1\n" + config, "a/a.py": "import redis\n",
           "b/b.py": "import redis\n", "requirements.txt": "flask\n"},
          {"requirements.txt": "flask\nredis\n"}, "--select", "REQ001")


@pytest.mark.parametrize("files", [
    {"svc/requirements.txt": "flask\n", "svc/pyproject.toml":
     '[project]\nname = "svc"\nversion = "1"\ndependencies = ["click"]\n'},
    {"svc/requirements.txt": "flask==3 \\\n    --hash=sha256:" + "0" * 64 + "\n"},
    {"svc/requirements.txt": "#\n# This file is autogenerated by pip-compile\nflask==3\n    # via x\n"},
    {"svc/Dockerfile": 'FROM python\nCOPY . .\nRUN ["pip", "install", "flask" ]\nCMD python app.py\n'},
    {"svc/Dockerfile": "FROM python\nRUN pip install flask\nFROM python\nCOPY . .\nRUN pip install click\nCMD python app.py\n"},
    {"svc/Dockerfile": "FROM python\nCOPY . .\nRUN pip install --upgrade pip\nCMD python app.py\n"},
    {"svc/Dockerfile": "FROM python\nCOPY . .\nARG X=flask\nRUN pip install $X\nCMD python app.py\n"},
    {"svc/environment.yml": "name: svc\ndependencies:\n  - python=3.12\n  - flask\n"},
    {"svc/environment.yml": "name: svc\ndependencies: [python, flask, {pip: [click]}]\n"},
    {"svc/setup.py": "from setuptools import setup\nx = ['flask']\nsetup(install_requires=x + open('r').read())\n"},
    {"svc/pyproject.toml": '[project]\nname = "svc"\nversion = "1"\n[project.optional-dependencies]\nx = ["click"]\n'},
], ids=["two manifests", "hashes", "compiled", "JSON", "two stages", "pip alone", "variable", "conda alone", "flow list",
        "computed", "no list"])
def test_left_alone(fixes, files):
    fixes({"svc/app.py": "import redis\n", **files}, {}, "--select", "REQ001,REQ005")


DOCKERFILE = "FROM python:3.12\nWORKDIR /app\n{}COPY . .\nCMD [\"python\", \"app.py\"]\n"


@pytest.mark.parametrize("before, after", [
    ("RUN pip install flask\n", "RUN pip install flask redis\n"),
    ("RUN pip install urllib3\n", "RUN pip install redis urllib3\n"),
    ("RUN pip install 'flask>=2' urllib3 && rm -rf /x\n", "RUN pip install 'flask>=2' redis urllib3 && rm -rf /x\n"),
    ("RUN pip install urllib3 flask; true\n", "RUN pip install urllib3 flask redis; true\n"),
    ("RUN pip install -U pip && pip install --no-cache-dir --no-deps flask\n",
     "RUN pip install -U pip && pip install --no-cache-dir --no-deps flask redis\n"),
    ("RUN pip install \\\n    flask \\\n    urllib3\n", "RUN pip install \\\n    flask \\\n    redis \\\n    urllib3\n"),
    ("RUN pip install \\\n    flask\n", "RUN pip install \\\n    flask \\\n    redis\n"),
    ("RUN pip install \\\r\n\turllib3 \\\r\n\twerkzeug\r\n",
     "RUN pip install \\\r\n\tredis \\\r\n\turllib3 \\\r\n\twerkzeug\r\n"),
    ("RUN pip install flask \\\n    click && \\\n    true\n", "RUN pip install flask \\\n    click redis && \\\n    true\n"),
    ("RUN pip install flask\nRUN pip install wheel\n", "RUN pip install flask redis\nRUN pip install wheel\n"),
    ("RUN pip install zope.interface\nRUN pip install flask\n",
     "RUN pip install zope.interface\nRUN pip install flask redis\n"),
    ("RUN <<EOF\npip install flask\nEOF\n", "RUN <<EOF\npip install flask redis\nEOF\n"),
], ids=range(12))
def test_words(fixes, before, after):
    """Where nothing but a Dockerfile says what is installed."""
    add(fixes, "Dockerfile", DOCKERFILE.format(before), DOCKERFILE.format(after))


def test_words_with_versions(fixes):
    elsewhere = {"web__app.py": "import redis\n", "web__requirements.txt": "redis >=5,<6\n"}
    fixes({"svc/app.py": "import redis\n", "svc/Dockerfile": DOCKERFILE.format("RUN pip install 'flask==3'\n"),
           **{path.replace("__", "/"): text for path, text in elsewhere.items()}},
          {"svc/Dockerfile": DOCKERFILE.format("RUN pip install 'flask==3' 'redis>=5,<6'\n")}, "--select", "REQ001")


def test_words_beside_a_list(fixes):
    """Nothing installs the project, whose list has it."""
    names = ["click", "flask", "httpx", "orjson", "rich"]
    fixes({"svc/app.py": "".join("import {}\n".format(name) for name in [*names, "redis"]),
           "svc/pyproject.toml": '[project]\nname = "svc"\nversion = "1"\ndependencies = ["redis"]\n',
           "svc/Dockerfile": DOCKERFILE.format("RUN pip install {}\n".format(" ".join(names)))},
          {"svc/Dockerfile": DOCKERFILE.format("RUN pip install click flask httpx orjson redis rich\n")},
          "--select", "REQ001")


CONDA = "name: svc\nchannels: [conda-forge]\ndependencies:\n  - python=3.12\n  - numpy\n  - pip\n  - pip:\n{}variables:\n  A: b\n"


@pytest.mark.parametrize("before, after", [
    ("    - flask\n", "    - flask\n    - redis\n"),
    ("      -  urllib3  # x\n", "      -  redis\n      -  urllib3  # x\n"),
    ("    - flask>=2\n    - \"urllib3\"\n", "    - flask>=2\n    - redis\n    - \"urllib3\"\n"),
], ids=range(3))
def test_conda(fixes, before, after):
    """Among what pip installs: conda may have another name for it."""
    add(fixes, "environment.yml", CONDA.format(before), CONDA.format(after))


def test_names_that_are_guessed(shoring, tree):
    """What nobody knows is not installed by its name unasked."""
    root = tree({"svc/app.py": "import nobody_knows_this\n", "svc/requirements.txt": "flask\n"})
    found = shoring.json("--select", "REQ001", cwd=root)["findings"]
    assert [f["fix"]["safe"] for f in found] in ([], [False])
    shoring("check", "--fix", "--select", "REQ001", cwd=root)
    assert (root / "svc/requirements.txt").read_text() == "flask\n"
