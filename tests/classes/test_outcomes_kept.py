"""What is kept of judged classes: which modules are judged after which change, and files that are broken, old or another's."""
import re
import struct
import time

import pytest

JUDGED = re.compile(r"modules whose classes were judged: (\d+) of (\d+)")
MODULES = 80


@pytest.fixture
def env(tmp_path):
    return {"XDG_CACHE_HOME": str(tmp_path / "xdg")}


@pytest.fixture
def project(tree):
    """A chain of ten modules, others that stand alone, and one with a fault."""
    files = {"repo/m{:02}.py".format(i): "class C:\n    pass\n\n\nclass D(C):\n    pass\n" for i in range(MODULES)}
    for i in range(1, 10):
        files["repo/m{:02}.py".format(i)] = "from m{0:02} import C as Before\n\n\nclass C(Before):\n    pass\n".format(i - 1)
    files["repo/wrong.py"] = "class A:\n    pass\n\n\nclass B(A):\n    pass\n\n\nclass X(A, B):\n    pass\n"
    root = tree(files) / "repo"
    time.sleep(0.1)
    return root


def judged(shoring, root, env, *options):
    count, of = JUDGED.search(shoring("check", "--timings", *options, cwd=root, env=env).err).groups()
    assert int(of) == len(list(root.rglob("*.py")))
    return int(count)


def kept(env, root):
    found = [p for p in (root.parent / "xdg").rglob("*.judged.facts")]
    return found[0] if found else None


def same(shoring, root, env):
    assert shoring("check", cwd=root, env=env) == shoring("check", "--no-cache", cwd=root, env=env)


def test_what_leads_to_a_change_is_judged(shoring, project, env):
    assert judged(shoring, project, env) == MODULES + 1
    assert judged(shoring, project, env) == 1  # the fault is said again
    (project / "m30.py").write_text("class C(int):\n    pass\n")
    assert judged(shoring, project, env) == 2
    assert judged(shoring, project, env) == 1
    (project / "m04.py").write_text("from m03 import C as Before\n\n\nclass C(Before):\n    x = 1\n")
    assert judged(shoring, project, env) == 1 + 6
    (project / "m01.py").write_text("class C(int, str):\n    pass\n")
    assert judged(shoring, project, env) == 1 + 9
    assert judged(shoring, project, env) == 1 + 1
    same(shoring, project, env)


def test_what_changes_ways_has_all_judged(shoring, project, env):
    for name, text in (("n.py", ""), ("n.so", ""), ("shoring.yaml", "python: '3.9'\n"), ("pkg/x.py", "x = 1\n"),
                       ("shoring.yaml", "source-roots: [., pkg]\n"),
                       ("shoring.yaml", "rules:\n  final-base: off\n"), ("shoring.yaml", "classes:\n  mixins: ['*C']\n")):
        judged(shoring, project, env)
        assert judged(shoring, project, env) == 1
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(text)
        assert judged(shoring, project, env) == len(list(project.rglob("*.py")))
        same(shoring, project, env)


def test_other_rules(shoring, project, env):
    judged(shoring, project, env)
    assert judged(shoring, project, env, "--select", "CLS001") == MODULES + 1
    assert judged(shoring, project, env, "--select", "CLS001") == 1
    assert judged(shoring, project, env, "--select", "IMP") == 0
    assert "inconsistent-mro" in shoring("check", cwd=project, env=env).out


def test_broken_files_are_passed_over(shoring, project, env):
    first = shoring("check", cwd=project, env=env)
    path = kept(env, project)
    whole = path.read_bytes()
    version = whole[:72 - 8] + struct.pack("=I", 99) + whole[72 - 4:]
    for broken in (b"", b"shojudg", whole[:-1], whole[:60], whole[:100], b"x" * len(whole), whole + b"x", version,
                   whole[:200] + b"\xff" * 40 + whole[240:], whole[:-40] + b"\x01" * 40):
        path.write_bytes(broken)
        assert judged(shoring, project, env) == MODULES + 1
        assert path.read_bytes() == whole
        path.write_bytes(broken)
        assert shoring("check", cwd=project, env=env) == first


def test_no_file_without_need(shoring, project, env, tree, tmp_path):
    shoring("check", "--no-cache", cwd=project, env=env)
    assert kept(env, project) is None
    few = tree({"few/m{}.py".format(i): "class A(B):\n    pass\n" for i in range(9)}) / "few"
    shoring("check", cwd=few, env=env)
    assert kept(env, few) is None
    # What is installed may change unseen.
    (project / ".venv/lib/python3.12/site-packages").mkdir(parents=True)
    (project / ".venv/pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.12.1\n")
    (project / "shoring.yaml").write_text("environment: .venv\n")
    assert judged(shoring, project, env) == MODULES + 1
    assert kept(env, project) is None and list((tmp_path / "xdg").rglob("*.facts"))


def test_counted_and_cleared_with_the_cache(shoring, project, env, tmp_path):
    shoring("check", cwd=project, env=env)
    assert kept(env, project) is not None
    assert "1 cache," in shoring("cache", "info", cwd=project, env=env).out
    assert shoring("cache", "clear", cwd=project, env=env).out.startswith("1 cache cleared")
    assert list((tmp_path / "xdg").rglob("*.facts")) == []


@pytest.mark.parametrize("first", ["a_user.py", "z_user.py"])
def test_circles_of_imports_load_alike_whoever_asks_first(shoring, tree, first):
    """`left` may lack numpy, so `right`, which needs it, may fail to load: also when `left` was asked for before."""
    root = tree({
        "repo/left.py": "import right\nimport numpy\n\n\nclass K:\n    pass\n",
        "repo/right.py": "import left\n\n\nclass K(dict):\n    pass\n",
        "repo/" + first: "try:\n    from left import K\nexcept ImportError:\n    class K:\n        pass\n\n\nclass X(K):\n    pass\n",
        "repo/m_user.py": "try:\n    from right import K\nexcept ImportError:\n    class K:\n        pass\n\n\n"
                          "class Layouts(K, int):\n    pass\n",
    }) / "repo"
    assert "layout-conflict" not in shoring("check", cwd=root).out
    (root / "left.py").write_text("import right\n\n\nclass K:\n    pass\n")
    assert "layout-conflict" in shoring("check", cwd=root).out
