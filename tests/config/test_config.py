"""Wrong configurations, end to end: the exact message on standard error, and exit code 2."""
import pytest

# name of the case: (file, its text, the message)
WRONG = {
    "unknown key": (
        "shoring.yaml", "version: 1\nimport:\n  contracts: []\n",
        "shoring.yaml:2:1: unknown key `import`; did you mean `imports`?",
    ),
    "unknown key below": (
        "shoring.yaml", "imports:\n  # what may not be imported\n  contrats: []\n",
        "shoring.yaml:3:3: unknown key `contrats` in `imports`; did you mean `contracts`?",
    ),
    "unknown key, and nothing near": (
        "shoring.yaml", "imports: {zebra: 1}\n",
        "shoring.yaml:1:11: unknown key `zebra` in `imports`; known: `contracts` and `dynamic-importers`",
    ),
    "hidden file": (
        ".shoring.yaml", "exlude: []\n",
        ".shoring.yaml:1:1: unknown key `exlude`; did you mean `exclude`?",
    ),
    "pyproject.toml": (
        "pyproject.toml", "[project]\nname = 'x'\nversion = '1'\n\n[tool.shoring]\nexlude = []\n",
        "pyproject.toml:6:1: unknown key `exlude`; did you mean `exclude`?",
    ),
    "columns are code points": (
        "pyproject.toml", "[tool.shoring]\nrules = {\"é😀\" = 'x'}\n",
        "pyproject.toml:2:10: unknown rule `é😀`; `shoring rules` lists them",
    ),
    "wrong type": (
        "shoring.yaml", "exclude: {a: 1}\n",
        "shoring.yaml:1:10: `exclude` must be a list of path patterns, not a map",
    ),
    "python as a number": (
        "shoring.yaml", "python: 3.1\n",
        "shoring.yaml:1:9: `python` is the number 3.1; for Python 3.10 write \"3.10\", with quotes",
    ),
    "python too new": (
        "shoring.yaml", "python: 3.99\n",
        "shoring.yaml:1:9: `python`: Python 3.99 is not known: 3.8 to 3.14 are",
    ),
    "a later version of the format": (
        "shoring.yaml", "version: 2\n", "shoring.yaml:1:10: `version` 2 is not known: only 1 is",
    ),
    "path outside": (
        "shoring.yaml", "services:\n  - {name: a, path: ../a}\n",
        "shoring.yaml:2:21: `../a` in `path` leaves the repository: paths are relative to its root",
    ),
    "service twice": (
        "shoring.yaml", "services:\n  - {name: a, path: a}\n  - {name: a, path: b}\n",
        "shoring.yaml:3:12: service `a` is there twice; the first is on line 2",
    ),
    "service without a path": (
        "shoring.yaml", "services:\n  - name: a\n",
        "shoring.yaml:2:5: a service needs `path`: its own directory",
    ),
    "contract without a type": (
        "shoring.yaml", "imports:\n  contracts:\n    - name: a\n",
        "shoring.yaml:3:7: a contract needs `type`: one of forbidden, layers, independence, only and pattern",
    ),
    "contract without what its type needs": (
        "shoring.yaml", "imports:\n  contracts:\n    - {name: a, type: layers}\n",
        "shoring.yaml:3:7: a layers contract needs `layers`: the layers, high to low: `a | b` are equals, and "
        "`(a)` may be absent",
    ),
    "contract with what another type needs": (
        "shoring.yaml", "imports:\n  contracts:\n    - {name: a, type: layers, layers: [b, c], to: [d]}\n",
        "shoring.yaml:3:47: `to` does not belong in a layers contract",
    ),
    "bad expression": (
        "shoring.yaml", "imports:\n  contracts:\n    - {name: a, type: pattern, match: 'x(?<'}\n",
        "shoring.yaml:3:39: `match` is no regular expression: subpattern name expected (at offset 4)",
    ),
    "bad module pattern": (
        "shoring.yaml", "imports:\n  contracts:\n    - {name: a, type: only, from: [b/c], to: [d]}\n",
        "shoring.yaml:3:36: `b/c` in `from` is no pattern: this is a dotted name, so write `.` and not `/`",
    ),
    "unknown rule": (
        "shoring.yaml", "rules:\n  forbiden-import: off\n",
        "shoring.yaml:2:3: unknown rule `forbiden-import`; did you mean `forbidden-import`?",
    ),
    "unknown severity": (
        "shoring.yaml", "rules:\n  forbidden-import: {severity: warn}\n",
        "shoring.yaml:2:32: unknown value `warn` in `severity`; known: `off`, `warning` and `error`",
    ),
    "the first of several": (
        "shoring.yaml", "rules:\n  nonsense: 1\nversion: 7\n",
        "shoring.yaml:2:3: unknown rule `nonsense`; `shoring rules` lists them",
    ),
    "no YAML": (
        "shoring.yaml", "a: [1\nb: 2\n",
        "shoring.yaml:2:2: a `,` or the closing `]` is expected here (opened on line 1)",
    ),
    "no TOML": (
        "pyproject.toml", "[tool.shoring]\nversion = \n",
        "pyproject.toml:2:11: unexpected end of the line",
    ),
    "key twice": (
        "pyproject.toml", "[tool.shoring]\nversion = 1\nversion = 1\n",
        "pyproject.toml:3:1: `version` was defined before, on line 2",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(shoring, tree, name):
    file, text, message = WRONG[name]
    result = shoring("check", cwd=tree({file: text, "a.py": "import b\n", ".git/HEAD": ""}))
    assert result == (2, "", f"shoring: {message}\n")


FORBIDDEN = {"shared/__init__.py": "", "shared/a.py": "import legacy\n", "legacy.py": "", ".git/HEAD": ""}


@pytest.mark.parametrize(("file", "text"), [
    ("shoring.yaml",
     "imports:\n  contracts:\n    - {name: n, type: forbidden, from: shared, to: legacy}\n"),
    (".shoring.yaml",
     "imports:\n  contracts:\n    - name: n\n      type: forbidden\n      from: [shared]\n      to: [legacy]\n"),
    ("pyproject.toml",
     "[[tool.shoring.imports.contracts]]\nname = 'n'\ntype = 'forbidden'\nfrom = ['shared']\nto = 'legacy'\n"),
])
def test_same_everywhere(shoring, tree, file, text):
    """The same contract, wherever it is written, gives the same finding."""
    answer = shoring.json(cwd=tree({**FORBIDDEN, file: text}))
    assert [(f["rule"], f["file"], f["line"]) for f in answer["findings"]] == [("IMP001", "shared/a.py", 1)]


@pytest.mark.parametrize("setting", ["off", "\"off\"", "{severity: off}", "{exclude: shared}"])
def test_rule_settings(shoring, tree, setting):
    """A rule that is off, in each way to write it, finds nothing."""
    text = (f"rules:\n  forbidden-import: {setting}\nimports:\n  contracts:\n"
            "    - {name: n, type: forbidden, from: shared, to: legacy}\n")
    assert shoring.json(cwd=tree({**FORBIDDEN, "shoring.yaml": text}))["findings"] == []


def test_other_pyproject(shoring, tree):
    """A pyproject.toml without our table is no configuration."""
    answer = shoring.json(cwd=tree({**FORBIDDEN, "pyproject.toml": "[project]\nname = 'x'\nversion = '1'\n"}))
    assert answer["summary"]["analysed"] == 3


def test_folders(shoring, tree):
    """A folder called pyproject.toml may be anything; one called shoring.yaml is a mistake."""
    root = tree({**FORBIDDEN, "pyproject.toml/notes.txt": ""})
    assert shoring.json(cwd=root)["summary"]["analysed"] == 3
    (root / "shoring.yaml").mkdir()
    done = shoring("check", cwd=root)
    assert done.code == 2 and "shoring.yaml is a folder; the configuration is a file" in done.err
