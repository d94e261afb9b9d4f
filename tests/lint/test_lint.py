"""The lints hold for the tree, and each of them sees the fault it is there for."""
import importlib.util
import json
import pathlib
import shutil
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).parent


def lint(name):
    spec = importlib.util.spec_from_file_location("lint_" + name, HERE / (name + ".py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["layers", "catalogue", "sizes", "addresses", "modules", "rows"])
def test_tree(name, root):
    assert list(lint(name).faults(root)) == []


def test_our_own_program_finds_nothing(shoring, root):
    found = shoring.json("--strict", cwd=root)
    assert found["findings"] == [] and found["summary"]["analysed"] > 90


def test_modules_have_names_of_their_own(tree):
    root = tree({"tests/a/test_x.py": "", "tests/b/test_x.py": "from conftest import ROOT\n", "tests/b/test_y.py": ""})
    assert [fault.split(":")[0] for fault in lint("modules").faults(root)] == ["tests/b/test_x.py"] * 2


def test_headers_stand_alone(root, build_dir):
    assert list(lint("headers").faults(root, build_dir)) == []


def test_scripts_tell_their_exit_status(tree):
    root = tree({"analyzers/base/a.c": '#include "hooks/command.h"\n', "grammars/g.c": "", "hooks/h.c": "",
                 "rules/r.c": ""})
    done = subprocess.run([sys.executable, str(HERE / "layers.py"), str(root)],
                          stdout=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert b"base may not include hooks/command.h" in done.stdout


@pytest.mark.parametrize("path, include", [
    ("analyzers/facts/a.c", '"project/graph.h"'),
    ("analyzers/imports/a.c", '"classes/classes.h"'),
    ("rules/a.c", '"config/config.h"'),
    ("analyzers/config/a.c", "<yaml.h>"),
    ("analyzers/project/a.c", "<tree_sitter/api.h>"),
    ("analyzers/nowhere/a.c", '"base/str.h"'),
])
def test_layers_sees(tree, path, include):
    root = tree({path: "#include {}\n".format(include)})
    assert len(list(lint("layers").faults(root))) == 1


@pytest.mark.parametrize("path, include", [
    ("analyzers/imports/a.c", '"project/graph.h"'),
    ("analyzers/base/a.c", "<yaml.h>"),
    ("grammars/python/a.c", "<tree_sitter/api.h>"),
    ("hooks/a.c", '"report/report.h"'),
])
def test_layers_allows(tree, path, include):
    root = tree({path: "#include {}\n".format(include)})
    assert list(lint("layers").faults(root)) == []


RULE = {
    "rules/meson.build": "rule_names = {\n  'engine': [],\n  'imports': ['bad-thing'],\n}\n",
    "rules/imports/bad-thing.md": "---\nid: IMP099\nname: bad-thing\n---\n",
    "analyzers/imports/bad_thing.c": "",
    "tests/rules/bad-thing/found/expected.txt": "a.py:1:1: error[bad-thing] no\n",
    "tests/rules/bad-thing/clean/expected.txt": "1 file\n",
    "README.md": "| IMP099 | bad-thing | error | a bad thing |\n",
}


def test_catalogue_accepts_a_whole_rule(tree):
    assert list(lint("catalogue").faults(tree(RULE))) == []


@pytest.mark.parametrize("path, content, fault", [
    ("rules/meson.build", "rule_names = {\n  'imports': [],\n}\n", "not in rules/meson.build"),
    ("rules/imports/bad-thing.md", None, "no page"),
    ("analyzers/imports/bad_thing.c", None, "no check"),
    ("tests/rules/bad-thing/found/expected.txt", None, "finds it"),
    ("tests/rules/bad-thing/clean/expected.txt", None, "clean of it"),
    ("README.md", "", "no row in README.md"),
])
def test_catalogue_sees(tree, path, content, fault):
    files = {name: text for name, text in RULE.items() if name != path}
    if content is not None:
        files[path] = content
    assert any(fault in line for line in lint("catalogue").faults(tree(files)))


@pytest.mark.parametrize("source, fault", [
    ("int x;\n" * 601, "601 lines"),
    ("static void\nf(void)\n{\n" + "\tg();\n" * 80 + "}\n", "more than 80"),
    ("int\nf(int a, int b, int c, int d, int e, int g, int h)\n{\n\treturn a;\n}\n", "7 parameters"),
    ("int\nf(int a)\n{\n" + "\tif (a)\n\t\ta--;\n" * 25 + "\treturn a;\n}\n", "complexity 26"),
])
def test_sizes_sees(tree, source, fault):
    found = list(lint("sizes").faults(tree({"analyzers/base/a.c": source})))
    assert len(found) == 1 and fault in found[0]


@pytest.mark.parametrize("header, count", [
    ("#include <stddef.h>\n#ifndef A_H\n#define A_H\nstruct a { size_t n; };\n#endif\n", 0),
    ("#ifndef A_H\n#define A_H\nstruct a { size_t n; };\n#endif\n", 1),
    ("struct a { int n; };\n", 1),
])
def test_headers_sees(tree, header, count):
    root = tree({"analyzers/base/a.h": header})
    (root / "build").mkdir()
    (root / "build/compile_commands.json").write_text(json.dumps([
        {"file": "x.c", "command": "cc -I../analyzers -I.. -std=c17 -c x.c"}]))
    assert len(list(lint("headers").faults(root, root / "build"))) == count


@pytest.mark.parametrize("compiler", ["gcc", "clang"])
@pytest.mark.parametrize("members, count", [("int a; char b;", 1), ("char a; int b;", 1), ("int a; char b, unused[3];", 0)])
def test_rows_sees(tree, compiler, members, count):
    if shutil.which(compiler) is None:
        pytest.skip("no " + compiler)
    root = tree({"analyzers/facts/facts.h": "struct fact_use {\n\tint n;\n\t" + members + "\n};\nstruct facts {\n\tchar *a; char b;\n};\n"})
    assert len(list(lint("rows").faults(root, compiler))) == count


def test_addresses_sees(tree):
    root = tree({"a.txt": "see https" + "://index.example/simple/\n", "b.txt": "https" + "://example.org/\n"})
    subprocess.run(["git", "init", "-q"], cwd=str(root), check=True)
    subprocess.run(["git", "add", "."], cwd=str(root), check=True)
    assert len(list(lint("addresses").faults(root))) == 1
