"""`shoring smoke`: which services start, where the others stop, and what is not known."""
import json

import pytest
from starts import start

DOCKERFILE = 'FROM python:3.11\nWORKDIR /app\nCOPY . .\nCMD ["python", "main.py"]\n'
CONFIG = 'version: 1\npython: "3.11"\nservices:\n  - {name: app, path: .}\n'
NOTHING_RUN = ("as far as can be read: nothing was run, and the code of distributions was not "
               "looked into.\n")


@pytest.fixture
def smoke(shoring, tree):
    """smoke({path: text}, option...) -> the answer of the one service of that tree, with its exit code."""

    def run(files, *args):
        root = tree({"Dockerfile": DOCKERFILE, "shoring.yaml": CONFIG, "requirements.txt": "flask\n", **files})
        result = shoring("smoke", "--format", "json", *args, cwd=root)
        assert result.code in (0, 1), result.err
        answer = json.loads(result.out)
        assert answer["version"] == 1 and answer["tool"]["name"] == "shoring"
        service, = answer["services"]
        assert service["starts"] == (result.code == 0)
        return service

    return run


def failures(service, when="start"):
    return [(f["file"], f["line"], f["rule"], f["raises"]) for f in service["failures"] if f["when"] == when]


def order(service):
    return [row["file"] for row in service["order"]]


def test_a_service_that_starts(shoring, tree):
    root = tree({
        "Dockerfile": DOCKERFILE, "shoring.yaml": CONFIG, "requirements.txt": "flask\n",
        "main.py": "import json\nimport flask\nfrom lib import a\n",
        "lib/__init__.py": "", "lib/a.py": "from lib.b import c\n", "lib/b.py": "c = 1\n", "lib/unused.py": "",
    })
    result = shoring("smoke", cwd=root)
    assert (result.code, result.err) == (0, "")
    assert result.out == ("app: starts (4 modules, 1 distribution)\n"
                          "1 of 1 service starts, " + NOTHING_RUN)
    assert shoring("smoke", "--quiet", "app", cwd=root).out == "app: starts (4 modules, 1 distribution)\n"


def test_the_first_failure_then_the_others_then_the_lazy_ones(shoring, tree):
    root = tree({
        "Dockerfile": DOCKERFILE, "shoring.yaml": CONFIG, "requirements.txt": "flask\n",
        "main.py": "import flask\nimport lib.a\nimport yaml\n\n\ndef later():\n    import requests\n",
        "lib/__init__.py": "",
        "lib/a.py": "if True:\n    from lib.gone import (\n        it)\n",
    })
    result = shoring("smoke", cwd=root)
    assert result.code == 1
    assert result.out == (
        "app: cannot start\n"
        "  Traceback on paper (most recent call last):\n"
        '    File "main.py", line 2, in main\n'
        "      import lib.a\n"
        '    File "lib/a.py", line 2, in lib.a\n'
        "      from lib.gone import (\n"
        "  ModuleNotFoundError: No module named 'lib.gone'\n"
        "  fix: correct the name, or bring the module back; if it is generated, list it in .gitignore "
        "[missing-module]\n"
        "  after that, at start:\n"
        "    main.py:3:1: ModuleNotFoundError: No module named 'yaml'\n"
        "      fix: add pyyaml to requirements.txt, or cut the import [undeclared-dependency]\n"
        "  later, when a function is called or what was imported is used:\n"
        "    main.py:7:5: ModuleNotFoundError: No module named 'requests'\n"
        "      fix: add requests to requirements.txt, or cut the import [undeclared-dependency]\n"
        "0 of 1 service starts, " + NOTHING_RUN)
    coloured = shoring("smoke", "--color", "always", cwd=root).out
    assert "\x1b[1;31mcannot start\x1b[0m" in coloured
    assert "\x1b" not in result.out


def test_lazy_failures_do_not_keep_it_from_starting(shoring, tree):
    root = tree({
        "Dockerfile": DOCKERFILE, "shoring.yaml": CONFIG, "requirements.txt": "flask\n",
        "main.py": "def f():\n    import yaml\n",
    })
    result = shoring("smoke", cwd=root)
    assert result.code == 0
    assert result.out.startswith("app: starts (1 module, 0 distributions), but 1 import will fail later\n"
                                 "  later, when a function is called or what was imported is used:\n    main.py:2:5: ")


def test_what_shows_when_it_is_used_does_not_stop_the_start(shoring, tree):
    """pydantic has EmailStr without email-validator; a field of it needs that."""
    root = tree({
        "Dockerfile": DOCKERFILE, "shoring.yaml": CONFIG, "requirements.txt": "pydantic\n",
        "main.py": "from pydantic import BaseModel, EmailStr\nimport yaml\nclass A(BaseModel):\n    b: EmailStr\n",
    })
    result = shoring("smoke", cwd=root)
    assert result.code == 1
    assert "ModuleNotFoundError: No module named 'yaml'\n" in result.out.split("  later, ")[0]
    assert "main.py:1:1: pydantic.EmailStr needs email-validator" in result.out.split("  later, ")[1]


def test_what_is_guarded_or_never_runs_does_not_count(smoke):
    service = smoke({"main.py": (
        "import sys\nfrom typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    import yaml\n    import lib.gone\n"
        "try:\n    import requests\nexcept ImportError:\n    requests = None\n"
        "if sys.version_info < (3, 8):\n    import attrs\n"
        "if sys.platform == 'win32':\n    import pywintypes\n"), "lib/__init__.py": ""})
    assert service["starts"] and service["failures"] == []
    assert order(service) == ["main.py"]


def test_a_failure_that_a_try_catches_still_stops_who_imports_it_bare(smoke):
    service = smoke({
        "main.py": "try:\n    import lib.a\nexcept ImportError:\n    pass\nimport lib.b\nimport lib.a\n",
        "lib/__init__.py": "", "lib/a.py": "import lib.b\nimport yaml\n", "lib/b.py": "",
    })
    assert failures(service) == [("lib/a.py", 2, "REQ001", "ModuleNotFoundError: No module named 'yaml'")]
    assert order(service) == ["main.py", "lib/__init__.py", "lib/a.py", "lib/b.py", "lib/a.py"]
    assert [row["guarded"] for row in service["order"]] == [False, True, True, True, False]
    assert service["modules"] == 4


def test_submodules_of_a_package_that_failed_are_still_known(smoke):
    service = smoke({
        "main.py": "try:\n    import p.q\nexcept ImportError:\n    pass\nimport p.q.c\nimport p.q\n",
        "p/__init__.py": "", "p/q/__init__.py": "import p.q.c\nimport p.gone\n", "p/q/c.py": "",
    })
    assert order(service) == ["main.py", "p/__init__.py", "p/q/__init__.py", "p/q/c.py", "p/q/__init__.py"]
    assert service["order"][4]["line"] == 6


def test_what_python_says(smoke):
    service = smoke({
        "main.py": "from lib import gone\nimport lib.a.more\nimport lib.none.deep\nfrom .side import it\n",
        "lib/__init__.py": "", "lib/a.py": "",
    })
    assert [f[3] for f in failures(service)] == [
        "ModuleNotFoundError: No module named 'lib.a.more'; 'lib.a' is not a package",
        "ModuleNotFoundError: No module named 'lib.none'",
    ]


def test_several_names_in_one_statement(smoke):
    service = smoke({
        "main.py": "import os, lib.gone, yaml, lib.a, redis\nfrom google.cloud import storage, firestore\n",
        "lib/__init__.py": "", "lib/a.py": "", "requirements.txt": "google-cloud-storage\n",
    })
    assert [f[3] for f in failures(service)] == [
        "ModuleNotFoundError: No module named 'lib.gone'",
        "ModuleNotFoundError: No module named 'yaml'",
        "ModuleNotFoundError: No module named 'redis'",
        "ImportError: google.cloud.firestore is not installed",
    ]
    assert [f["column"] for f in service["failures"]] == [1, 1, 1, 1]


def test_what_is_not_shipped(smoke):
    service = smoke({
        "Dockerfile": "FROM python:3.11\nWORKDIR /app\nCOPY main.py .\nCOPY lib/__init__.py lib/a.py ./lib/\n"
                      'CMD ["python", "main.py"]\n',
        "main.py": "import lib.a\nfrom lib import b\nimport other.c\n",
        "lib/__init__.py": "", "lib/a.py": "", "lib/b.py": "", "other/__init__.py": "", "other/c.py": "",
    })
    assert failures(service) == [
        ("main.py", 2, "IMP008", "ImportError: cannot import name 'b' from 'lib'"),
        ("main.py", 3, "IMP008", "ModuleNotFoundError: No module named 'other'"),
    ]
    assert order(service) == ["main.py", "lib/__init__.py", "lib/a.py"]


def test_development_extras_and_submodules(smoke):
    service = smoke({
        "Dockerfile": "FROM python:3.11\nWORKDIR /app\nCOPY . .\nRUN pip install .\n"
                      'CMD ["python", "main.py"]\n',
        "requirements.txt": "",
        "pyproject.toml": '[project]\nname = "app"\ndependencies = ["sentry-sdk"]\n'
                          '[project.optional-dependencies]\nyaml = ["pyyaml"]\n'
                          '[dependency-groups]\ndev = ["requests"]\n',
        "main.py": "import requests\nimport yaml\nimport sentry_sdk.integrations.sqlalchemy\n",
    })
    assert [(f[1], f[2]) for f in failures(service)] == [(1, "REQ004"), (2, "REQ006"), (3, "REQ005")]
    assert failures(service)[2][3] == (
        "sentry_sdk.integrations.sqlalchemy needs sqlalchemy, which is not installed")


def test_circles_and_packages_that_bind_a_submodules_name(smoke):
    service = smoke({
        "main.py": "from p import x\nimport a\n",
        "p/__init__.py": "x = 1\n", "p/x.py": "import q.gone\n",
        "q/__init__.py": "", "a.py": "import b\n", "b.py": "import a\nimport c\n", "c.py": "import main\n",
    })
    assert order(service) == ["main.py", "p/__init__.py", "a.py", "b.py", "c.py"]
    assert [(row["by"], row["line"]) for row in service["order"]] == [
        (None, None), (0, 1), (0, 2), (2, 1), (3, 2)]


def test_a_long_way_is_walked_without_recursion(smoke):
    files = {"m{}.py".format(i): "import m{}\n".format(i + 1) for i in range(3000)}
    service = smoke({"main.py": "import m0\n", "m3000.py": "import yaml\n", **files})
    assert service["modules"] == 3002
    failure, = service["failures"]
    assert len(failure["traceback"]) == 101
    assert failure["traceback"][0]["file"] == "main.py" and failure["traceback"][-1]["file"] == "m3000.py"


def test_a_suppressed_finding_is_no_failure(smoke):
    assert smoke({"main.py": "import yaml  # shoring: ignore[REQ001]\n"})["starts"]


CLASSES = {
    "main.py": "import a\nimport b\nimport yaml\n\n\ndef later():\n    import c\n\n"
               "    class Local(bool):\n        pass\n",
    "mixin.py": "class Mixin:\n    pass\n\n\nclass Base(Mixin):\n    pass\n",
    "a.py": "from mixin import Base, Mixin\n\n\nclass Bad(Mixin, Base):\n    import d\n\n\nimport e\n",
    "b.py": "class Text(int, str):\n    pass\n",
    "c.py": "class Twice(int, int):\n    pass\n",
    "d.py": "", "e.py": "",
}


def test_classes_that_cannot_be_created(smoke, tmp_path):
    service = smoke(CLASSES)
    assert failures(service) == [
        ("a.py", 4, "CLS001", "TypeError: Cannot create a consistent method resolution order (MRO) for bases Mixin, Base"),
        ("b.py", 1, "CLS006", "TypeError: multiple bases have instance lay-out conflict"),
        ("main.py", 3, "REQ001", "ModuleNotFoundError: No module named 'yaml'"),
    ]
    assert failures(service, "lazy") == [
        ("c.py", 1, "CLS002", "TypeError: duplicate base class int"),
        ("main.py", 9, "CLS007", "TypeError: type 'bool' is not an acceptable base type"),
    ]
    first = service["failures"][0]
    assert [(s["file"], s["line"]) for s in first["traceback"]] == [("main.py", 1), ("a.py", 4)]
    assert first["class"] and first["when"] == "start"
    stopped = start(tmp_path, "main.py")["stopped"]
    assert stopped["frames"] == [["main.py", 1], ["a.py", 4]]
    assert stopped["raises"].replace("\n", " ") == first["raises"]


def test_classes_that_python_takes_or_nobody_needs(smoke):
    service = smoke({
        "main.py": "from typing import TYPE_CHECKING, final\n\n\n@final\nclass Last:\n    pass\n\n\n"
                   "class After(Last):\n    pass\n\n\n"
                   "if TYPE_CHECKING:\n    import a\n\n    class Never(bool):\n        pass\n"
                   "try:\n    import b\nexcept Exception:\n    b = None\n",
        "a.py": "class Bad(bool):\n    pass\n", "b.py": "class Bad(bool):\n    pass\n",
        "unused.py": "class Bad(bool):\n    pass\n",
    })
    assert service["starts"] and service["failures"] == []


def test_what_is_not_known_is_said(smoke):
    service = smoke({
        "Dockerfile": 'FROM python:3.11\nCOPY . .\nCMD ["/start"]\n',
        "requirements.txt": "-r elsewhere.txt\n",
        "shoring.yaml": CONFIG + "rules:\n  missing-module: off\n",
        "main.py": "import importlib, sys\nimportlib.import_module(sys.argv[1])\n__import__(sys.argv[2])\n",
        "other.py": "def (:\n    import yaml\n", "p/__init__.py": "import p.gone\n",
    })
    assert service["starts"] and not service["entries_known"]
    assert service["entries"] == ["main.py", "other.py", "p/__init__.py"]
    assert service["unknown"] == [
        "what it is started with: each of its 3 files was taken for an entry",
        "whether more is installed than its manifests declare: what they do not is taken for there",
        "2 imports of computed names are not followed (main.py:2, main.py:3)",
        "a file was not read in full: what it imports is not known (other.py:1)",
        "what rules that are off in shoring.yaml would find (`missing-module`)",
    ]


def test_nothing_to_start_is_no_success(shoring, tree):
    root = tree({"a/requirements.txt": "", "a/main.py": "", "shoring.yaml": (
        "version: 1\nservices:\n  - {name: a, path: a, entry: [gone.py]}\n")})
    result = shoring("smoke", cwd=root)
    assert result.code == 1
    assert result.out.startswith("a: nothing to start (no Python file of it, or no entry that exists)\n"
                                 "0 of 1 service starts")


def test_wrong_use(shoring, tree):
    root = tree({"a/requirements.txt": "", "a/main.py": "", "b.py": ""})
    unknown = shoring("smoke", "c", cwd=root)
    assert (unknown.code, unknown.out) == (2, "") and "there is no service `c`; there are: a" in unknown.err
    form = shoring("smoke", "--format", "sarif", cwd=root)
    assert form.code == 2 and "text and json" in form.err


def test_without_a_service(shoring, tree):
    result = shoring("smoke", cwd=tree({"b.py": ""}))
    assert result.code == 2 and "there is no service in" in result.err


def test_only_the_services_asked_for(shoring, tree):
    root = tree({"a/requirements.txt": "", "a/main.py": "", "b/requirements.txt": "", "b/main.py": "import yaml\n"})
    assert shoring("smoke", "a", cwd=root).code == 0
    assert shoring("smoke", "b", cwd=root).code == 1
    both = shoring("smoke", "a", "b", cwd=root)
    assert both.code == 1 and "1 of 2 services start, " in both.out


def test_names_that_nobody_has_heard_of(smoke, shoring, tree):
    """They fail where they stand, and nothing is added to a list in their name: it may be anybody's."""
    files = {"main.py": "import flask\nimport quuxlib.client\nimport rich\n"}
    assert failures(smoke(files)) == [
        ("main.py", 2, "REQ001", "ModuleNotFoundError: No module named 'quuxlib'"),
        ("main.py", 3, "REQ001", "ModuleNotFoundError: No module named 'rich'")]
    root = tree({"Dockerfile": DOCKERFILE, "requirements.txt": "flask\n", **files})
    found = json.loads(shoring("check", "--format", "json", "--select", "REQ001", cwd=root).out)["findings"]
    assert [(f["distribution"], f["fix"] is None) for f in found] == [("quuxlib", True), ("rich", False)]
