"""The baseline: known findings are hidden, whatever moves around them, and the file keeps itself small."""
import json
import os
import stat

import pytest

NAME = "shoring-baseline.json"
FILES = {
    "app/__init__.py": "",
    "app/a.py": "import app.x\n",
    "app/b.py": "import old\nimport old\n",
    "old.py": "",
    "shoring.yaml": "version: 1\nimports:\n  contracts:\n"
                    "    - {name: no more of it, type: forbidden, from: [app], to: [old]}\n",
    "requirements.txt": "requests\n",
}


@pytest.fixture
def known(tree, shoring):
    """A repository whose findings are all known; with them the file's path."""
    root = tree(FILES)
    result = shoring("check", "--write-baseline", cwd=root)
    assert result.code == 0
    assert result.err == "shoring: {} now holds 4 known findings (4 new, 0 gone)\n".format(NAME)
    return root


def entries(root, name=NAME):
    data = json.loads((root / name).read_text(encoding="utf-8"))
    assert data.pop("version") == 1 and "--write-baseline" in data.pop("about")
    return data


def rules(entries_of):
    return sorted(e["rule"] for e in entries_of.values())


def test_known_findings_are_hidden(known, shoring):
    data = shoring.json(cwd=known)
    assert data["findings"] == []
    assert data["summary"]["baselined"] == 4 and data["summary"]["errors"] == data["summary"]["warnings"] == 0
    result = shoring("check", cwd=known)
    assert result.code == 0 and "; 4 known findings hidden by the baseline.\n" in result.out
    assert rules(entries(known)) == ["forbidden-import", "forbidden-import", "missing-module", "unused-dependency"]
    data = shoring.json("--no-baseline", cwd=known)
    assert data["summary"]["baselined"] == 0
    assert {f["fingerprint"] for f in data["findings"]} == set(entries(known))


def test_a_line_each_in_the_order_of_files(known):
    lines = (known / NAME).read_text().splitlines()
    assert lines[0] == "{" and lines[-2:] == ['"version": 1', "}"]
    assert all(line.endswith(",") for line in lines[1:-2])
    files = [json.loads("{" + line[:-1] + "}") for line in lines[2:-2]]
    files = [next(iter(f.values()))["file"] for f in files]
    assert files == ["app/a.py", "app/b.py", "app/b.py", "requirements.txt"]


def test_what_moves_stays_known(known, shoring):
    (known / "app/a.py").write_text("import os\n\n\nif os.name:\n    import app.x as z, os.path\n")
    (known / "app/b.py").write_text("# a comment\nimport old\n\n\nimport old as other\n")
    (known / "requirements.txt").write_text("# ours\n\nrequests==2.0\n")
    assert shoring.json(cwd=known)["summary"]["baselined"] == 4


def test_a_new_neighbour_is_reported_alone(known, shoring):
    (known / "app/a.py").write_text("import app.w\nimport app.x\nimport app.v\n")
    assert [(f["line"], f["module"]) for f in shoring.json(cwd=known)["findings"]] == [(1, "app.w"), (3, "app.v")]


def test_a_third_of_two_equal_ones_is_new(known, shoring):
    (known / "app/b.py").write_text("import old\n" * 3)
    assert [f["module"] for f in shoring.json(cwd=known)["findings"]] == ["old"]
    (known / "app/b.py").write_text("import old\n")
    assert shoring.json(cwd=known)["summary"]["baselined"] == 3


def test_a_service_is_known_by_its_path(tree, shoring):
    root = tree({"one/worker/requirements.txt": "flask\n", "one/worker/main.py": "import flask\nimport numpy\n"})
    assert shoring("check", "--write-baseline", cwd=root).code == 0
    assert [e["service"] for e in entries(root).values()] == ["worker"]
    tree({"two/worker/requirements.txt": "", "two/worker/main.py": ""})
    data = shoring.json(cwd=root)
    assert data["findings"] == [] and data["summary"]["baselined"] == 1
    assert "one/worker" in shoring("check", "--no-baseline", cwd=root).out
    # … and whichever of its files needs the distribution first.
    tree({"one/worker/main.py": "import flask\nimport helper\n", "one/worker/helper.py": "from numpy import linalg\n"})
    assert shoring.json(cwd=root)["findings"] == []


def test_what_is_gone_is_said_and_dropped(known, shoring):
    before = (known / NAME).read_text()
    (known / "app/x.py").write_text("")
    result = shoring("check", cwd=known)
    assert ("Note: 3 of the 4 known findings in shoring-baseline.json are left; "
            "`shoring check --write-baseline` drops the 1 that is gone\n") in result.out
    assert (known / NAME).read_text() == before
    result = shoring("check", "--write-baseline", cwd=known)
    assert result.err == "shoring: {} now holds 3 known findings (0 new, 1 gone)\n".format(NAME)
    assert set((known / NAME).read_text().splitlines()) < set(before.splitlines())
    assert "Note" not in shoring("check", cwd=known).out


def test_it_grows_only_when_it_is_written(known, shoring):
    (known / "app/c.py").write_text("import app.z\n")
    assert shoring("check", cwd=known).code == 1
    assert len(entries(known)) == 4
    assert shoring("check", "--write-baseline", cwd=known).code == 0
    assert len(entries(known)) == 5


def test_reasons_are_kept(known, shoring):
    text = (known / NAME).read_text()
    (known / NAME).write_text(text.replace('"message": "`app.x`', '"reason": "it\\u2019s generated", "message": "`app.x`'))
    assert shoring("check", cwd=known).code == 0
    (known / "app/c.py").write_text("import app.z\n")
    shoring("check", "--write-baseline", cwd=known)
    assert [e["reason"] for e in entries(known).values() if "reason" in e] == ["it\u2019s generated"]
    again = (known / NAME).read_bytes()
    result = shoring("check", "--write-baseline", cwd=known)
    assert result.err == "shoring: {} holds as before 5 known findings\n".format(NAME)
    assert (known / NAME).read_bytes() == again


def test_a_moved_line_changes_no_line_of_the_file(tree, shoring):
    base = "class A: pass\nclass B(A): pass\nclass C(A, B): pass\n"
    root = tree({"a.py": base})
    shoring("check", "--write-baseline", cwd=root)
    before = (root / NAME).read_bytes()
    tree({"a.py": "\n\n" + base, "b.py": ""})
    shoring("check", "--write-baseline", cwd=root)
    assert rules(entries(root)) == ["inconsistent-mro"] and (root / NAME).read_bytes() == before


def test_a_part_of_the_rules_drops_nothing_of_the_others(known, shoring):
    (known / "app/x.py").write_text("")
    (known / "requirements.txt").write_text("")
    result = shoring("check", "--select", "REQ", cwd=known)
    assert "3 of the 4 known findings" in result.out
    shoring("check", "--select", "REQ", "--write-baseline", cwd=known)
    assert rules(entries(known)) == ["forbidden-import", "forbidden-import", "missing-module"]


def test_a_part_of_the_paths_adds_nothing_of_the_others(tree, shoring):
    root = tree(FILES)
    shoring("check", "app/a.py", "--write-baseline", cwd=root)
    assert [e["file"] for e in entries(root).values()] == ["app/a.py"]
    shoring("check", "app/b.py", "--write-baseline", cwd=root)
    assert [e["file"] for e in entries(root).values()] == ["app/a.py", "app/b.py", "app/b.py"]


def test_a_file_that_is_broken_today_loses_nothing(known, shoring):
    (known / "app/a.py").write_text("import app.x\ndef (:\n")
    assert [f["rule"] for f in shoring.json(cwd=known)["findings"]] == ["SRC001"]
    (known / "app/a.py").write_text("def (:\n")
    assert "Note" not in shoring("check", cwd=known).out
    shoring("check", "--write-baseline", cwd=known)
    assert len(entries(known)) == 5


def test_a_rule_of_another_version_is_kept(known, shoring):
    text = (known / NAME).read_text().replace(
        '"version"', '"00000000000000aa": {"rule": "rule-to-come", "file": "x.py", "message": "?"},\n"version"')
    (known / NAME).write_text(text)
    assert "Note" not in shoring("check", cwd=known).out
    shoring("check", "--write-baseline", cwd=known)
    assert "rule-to-come" in rules(entries(known))


@pytest.mark.parametrize("configured", [True, False])
def test_another_place(configured, tree, shoring):
    root = tree(dict(FILES, **{"ci/keep": ""}))
    if configured:
        tree({"shoring.yaml": FILES["shoring.yaml"] + "baseline: ci/known.json\n"})
        args = []
    else:
        args = ["--baseline", "ci/known.json"]
    result = shoring("check", *args, cwd=root)
    assert result.code == 2
    assert "there is no baseline ci/known.json yet: `shoring check --write-baseline` makes it" in result.err
    assert shoring("check", *args, "--write-baseline", cwd=root).code == 0
    assert len(entries(root, "ci/known.json")) == 4 and not (root / NAME).exists()
    assert shoring("check", *args, cwd=root).code == 0


def test_both_sides_of_a_merge_are_taken(known, shoring):
    lines = (known / NAME).read_text().splitlines(True)
    lines[2:4] = ["<<<<<<< HEAD\n", lines[2], "=======\n", lines[3], ">>>>>>> theirs\n"]
    (known / NAME).write_text("".join(lines))
    result = shoring("check", cwd=known)
    assert result.code == 2 and "git's marks of a merge are in it" in result.err and result.out == ""
    assert shoring("check", "--write-baseline", cwd=known).code == 0
    assert len(entries(known)) == 4


@pytest.mark.parametrize("text, says", [
    (b"", "1:1: an object, `{`, is expected here"),
    (b"[]", "1:1: an object, `{`, is expected here"),
    (b'{"version": 1', "1:14: `,` or `}` is expected here"),
    (b'{\n"issues": {}\n}\n', "2:10: the key is no fingerprint"),
    (b'{"a\xff": 1}', "1:4: not UTF-8"),
    (b"\x00" * 100, "1:1: an object, `{`, is expected here"),
    (b'{"a":' * 100000, "1:6: the key is no fingerprint"),
    (b'{"version": 1}' + b" " * 5000000 + b"x", "nothing is expected here"),
], ids=["empty", "list", "cut", "foreign", "bytes", "zeroes", "deep", "huge"])
@pytest.mark.parametrize("more", [[], ["--write-baseline"]])
def test_what_is_no_baseline(text, says, more, tree, shoring):
    root = tree(dict(FILES, **{NAME: text}))
    result = shoring("check", *more, cwd=root)
    assert result.code == 2 and result.out == ""
    assert result.err.startswith("shoring: {}: ".format(NAME)) and says in result.err
    assert (root / NAME).read_bytes() == text


def test_not_through_a_link_out_of_the_project(tree, shoring, tmp_path_factory):
    root = tree(FILES)
    outside = tmp_path_factory.mktemp("outside")
    for target in (outside / "there.json", outside):
        (outside / "there.json").write_text('{"version": 1}')
        os.symlink(str(target), str(root / NAME))
        for more in ([], ["--write-baseline"]):
            result = shoring("check", *more, cwd=root)
            assert result.code == 2 and "is not inside the project" in result.err
        os.remove(str(root / NAME))
    os.symlink(str(outside / "new.json"), str(root / NAME))
    assert shoring("check", "--write-baseline", cwd=root).code == 2
    assert not (outside / "new.json").exists()


def test_it_is_replaced_as_a_whole(known, shoring):
    (known / "app/c.py").write_text("import app.z\n")
    os.chmod(str(known / NAME), 0o640)
    inode = os.stat(str(known / NAME)).st_ino
    shoring("check", "--write-baseline", cwd=known)
    now = os.stat(str(known / NAME))
    assert now.st_ino != inode and stat.S_IMODE(now.st_mode) == 0o640


def test_nothing_to_write(tree, shoring):
    root = tree({"a.py": ""})
    result = shoring("check", "--write-baseline", cwd=root)
    assert result.code == 0 and result.err == "shoring: there is nothing to put into {}\n".format(NAME)
    assert not (root / NAME).exists()


@pytest.mark.parametrize("files, args", [
    ({"a.py": ""}, ["--baseline", "known.json"]),
    ({"a.py": "", "shoring.yaml": "version: 1\nbaseline: known.json\n"}, []),
], ids=["option", "configured"])
def test_one_that_is_asked_for_is_written_with_nothing_in_it(files, args, tree, shoring):
    """The next run would refuse to go without it."""
    root = tree(files)
    result = shoring("check", "--write-baseline", *args, cwd=root)
    assert result.code == 0 and result.err == "shoring: known.json now holds 0 known findings (0 new, 0 gone)\n"
    result = shoring("check", *args, cwd=root)
    assert result.code == 0 and result.err == ""


def test_the_last_one_is_gone(known, shoring):
    for path in ("app/a.py", "app/b.py", "requirements.txt"):
        (known / path).write_text("")
    result = shoring("check", "--write-baseline", cwd=known)
    assert result.err == "shoring: {} now holds 0 known findings (0 new, 4 gone): it can be deleted\n".format(NAME)


@pytest.mark.parametrize("words", [["--baseline", "x.json"], ["--write-baseline"]])
def test_options_that_contradict(words, tree, shoring):
    result = shoring("check", "--no-baseline", *words, cwd=tree(FILES))
    assert result.code == 2 and "--no-baseline does not go together with " + words[0] in result.err


def test_ten_thousand(tree, shoring):
    """Each thing about it is linear."""
    root = tree({"a.py": "".join("import app.m{}\n".format(i) for i in range(10000)), "app/__init__.py": "",
                 "requirements.txt": ""})
    result = shoring("check", "--write-baseline", cwd=root, timeout=60)
    assert result.code == 0 and "(10000 new, 0 gone)" in result.err
    assert shoring.json(cwd=root, timeout=60)["summary"]["baselined"] == 10000
