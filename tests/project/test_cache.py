"""What is kept between runs changes how long they take, and nothing else."""
import os
import subprocess
import time

import pytest

FILES = {
    "shoring.yaml": "imports:\n  contracts:\n"
                    "    - {name: alone, type: forbidden, from: [shared], to: [app]}\n",
    "shared/a.py": "import app.x\n",
    "shared/b.py": "import app.y\n",
    "app/x.py": "",
    "app/y.py": "",
}


@pytest.fixture
def project(tree, tmp_path):
    """A project, and a cache directory of its own beside it."""
    tree({"repo/" + name: text for name, text in FILES.items()})
    for path in (tmp_path / "repo").rglob("*"):
        os.utime(str(path), (1000, 1000))
    return tmp_path / "repo"


@pytest.fixture
def cold(shoring, project):
    return shoring("check", "--no-cache", cwd=project)


@pytest.fixture
def env(tmp_path):
    return {"XDG_CACHE_HOME": str(tmp_path / "xdg")}


def kept(tmp_path):
    return sorted(p.name for p in (tmp_path / "xdg").rglob("*.facts"))


def listing(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*"))


def test_same_answer_cold_and_warm(shoring, project, cold, env, tmp_path):
    before = listing(project)
    answers = [shoring("check", cwd=project, env=env) for _ in range(3)]
    assert answers == [cold] * 3 and cold.code == 1
    assert len(kept(tmp_path)) == 1 and listing(project) == before


def test_no_cache_writes_nothing(shoring, project, cold, env, tmp_path):
    shoring("check", "--no-cache", cwd=project, env=env)
    assert not (tmp_path / "xdg").exists()
    assert shoring("check", cwd=project, env={"XDG_CACHE_HOME": "", "HOME": ""}) == cold


def test_changes_are_seen(shoring, project, cold, env):
    shoring("check", cwd=project, env=env)
    path = project / "shared/a.py"
    for text in ("import app_x\n", "import app.x\n", "import app.x, app.y\n", ""):
        path.write_text(text)
        os.utime(str(path), (1000, 1000))  # the same size and time as before, where that can be
        for _ in range(2):
            warm = shoring("check", cwd=project, env=env)
            assert warm == shoring("check", "--no-cache", cwd=project)
    (project / "shared/b.py").unlink()
    assert shoring("check", cwd=project, env=env).code == 0
    path.write_text("import app.y\n")
    assert shoring("check", cwd=project, env=env).code == 1


def test_a_file_put_in_the_place_of_another(shoring, project, env):
    shoring("check", cwd=project, env=env)
    os.replace(str(project / "app/x.py"), str(project / "shared/a.py"))
    assert shoring("check", cwd=project, env=env) == shoring("check", "--no-cache", cwd=project)


def test_broken_caches_are_passed_over(shoring, project, cold, env, tmp_path):
    shoring("check", cwd=project, env=env)
    cache, = (tmp_path / "xdg").rglob("*.facts")
    whole = cache.read_bytes()
    for broken in (b"", b"shoring", whole[:-1], whole[:100], b"x" * len(whole), whole + b"x",
                   whole[:300] + b"\xff" * 40 + whole[340:]):
        cache.write_bytes(broken)
        assert shoring("check", cwd=project, env=env) == cold
    assert cache.read_bytes()[:8] == b"shoring\0"


def test_few_changes_are_kept_beside_the_rest(shoring, tree, env, tmp_path):
    project = tree({"repo/m{}.py".format(i): "import os\nclass A(B):\n    pass\n" for i in range(40)}) / "repo"
    time.sleep(0.1)  # what was written just before it is read may change unseen, and is read again
    first = shoring("check", cwd=project, env=env)
    whole, = (tmp_path / "xdg").rglob("*.facts")
    before = whole.read_bytes()

    for text in ("import sys\n", "import sys, m1\n"):
        (project / "m7.py").write_text(text)
        time.sleep(0.1)
        assert shoring("check", cwd=project, env=env) == first
        late = whole.with_name(whole.stem + ".late.facts")
        assert kept(tmp_path) == sorted([whole.name, late.name]) and whole.read_bytes() == before
        assert late.stat().st_size < len(before) / 8
        assert "files read: 0," in shoring("check", "--timings", cwd=project, env=env).err
    assert "1 cache," in shoring("cache", "info", cwd=project, env=env).out

    # A broken one is passed over and written again.
    late.write_bytes(late.read_bytes()[:-1])
    assert "files read: 1," in shoring("check", "--timings", cwd=project, env=env).err
    assert "files read: 0," in shoring("check", "--timings", cwd=project, env=env).err

    # Many changes: all is written again, and the small one goes.
    for i in range(20):
        (project / "m{}.py".format(i)).write_text("import sys\n")
    time.sleep(0.1)
    assert "files read: 20," in shoring("check", "--timings", cwd=project, env=env).err
    assert kept(tmp_path) == [whole.name]
    assert "files read: 0," in shoring("check", "--timings", cwd=project, env=env).err


def test_other_configuration_of_reading(shoring, project, env):
    (project / "shared/c.py").write_text("from tools import load\nload('app.x')\n")
    before = shoring("check", cwd=project, env=env)
    (project / "shoring.yaml").write_text(FILES["shoring.yaml"] + "  dynamic-importers: ['tools.load:0']\n")
    after = shoring("check", cwd=project, env=env)
    assert after.out.count("forbidden-import") == before.out.count("forbidden-import") + 1


def test_nowhere_to_write(shoring, project, cold, tmp_path):
    (tmp_path / "file").write_text("")
    assert shoring("check", cwd=project, env={"XDG_CACHE_HOME": str(tmp_path / "file")}) == cold


def test_many_at_once(project, shoring, cold, env, tmp_path):
    runs = [subprocess.Popen([str(shoring.program), "check"], cwd=str(project), env={**os.environ, **env},
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(12)]
    for run in runs:
        out, err = run.communicate()
        assert (run.returncode, out.decode(), err.decode()) == cold
    assert not list((tmp_path / "xdg").rglob("*.tmp")) and len(kept(tmp_path)) == 1


def test_configured_directory(shoring, project, env, tmp_path):
    (project / "shoring.yaml").write_text("cache: .cache/shoring\n" + FILES["shoring.yaml"])
    first = shoring("check", cwd=project, env=env)
    assert shoring("check", cwd=project, env=env) == first
    assert kept(tmp_path) == [] and len(list((project / ".cache").rglob("*.facts"))) == 1
    assert (project / ".cache/shoring/.gitignore").read_text() == "*\n"


def test_info_and_clear(shoring, project, env, tmp_path):
    assert "none yet" in shoring("cache", "info", cwd=project, env=env).out
    shoring("check", cwd=project, env=env)
    info = shoring("cache", "info", cwd=project, env=env)
    assert info.code == 0 and "1 cache," in info.out and kept(tmp_path)[0] in info.out
    clear = shoring("cache", "clear", cwd=project, env=env)
    assert clear.code == 0 and clear.out.startswith("1 cache cleared") and kept(tmp_path) == []
    for words in ([], ["empty"], ["clear", "info"]):
        wrong = shoring("cache", *words, cwd=project, env=env)
        assert wrong.code == 2 and "shoring cache clear" in wrong.err
