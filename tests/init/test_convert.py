"""`shoring init --from`: what other tools were told, and that import-linter agrees about what is kept."""
import importlib.util
import json
import random
import re
import subprocess
import sys

import pytest

from where import ROOT

RULES = {"IMP001", "IMP002", "IMP003", "IMP004"}
RUNNER = ROOT / "tests" / "differential" / "import_linter.py"


def converted(shoring, at, name):
    """The configuration, and what `check` finds of contracts with it."""
    done = shoring("init", "--print", "--from", name, cwd=at)
    assert done.code == 0, done.err
    (at / "converted.yaml").write_text(done.out, encoding="utf-8")
    report = shoring.json("--config", "converted.yaml", cwd=at)
    return done.out, [f for f in report["findings"] if f["rule"] in RULES]


def package(seed):
    """A package with imports at random, some of them for type checkers alone."""
    rng = random.Random(seed)
    tops, files, modules = ["a", "b", "c", "d", "e"], {"pkg/__init__.py": ""}, []
    for top in tops:
        files["pkg/{}/__init__.py".format(top)] = ""
        modules += ["pkg.{}.{}".format(top, leaf) for leaf in ("x", "y", "z")[:rng.randint(1, 3)]]
    for module in modules:
        lines = []
        for _ in range(rng.choice((0, 0, 0, 1, 1, 2))):
            other = rng.choice(modules)
            if other == module:
                continue
            if rng.random() < 0.15:
                lines.append("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import {}\n".format(other))
            else:
                lines.append("from {} import {}\n".format(*other.rsplit(".", 1)))
        files[module.replace(".", "/") + ".py"] = "".join(lines)
    return files, tops, modules


def lines_of(key, values):
    return ["{} =".format(key)] + ["    " + v for v in values]


def contract(rng, tops, modules, number):
    """The lines of a contract of any type."""
    names = ["pkg." + t for t in rng.sample(tops, 4)]
    kind = rng.choice(("forbidden", "forbidden", "layers", "layers", "independence", "protected"))
    out = ["name = contract {}".format(number), "type = " + kind, "unmatched_ignore_imports_alerting = none"]
    if rng.random() < 0.4:
        out += lines_of("ignore_imports", ["{} -> {}".format(rng.choice(modules), rng.choice(modules))
                                           for _ in range(2)] + ["pkg.a.* -> pkg.b.*"])
    if kind == "forbidden":
        shape = rng.randrange(4)
        source = [names[:1], names[:2], ["pkg.*.x"], [rng.choice(modules)]][shape]
        target = [names[2:3], names[2:], ["pkg.e"], ["pkg.*"]][shape]
        out += lines_of("source_modules", source) + lines_of("forbidden_modules", target)
        out.append("allow_indirect_imports = {}".format(rng.random() < 0.5))
    elif kind == "layers":
        short = [n[4:] for n in names]
        rows = rng.choice((short, [short[0], " | ".join(short[1:3]), short[3]],
                           [short[0], " : ".join(short[1:3]), short[3]], ["(none)", short[0], short[1]],
                           [" : ".join(short[:2]), " | ".join(short[2:])]))
        if rng.random() < 0.5:
            out += lines_of("containers", ["pkg"]) + lines_of("layers", rows)
        else:
            out += lines_of("layers", [re.sub(r"(\w+)", r"pkg.\1", row) for row in rows])
    elif kind == "independence":
        out += lines_of("modules", rng.choice((names[:2], names, ["pkg.*"])))
    else:
        out += lines_of("protected_modules", rng.choice((names[:1], names[:2], ["pkg.*.x"])))
        out += lines_of("allowed_importers", names[2:])
    return out


@pytest.mark.skipif(importlib.util.find_spec("importlinter") is None, reason="import-linter is not installed")
@pytest.mark.parametrize("seed", range(6))
def test_import_linter_agrees(shoring, tree, seed):
    """The same verdict on every contract."""
    rng = random.Random(seed + 100)
    files, tops, modules = package(seed)
    at = tree(files)
    session = ["[importlinter]", "root_package = pkg",
               "exclude_type_checking_imports = {}".format(rng.random() < 0.5)]
    contracts = [contract(rng, tops, modules, n) for n in range(30)]
    whole = list(session)
    for number, lines in enumerate(contracts):
        whole += ["", "[importlinter:contract:{}]".format(number)] + lines
    (at / ".importlinter").write_text("\n".join(whole) + "\n", encoding="utf-8")
    theirs = subprocess.run([sys.executable, str(RUNNER), ".importlinter"], cwd=str(at), stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, check=False)
    assert theirs.returncode == 0, theirs.stderr.decode()
    kept = {name: row["kept"] for name, row in json.loads(theirs.stdout)["contracts"].items()}
    assert len(kept) == len(contracts)
    for number, lines in enumerate(contracts):
        (at / ".importlinter").write_text(
            "\n".join(session + ["[importlinter:contract:one]"] + lines) + "\n", encoding="utf-8")
        text, broken = converted(shoring, at, ".importlinter")
        assert "Held back" not in text
        assert (not broken) == kept["contract {}".format(number)], "\n".join(lines) + "\n" + text
    assert 0 < sum(kept.values()) < len(kept)


LINTER = """[importlinter]
root_packages =
    shop
include_external_packages = True

[importlinter:contract:one]
name = views do not touch the database
type = forbidden
source_modules =
    # a comment
    shop.views
forbidden_modules =
    shop.db
    sqlalchemy
ignore_imports =
    shop.views.report -> shop.db
broken_contract_guidance = Go through shop.models.

[importlinter:contract:two]
name = rings
type = layers
containers = shop
layers =
    views
    (models) | forms
    db
exhaustive = True

[importlinter:contract:three]
name = no circles
type = acyclic_siblings
ancestors = shop

[importlinter:contract:four]
name = exactly
type = forbidden
source_modules = shop.views
forbidden_modules = shop.db
as_packages = False
"""
SHOP = {"shop/__init__.py": "", "shop/views/__init__.py": "import sqlalchemy\n", "shop/views/report.py": "",
        "shop/models.py": "", "shop/forms.py": "", "shop/db.py": ""}


@pytest.mark.parametrize("name", [".importlinter", "setup.cfg"])
def test_what_import_linter_is_told(shoring, tree, name):
    at = tree({**SHOP, name: LINTER})
    text, broken = converted(shoring, at, name)
    assert text[text.index("# Which imports"):] == (
        "# Which imports are allowed, as the other tool was told.\n"
        "imports:\n"
        "  contracts:\n"
        "    # Guidance: Go through shop.models.\n"
        "    - name: views do not touch the database\n"
        "      type: forbidden\n"
        "      from: [shop.views]\n"
        "      to: [shop.db, sqlalchemy]\n"
        "      transitive: true\n"
        "      contexts: [load, lazy, optional, main, version, platform, typing]\n"
        "      allow: [\"shop.views.report -> shop.db\"]\n"
        "    # Not translated: exhaustive. What is in no layer is not reported here.\n"
        "    - name: rings in shop\n"
        "      type: layers\n"
        "      layers: [shop.views, \"(shop.models) | shop.forms\", shop.db]\n"
        "      contexts: [load, lazy, optional, main, version, platform, typing]\n"
        "    # Held back: as_packages = False has no like; a name covers what is below it.\n"
        "    # - name: exactly\n"
        "    #   type: forbidden\n"
        "    #   from: [shop.views]\n"
        "    #   to: [shop.db]\n"
        "    #   transitive: true\n"
        "    #   contexts: [load, lazy, optional, main, version, platform, typing]\n"
        "\n"
        "# Not translated: `no circles`, of type acyclic_siblings, which has no like here.\n")
    assert [(f["rule"], f["file"], f["line"]) for f in broken] == [("IMP001", "shop/views/__init__.py", 1)]


def test_import_linter_in_pyproject(shoring, tree):
    at = tree({**SHOP, "shop/db.py": "import shop.views\n", "pyproject.toml": """
[tool.importlinter]
root_package = "shop"
exclude_type_checking_imports = true
[[tool.importlinter.contracts]]
name = "rings"
type = "layers"
layers = ["shop.views", "shop.db"]
"""})
    text, broken = converted(shoring, at, "pyproject.toml")
    assert "contexts: [load, lazy, optional, main, version, platform]\n" in text
    assert [f["rule"] for f in broken] == ["IMP002"]


TACH = """
exclude = ["**/generated"]
source_roots = ["src"]
layers = ["ui", { name = "core", closed = true }]
forbid_circular_dependencies = true

[[modules]]
path = "app"
depends_on = ["logic"]
layer = "ui"

[[modules]]
path = "app.admin"
depends_on = []
layer = "ui"

[[modules]]
path = "logic"
depends_on = []
cannot_depend_on = ["app"]
layer = "core"

[[modules]]
path = "tools"
utility = true

[[interfaces]]
expose = ["run"]
from = ["logic"]
"""


def test_what_tach_is_told(shoring, tree):
    at = tree({"tach.toml": TACH, "src/app/__init__.py": "import logic\nimport other\n",
               "src/app/admin.py": "import logic\n", "src/logic.py": "import tools\nimport app\n",
               "src/tools.py": "", "src/other.py": ""})
    text, broken = converted(shoring, at, "tach.toml")
    assert "\nsource-roots: [src]\n" in text and "\nexclude: [\"**/generated\"]\n" in text
    for said in ("layer `core` is closed", "`interfaces`", "forbid_circular_dependencies"):
        assert "# Not translated: " + said in text
    # A list of what may be imported stays one, unless it would cover too much.
    assert ("    - name: what app imports\n"
            "      type: forbidden\n"
            "      from: [app]\n"
            "      to: [app.admin]\n"
            "      contexts: [load, lazy, optional, main, version, platform]\n"
            "      allow: [\"app.admin -> **\"]\n") in text
    assert ("    - name: what app.admin imports\n"
            "      type: only\n"
            "      from: [app.admin]\n"
            "      to: [logic, tools, other]\n") in text
    # core may be imported by ui though app.admin does not say so; app is above logic, and forbidden to it.
    assert {(f["rule"], f["file"], f["line"]) for f in broken} == {
        ("IMP001", "src/logic.py", 2), ("IMP004", "src/logic.py", 2)}


NESTED = """
layers = ["ui", "core"]

[[modules]]
path = "shop"
layer = "ui"
cannot_depend_on = ["labs"]

[[modules]]
paths = ["shop.base", "shop.model"]
layer = "core"
depends_on = []

[[modules]]
path = "plug.*"
depends_on = ["shop"]
"""


def test_tach_modules_inside_of_others(shoring, tree):
    """tach judges `shop.base` by itself; here `shop` covers it."""
    at = tree({"tach.toml": NESTED, "build-all.py": "", "labs.py": "",
               "shop/__init__.py": "from shop import base\n", "shop/base.py": "",
               "shop/model.py": "from shop import base\nfrom shop import views\nimport labs\n",
               "shop/views.py": "from shop import model\nimport labs\n",
               "shop/more/__init__.py": "", "shop/more/tach.domain.toml": "[[modules]]\npath = 'x'\n",
               "plug/__init__.py": "", "plug/one.py": "import plug\nimport shop.model\nimport labs\n",
               "plug/two.py": "import plug.one\n"})
    text, broken = converted(shoring, at, "tach.toml")
    assert "shop/more/tach.domain.toml" in text and "build-all" not in text
    assert "- name: what plug.one imports\n" in text and "- name: what plug imports\n" not in text
    assert {(f["rule"], f["file"], f["line"]) for f in broken if f["rule"] != "IMP010"} == {
        ("IMP001", "shop/model.py", 1),
        ("IMP001", "shop/model.py", 2),   # core imports ui
        ("IMP001", "shop/views.py", 2),   # forbidden to shop, not to shop.model; tach does not know labs
        ("IMP001", "plug/one.py", 2),
        ("IMP001", "plug/two.py", 1)}
    assert [f for f in broken if f["rule"] == "IMP010"] == []


STARS = """
layers = ["ui", "core"]
layers_explicit_depends_on = true

[[modules]]
path = "app"
depends_on = ["db.*"]
layer = "ui"

[[modules]]
path = "app.**.tests"
depends_on = ["app.**"]

[[modules]]
path = "db"
depends_on = []
layer = "core"

[[modules]]
path = "db.sql"
depends_on = []
layer = "core"

[rules]
local_imports = "off"
"""


@pytest.mark.parametrize("root", ["ignore", "forbid"])
def test_tach_patterns_and_what_it_asks_to_be_told(root, shoring, tree):
    """The verdict is that of tach 0.35.3. `**` is also nothing; `<root>` is what belongs to no module."""
    at = tree({"tach.toml": 'root_module = "{}"\n{}'.format(root, STARS),
               "app/__init__.py": "import db\nimport db.sql\nimport loose\nfrom app.tests import t\n",
               "app/tests/__init__.py": "", "app/tests/t.py": "import app\nimport app.x.tests\nimport db\n",
               "app/x/tests/__init__.py": "import app.tests.t\n", "db/__init__.py": "def f():\n    import app\n",
               "db/sql.py": "import db\n", "loose.py": "import app\n"})
    text, broken = converted(shoring, at, "tach.toml")
    assert {(f["file"], f["line"]) for f in broken} == {
        ("app/__init__.py", 1), ("app/__init__.py", 4), ("app/tests/t.py", 3), ("db/sql.py", 1),
        *([("app/__init__.py", 3)] if root == "forbid" else [])}
    assert {f["rule"] for f in broken} <= {"IMP001", "IMP004"}
    assert ("# Not translated: `root_module`" in text) == (root == "forbid")


def test_tach_packages(shoring, tree):
    """tach leaves imports between packages to another check; that is said."""
    at = tree({"tach.toml": 'source_roots = ["a/src", "b/src"]\n[[modules]]\npath = "a"\ndepends_on = []\n',
               "a/pyproject.toml": "", "b/pyproject.toml": "", "a/src/a.py": "", "b/src/b.py": ""})
    text, _ = converted(shoring, at, "tach.toml")
    assert "# Not translated: that tach leaves imports between packages" in text


DEPTRY = """
[project]
name = "x"
version = "1"
dependencies = ["gunicorn", "PyYAML"]
[project.optional-dependencies]
test = ["pytest"]
[tool.deptry]
extend_exclude = ["legacy", "a_file\\\\.py", "^docs/.*", "lib/gen/**", ".*/tests/.*"]
ignore = ["DEP003"]
pep621_dev_dependency_groups = ["test"]
known_first_party = ["thing", "main"]
[tool.deptry.package_module_name_map]
PyYAML = "yaml"
several = ["one", "two"]
[tool.deptry.per_rule_ignores]
DEP001 = ["boto3"]
DEP002 = ["gunicorn"]
DEP004 = ["pytest", "freezegun"]
"""


def test_what_deptry_is_told(shoring, tree):
    at = tree({"pyproject.toml": DEPTRY, "main.py": "import boto3\nimport thing\nimport yaml\n"})
    text, _ = converted(shoring, at, "pyproject.toml")
    assert text.endswith(
        "exclude: [\"/legacy\", \"/a_file.py\", \"/docs\", lib/gen]\n"
        "requirements:\n"
        "  map:\n"
        "    yaml: PyYAML\n"
        "    one: several\n"
        "    two: several\n"
        "  provided: [boto3, thing]\n"
        "  used: [gunicorn]\n"
        "  development: [\"extra:test\"]\n"
        "rules:\n"
        "  transitive-dependency: off\n")
    for said in ("`.*/tests/.*` of extend_exclude", "`pytest`, `freezegun` under per_rule_ignores.DEP004"):
        assert "# Not translated: " + said in text
    assert shoring.json("--config", "converted.yaml", cwd=at)["findings"] == []


def test_what_cannot_be_read(shoring, tree):
    at = tree({"a.py": "", "pyproject.toml": "[project]\nname = 'x'\n", "broken.toml": "a = = 1\n", "x.cfg": "[a]\n"})
    for name, said in (("pyproject.toml", "has nothing of import-linter, tach or deptry"),
                       ("x.cfg", "has nothing of import-linter"), ("broken.toml", "broken.toml:1:"),
                       ("missing.toml", "missing.toml")):
        done = shoring("init", "--from", name, cwd=at)
        assert (done.code, done.out) == (2, "") and said in done.err
    assert not (at / "shoring.yaml").exists()


@pytest.mark.parametrize("seed", range(40))
def test_damaged_files(shoring, tree, seed):
    """Whatever stands there, it is translated or refused."""
    rng = random.Random(seed)
    name, text = rng.choice(((".importlinter", LINTER), ("tach.toml", TACH), ("pyproject.toml", DEPTRY)))
    data = bytearray(text.encode("utf-8"))
    for _ in range(rng.randint(1, 12)):
        at = rng.randrange(len(data))
        if rng.random() < 0.5:
            data[at] = rng.choice(b"[]{}=\"'\n :*|()-.,\xff\x00a")
        else:
            del data[at:at + rng.randint(1, 20)]
    where = tree({**SHOP, name: bytes(data)})
    done = shoring("init", "--print", "--from", name, cwd=where)
    assert done.code in (0, 2), done.err
    assert (done.out != "") == (done.code == 0)
