"""What --verbose says of services and of names."""
MANIFEST = "requests\n"
FILES = {
    "shoring.yaml": "version: 1\nrequirements: {map: {odd: very-odd}}\nservices:\n  - {name: api, path: api, ships: [api]}\n",
    "api/requirements.txt": MANIFEST,
    "api/main.py": "import yaml\nimport odd.deep\nimport shared.text\n",
    "job/requirements.txt": MANIFEST + "PyYAML\nvery-odd\n",
    "job/Dockerfile": "FROM python:3.12\nCOPY . .\nCMD [\"python\", \"run.py\"]\n",
    "job/run.py": "import requests\nimport lib.gone\n",
    "job/lib/__init__.py": "",
    "shared/__init__.py": "",
    "shared/text.py": "",
}


def entries(text):
    """The lines of each finding, by its rule."""
    return {block.split("[", 1)[1].split("]")[0]: block.splitlines() for block in text.split("\n\n")[1:] if "[" in block}


def test_services(shoring, tree):
    head = shoring("check", "--verbose", cwd=tree(FILES)).out.split("\n\n")[0].splitlines()
    assert head == [
        "service api, in api: configured in shoring.yaml:4",
        "  looks names up in: api, .",
        "  ships: api",
        "  entries: every file, for nothing tells what is started",
        "  manifests: api/requirements.txt",
        "  loads 1 module",
        "service job, in job: found by its files",
        "  looks names up in: job, .",
        "  ships: everything",
        "  entries: job/run.py",
        "  manifests: job/requirements.txt",
        "  Dockerfiles: job/Dockerfile",
        "  loads 2 modules",
    ]


def test_findings(shoring, tree):
    found = entries(shoring("check", "--verbose", cwd=tree(FILES)).out)
    assert "  because: `lib` is job/lib/__init__.py, `lib.gone` is not there" in found["missing-module"]
    assert "  because: `job` looks names up in: job, ." in found["missing-module"]
    text = shoring("check", "--verbose", "--select", "REQ001", cwd=tree(FILES)).out
    assert "  because: `yaml` needs pyyaml by the bundled table\n" in text
    assert "  because: `odd.deep` needs very-odd by `requirements.map`\n" in text
    assert "  because: `api` declares what it needs in: api/requirements.txt\n" in text


def test_where_a_distribution_is_from(shoring, tree):
    """Of a name that is well known, less known, or known because somebody declares it."""
    root = tree({"api/requirements.txt": "flask\n", "api/Dockerfile": FILES["job/Dockerfile"],
                 "api/run.py": "import requests\nimport feedgen\nimport nobodys_topics\n",
                 "job/requirements.txt": "nobodys-topics\n", "job/run.py": "import nobodys_topics\n"})
    text = shoring("check", "--verbose", "--select", "REQ001", cwd=root).out
    assert "because: `requests` needs requests by its own name\n" in text
    assert "because: `feedgen` needs feedgen by its own name\n" in text
    assert "because: `nobodys_topics` needs nobodys-topics by its own name, which no table has\n" in text


def test_classes(shoring, tree):
    """Where the names of the bases are from."""
    root = tree({"a.py": "import abc\nfrom lib import base as b\nclass Mixin(b.Base): pass\nBase = b.Base\n"
                         "class Bad(Base, Mixin, abc.ABC): pass\n",
                 "lib/__init__.py": "", "lib/base.py": "class Base: pass\n"})
    text = shoring("check", "--verbose", "--select", "CLS001", cwd=root).out
    assert [line for line in text.splitlines() if "because:" in line] == [
        "  because: files of no service: names are looked up in: .",
        "  because: `Base` is bound in line 4",
        "  because: `Mixin` is the class of line 3",
        "  because: `abc` is imported in line 1, from abc, which is not of the repository",
    ]
    (root / "a.py").write_text("from lib.base import Base\nclass Bad(Base, Base): pass\n")
    text = shoring("check", "--verbose", "--select", "CLS002", cwd=root).out
    assert "  because: `Base` is imported in line 1, from lib/base.py\n" in text


def test_without_it_and_elsewhere(shoring, tree):
    root = tree(FILES)
    assert "because:" not in shoring("check", cwd=root).out
    done = shoring("check", "--verbose", "--format", "json", cwd=root)
    assert (done.code, done.err) == (2, "shoring: --verbose goes with the format text\n")
