"""Rows of manifests that --fix takes out."""
import pytest

USES = {"svc/app.py": "import flask\n"}


def drop(fixes, name, before, after, *args):
    files = {**USES, "svc/" + name: before}
    fixes(files, {} if after is None else {"svc/" + name: after}, "--select", "REQ", *args)


@pytest.mark.parametrize("before, after", [
    ("flask\nredis\n", "flask\n"),
    ("redis\nflask\n", "flask\n"),
    ("flask\nredis", "flask\n"),
    ("flask\r\nredis==5.0\r\n", "flask\r\n"),
    ("flask\n\n# the cache\nredis>=5\n# end\n", "flask\n\n# the cache\n# end\n"),
    ("flask\nredis>=5, \\\n    <6\nflask-cors\n", "flask\n"),
    ("flask\nredis ; python_version >= '3.8'\n", "flask\n"),
    ("flask\n-e git+https://example.com/x.git#egg=redis\n", "flask\n"),
    ("\ufeffredis\nflask\n", "\ufeffflask\n"),
    ("flask\nredis\nredis\n", "flask\n"),
], ids=range(10))
def test_unused_lines(fixes, before, after):
    drop(fixes, "requirements.txt", before, after)


@pytest.mark.parametrize("before, after", [
    ('["flask", "redis"]', '["flask"]'),
    ('["redis", "flask"]', '["flask"]'),
    ('["redis", "celery", "flask"]', '["flask"]'),
    ('["flask", "redis", "celery"]', '["flask"]'),
    ('["flask" , "redis>=5 ; python_version > \'3.8\'" , ]', '["flask" , ]'),
    ("[\n  'flask',\n  'redis',\n]", "[\n  'flask',\n]"),
    ("[\n  'flask',\n  'redis'\n]", "[\n  'flask',\n]"),
    ("[\n  'redis',\n  # web\n  'flask',\n]", "[\n  # web\n  'flask',\n]"),
    ("['flask',\n 'redis']", "['flask']"),
    ("['redis',\n 'flask']", "[\n 'flask']"),
    ("[\n\t'redis', 'flask',\n]", "[\n\t'flask',\n]"),
], ids=range(11))
def test_unused_items(fixes, before, after):
    project = '[project]\nname = "svc"\nversion = "1"\ndependencies = {}\n\n[tool.x]\ny = 1\n'
    drop(fixes, "pyproject.toml", project.format(before), project.format(after))


def test_unused_items_crlf(fixes):
    project = '[project]\r\nname = "svc"\r\ndependencies = [\r\n  "flask",\r\n{}]\r\n'
    drop(fixes, "pyproject.toml", project.format('  "redis",\r\n'), project.format(""))


@pytest.mark.parametrize("entry", [
    'redis = "^5"\n', 'redis = {version = "^5", extras = ["hiredis"] }\n',
    '"redis" = "*"\n', 'redis = { git = "https://example.com/x.git" }\n',
])
def test_unused_entries(fixes, entry):
    poetry = ('[tool.poetry]\nname = "svc"\nversion = "1"\n\n[tool.poetry.dependencies]\n'
              'python = "^3.9"\n{}flask = "^3"\n\n[tool.x]\ny = 1\n')
    drop(fixes, "pyproject.toml", poetry.format(entry), poetry.format(""))


def test_unused_in_pipfile_and_setup_cfg(fixes):
    pipfile = '[packages]\nflask = "*"\n{}\n[dev-packages]\n'
    config = "[metadata]\nname = other\n[options]\ninstall_requires =\n    flask\n{}"
    fixes({"svc/app.py": "import flask\n", "svc/Pipfile": pipfile.format('redis = "*"\n'),
           "other/app.py": "import flask\n", "other/setup.cfg": config.format("    redis>=5\n")},
          {"svc/Pipfile": pipfile.format(""), "other/setup.cfg": config.format("")},
          "--select", "REQ002")


@pytest.mark.parametrize("name, text", [
    ("setup.py", "from setuptools import setup\nsetup(name='svc', install_requires=('flask', 'redis'))\n"),
    ("Dockerfile", "FROM python:3.12\nCOPY . .\nRUN pip install flask redis\nCMD python app.py\n"),
    ("requirements.txt", "flask\nflask-cors \\\n  \\\nredis\n"),
    ("setup.cfg", "[metadata]\nname = svc\n[options]\ninstall_requires = redis\n"),
], ids=["tuple", "Dockerfile", "continued", "setup.cfg"])
def test_left_alone(shoring, tree, name, text):
    root = tree({"svc/app.py": "import flask\n", "svc/" + name: text})
    shoring("check", "--fix", "--select", "REQ002,REQ010", cwd=root)
    assert (root / "svc" / name).read_text() in (text, text.replace("flask-cors \\\n  \\\nredis\n", ""))


@pytest.mark.parametrize("before, after", [
    ("flask==3\nFlask==3\n", "flask==3\n"),
    ("flask==3\nflask\n", "flask==3\n"),
    ("flask\nflask==3  # pinned\n", "flask==3  # pinned\n"),
    ("flask==3\nflask==2\n", None),
    ("flask\nflask\nflask\n", "flask\n"),
    ("flask[async]\nflask\n", None),
    ("flask\n\n# again\nflask\n", "flask\n\n# again\n"),
])
def test_duplicates(fixes, before, after):
    drop(fixes, "requirements.txt", before, after, "--ignore", "REQ007")


def test_duplicates_of_included_groups(fixes):
    """What is doubled in one group stands once in the other."""
    project = ('[project]\nname = "svc"\nversion = "1"\ndependencies = ["flask"]\n[dependency-groups]\n'
               'lint = ["ruff"]\ntest = ["pytest", "ruff", {include-group = "lint"}]\n')
    drop(fixes, "pyproject.toml", project, None)


@pytest.mark.parametrize("before, after", [
    ("  - flask\n  - requests\n  - flask  # again\n", "  - flask\n  - requests\n"),
    ("  - pip:\n    - tqdm\n    - click\n    - \"tqdm\"\n", "  - pip:\n    - tqdm\n    - click\n"),
    ("  - pip:\r\n    - tqdm\r\n    - click\r\n    - tqdm\r\n    - tqdm\r\n",
     "  - pip:\r\n    - tqdm\r\n    - click\r\n"),
    ("  - flask\n  - pip:\n    - tqdm\n", None),
], ids=["conda's", "pip's", "three", "none"])
def test_conda(fixes, before, after):
    """What an environment file has without use is not judged: platforms ask for some of it."""
    eol = "\r\n" if "\r" in before else "\n"
    start = "name: svc\ndependencies:\n  - python=3.12\n".replace("\n", eol)
    fixes({"svc/app.py": "import flask, requests, click\n", "svc/environment.yml": start + before},
          {} if after is None else {"svc/environment.yml": start + after}, "--select", "REQ002,REQ010")
