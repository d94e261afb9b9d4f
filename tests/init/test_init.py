"""`shoring init` writes a configuration that loads, changes nothing that is found, and is kept today."""
import json
import pathlib
import random
import re
import shutil

import pytest

HERE = pathlib.Path(__file__).resolve().parent
CONTRACT_RULES = {"IMP001", "IMP002", "IMP003", "IMP004", "IMP010"}


def copied(root, tmp_path, name):
    tree = tmp_path / name
    shutil.copytree(str(root / "examples" / name), str(tree))
    (tree / "shoring.yaml").unlink()
    return tree


def facts(report):
    return [{k: v for k, v in f.items() if k != "fingerprint"} for f in report["findings"]]


def written(shoring, tree):
    done = shoring("init", cwd=tree)
    assert done.code == 0, done.err
    return (tree / "shoring.yaml").read_text(encoding="utf-8")


def holds(shoring, tree):
    """Writes a configuration; what was found without one is found with it, and no contract is broken."""
    before = shoring.json(cwd=tree)
    text = written(shoring, tree)
    after = shoring.json(cwd=tree)
    assert facts(after) == facts(before)
    assert not CONTRACT_RULES & {f["rule"] for f in after["findings"]}
    assert after["summary"]["services"] == before["summary"]["services"]
    return text


def test_the_example_platform(shoring, root, tmp_path):
    """The golden file. `shared` imports `orchestration.shared` twice: held back, and both are named."""
    tree = copied(root, tmp_path, "platform")
    text = holds(shoring, tree)
    assert text == (HERE / "platform.yaml").read_text(encoding="utf-8")


def test_the_repaired_platform_keeps_what_is_proposed(shoring, root, tmp_path):
    tree = copied(root, tmp_path, "platform-fixed")
    text = holds(shoring, tree)
    assert "- name: shared imports no service\n      type: forbidden\n" in text
    assert "Held back" not in text


def test_what_was_found_can_be_fixed_by_taking_the_comments_away(shoring, root, tmp_path):
    for name in ("platform", "platform-fixed"):
        tree = copied(root, tmp_path, name)
        before = shoring.json(cwd=tree)
        text = written(shoring, tree)
        bare = re.sub(r"(?m)^(    )# ((?:entry|roots|ships|requirements):|  - )", r"\1\2", text)
        bare = re.sub(r"(?m)^# (source-roots|python):", r"\1:", bare)
        assert bare.count("#") < text.count("#") - 10
        (tree / "shoring.yaml").write_text(bare, encoding="utf-8")
        # Only the advice may differ: what is configured is mended there.
        said = [[(f["rule"], f["file"], f["line"], f["service"], f["message"]) for f in report["findings"]]
                for report in (before, shoring.json(cwd=tree))]
        assert said[0] == said[1]


def test_what_is_held_back_is_a_contract(shoring, root, tmp_path):
    tree = copied(root, tmp_path, "platform")
    text = written(shoring, tree)
    bare = re.sub(r"(?m)^    # (- name: shared|  type|  from|  to)", r"    \1", text)
    assert bare != text
    (tree / "shoring.yaml").write_text(bare, encoding="utf-8")
    broken = [(f["file"], f["line"]) for f in shoring.json(cwd=tree)["findings"] if f["rule"] == "IMP001"]
    assert broken == [("shared/publishers/unified.py", 2), ("shared/utils/slack_channels.py", 6)]


@pytest.mark.parametrize("name", ["shoring.yaml", ".shoring.yaml", "pyproject.toml"])
def test_it_never_overwrites(shoring, tree, name):
    text = "[tool.shoring]\nversion = 1\n" if name.endswith(".toml") else "version: 1\n"
    at = tree({"a.py": "", name: text})
    done = shoring("init", cwd=at)
    assert done.code == 2 and done.out == ""
    assert name + " is there already, and stays as it is; `shoring init --print` shows" in done.err
    assert (at / name).read_text(encoding="utf-8") == text
    assert sorted(p.name for p in at.iterdir()) == sorted({"a.py", name})
    printed = shoring("init", "--print", cwd=at)
    assert printed.code == 0 and printed.out.startswith("# What `shoring check` goes by")


def test_a_link_is_not_written_through(shoring, tree):
    at = tree({"project/a.py": ""})
    (at / "project" / "shoring.yaml").symlink_to(at / "elsewhere.yaml")
    assert shoring("init", cwd=at / "project").code == 2
    assert not (at / "elsewhere.yaml").exists()


def test_nothing_to_look_at(shoring, tree):
    at = tree({"README": ""})
    done = shoring("init", cwd=at)
    assert done.code == 2 and "there is no Python file in " in done.err
    assert not (at / "shoring.yaml").exists()


def test_print_writes_no_file(shoring, tree):
    at = tree({"a.py": ""})
    done = shoring("init", "--print", cwd=at)
    assert done.code == 0 and "version: 1\n" in done.out
    assert [p.name for p in at.iterdir()] == ["a.py"]


def test_it_is_written_at_the_root(shoring, tree):
    at = tree({"a/b.py": "", ".git/HEAD": "ref: refs/heads/main\n"})
    assert shoring("init", cwd=at / "a").code == 0
    assert (at / "shoring.yaml").exists()


ODD = ["it's", 'a "b"', "a: b", "- a", "#a", "true", "3.11", "[x]", "{y}", "*z", "a\\b", "a\tb", "a\nb: 1", "\u00e9t\u00e9",
       "a b", "%", "@", "\u2028", "null", "~", "\u65e5\u672c"]


def test_odd_names_of_services(shoring, tree):
    files = {}
    for number, name in enumerate(ODD):
        files["{}/requirements.txt".format(name)] = "requests\n"
        files["{}/main.py".format(name)] = "import requests\nimport common.m{}\n".format(number % 3)
    for number in range(3):
        files["common/m{}.py".format(number)] = ""
    files["common/__init__.py"] = ""
    at = tree(files)
    before = shoring.json(cwd=at)
    text = holds(shoring, at)
    assert before["summary"]["services"] == len(ODD)
    # A line's end in a name is no line's end in the file.
    assert "\nb: 1" not in text and "{} services".format(len(ODD)) not in text
    for name in ODD:
        if "\n" not in name and "\t" not in name:
            assert name in text or json.dumps(name)[1:-1] in text or "\\u2028" in text


def test_a_folder_called_as_the_project(shoring, tree):
    """Two services of one name are none of a configuration: the project goes by its path."""
    at = tree({"pyproject.toml": "[project]\nname = 'shop'\nversion = '1'\ndependencies = ['requests']\n",
               "run.py": "import requests\n", "shop/requirements.txt": "requests\n", "shop/main.py": "import requests\n"})
    text = holds(shoring, at)
    assert "  - name: \".\"\n    path: \".\"\n" in text and "  - name: shop\n    path: shop\n" in text


def test_services_that_stand_for_themselves(shoring, tree):
    """One that others import is left out, and so is one in the folder of another, with that one."""
    files = {}
    for number in range(6):
        files["s{}/requirements.txt".format(number)] = "flask\n"
        files["s{}/app.py".format(number)] = "import s{0}.a\nimport s{0}.b\nimport flask\n".format(number)
        files["s{}/a.py".format(number)] = files["s{}/b.py".format(number)] = ""
    files["s0/a.py"] = files["s1/a.py"] = "import s5.a\n"
    files.update({"s2/inner/requirements.txt": "flask\n", "s2/inner/app.py": "import s2.inner.a\n", "s2/inner/a.py": ""})
    text = holds(shoring, tree(files))
    assert "    # 4 of 5 services: the others import one another, or are imported.\n" in text
    assert "      type: independence\n      modules: [s0, s1, s3, s4]\n" in text


def test_names_that_are_no_text(shoring, tmp_path):
    folder = bytes(tmp_path) + b"/a\xffb"
    pathlib.Path(folder.decode("utf-8", "surrogateescape")).mkdir()
    for name, content in ((b"/main.py", b"import requests\n"), (b"/requirements.txt", b"requests\n")):
        with open(folder + name, "wb") as out:
            out.write(content)
    done = shoring("init", cwd=tmp_path)
    assert done.code == 0, done.err
    assert shoring("check", cwd=tmp_path).code == 0


def generated(seed):
    """Services, shared packages and imports at random, some of them against every order."""
    rng = random.Random(seed)
    services = ["svc{}".format(i) for i in range(rng.randint(2, 5))]
    packages = ["shared", "domain", "storage", "util"][:rng.randint(1, 4)]
    files, modules = {}, []
    for top in services + packages:
        files[top + "/__init__.py"] = ""
        for part in ("api", "core", "data")[:rng.randint(1, 3)]:
            files["{}/{}/__init__.py".format(top, part)] = ""
            modules += ["{}.{}.m{}".format(top, part, i) for i in range(rng.randint(1, 3))]
    for service in services:
        files[service + "/requirements.txt"] = "requests\n"
    order = services + packages[::-1]
    for module in modules:
        lines = []
        for _ in range(rng.randint(0, 5)):
            other = rng.choice(modules)
            downward = order.index(module.split(".")[0]) < order.index(other.split(".")[0])
            if other != module and (downward or rng.random() < 0.05):
                lines.append("from {} import {}\n".format(*other.rsplit(".", 1)))
        files[module.replace(".", "/") + ".py"] = "".join(lines)
    return files


@pytest.mark.parametrize("seed", range(24))
def test_generated_repositories(shoring, tree, seed):
    holds(shoring, tree(generated(seed)))


def test_something_is_proposed_for_them(shoring, tmp_path):
    """Or the test above would say nothing."""
    active = held = 0
    for seed in range(24):
        at = tmp_path / str(seed)
        for name, text in generated(seed).items():
            (at / name).parent.mkdir(parents=True, exist_ok=True)
            (at / name).write_text(text, encoding="utf-8")
        text = shoring("init", "--print", cwd=at).out
        active += len(re.findall(r"(?m)^    - name: .*\n      type:", text))
        held += text.count("Held back")
    assert active > 20 and held > 5


def test_operands_and_output(shoring, tree):
    at = tree({"a.py": ""})
    assert "takes no operand `a.py`" in shoring("init", "a.py", cwd=at).err
    quiet = shoring("init", "--quiet", cwd=at)
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
