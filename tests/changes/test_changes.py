"""--changed, --staged and --since: what a change can have caused, and nothing that was there before."""
import os
import subprocess

import pytest

CONTRACT = ("version: 1\nimports:\n  contracts:\n"
            "    - {name: stay low, type: forbidden, from: [low], to: [high], transitive: true}\n")
FILES = {
    "shoring.yaml": CONTRACT,
    "low/__init__.py": "", "low/a.py": "import mid\n", "mid.py": "", "high.py": "",
    # An old finding each in files that nobody touches.
    "old.py": "import low.gone\n", "low/c.py": "import high\n",
    "base.py": "class Mixin: pass\nclass Base: pass\n",
    "child.py": "from base import Base, Mixin\nclass Child(Mixin, Base): pass\n",
    "web/main.py": "import flask\n", "web/requirements.txt": "-r more.txt\n", "web/more.txt": "flask\n",
    "requirements.txt": "requests\n", "user.py": "import requests\n",
}
OLD = [("IMP001", "low/c.py"), ("IMP005", "old.py")]


class Repository:
    def __init__(self, root, shoring):
        self.root, self.shoring = root, shoring

    def git(self, *args, **more):
        env = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        for who in ("AUTHOR", "COMMITTER"):
            env.update({"GIT_{}_NAME".format(who): "t", "GIT_{}_EMAIL".format(who): "t@example.org"})
        done = subprocess.run(["git", *args], cwd=str(self.root), env={**os.environ, **env, **more},
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        assert done.returncode == 0, done.stdout.decode("utf-8", "replace")
        return done.stdout.decode("utf-8", "replace").strip()

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "change")

    def write(self, files):
        for name, text in files.items():
            path = self.root / name
            if text is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))

    def found(self, *args, cwd=None, env=None):
        data = self.shoring.json(*(args or ["--changed"]), cwd=cwd or self.root, env=env)
        return sorted((f["rule"], f["file"]) for f in data["findings"])


@pytest.fixture
def repo(tree, shoring):
    """A repository with FILES committed."""
    made = Repository(tree(FILES), shoring)
    made.git("init", "-q", "-b", "main")
    made.commit()
    assert [f for f in made.found("--strict") if f not in OLD] == []
    return made


def test_nothing_changed(repo):
    assert repo.found() == []
    result = repo.shoring("check", "--changed", cwd=repo.root)
    assert result.code == 0 and "Note: no file has changed: nothing is reported\n" in result.out


def test_what_was_there_is_left_out(repo):
    repo.write({"new.py": "import low.none\n"})
    assert repo.found() == [("IMP005", "new.py")]
    result = repo.shoring("check", "--changed", cwd=repo.root)
    assert "Note: only what 1 changed file can have caused; 2 findings of before left out\n" in result.out
    assert result.code == 1


def test_what_a_changed_file_has_counts(repo):
    repo.write({"old.py": "import low.gone\n# touched\n"})
    assert repo.found() == [("IMP005", "old.py")]


# What a change causes in files that it does not touch.
CAUSED = {
    "a chain runs through it": ({"mid.py": "import high\n"}, [("IMP001", "low/a.py")]),
    "a class of the order": (
        {"base.py": "class Mixin: pass\nclass Base(Mixin): pass\n"}, [("CLS001", "child.py")]),
    "what the manifest included": ({"web/more.txt": ""}, [("REQ001", "web/main.py")]),
    "the file that was included": (
        {"web/more.txt": None}, [("REQ008", "web/requirements.txt")]),
    "the manifest": ({"requirements.txt": "pendulum\n"}, [("REQ001", "user.py"), ("REQ002", "requirements.txt")]),
    "the last import": ({"user.py": ""}, [("REQ002", "requirements.txt")]),
    "the file of the last import": ({"user.py": None}, [("REQ002", "requirements.txt")]),
    "a module that went": ({"low/__init__.py": None, "mid.py": None, "low/mid.py": "", "low/a.py": "import high\n"},
                           [("IMP001", "low/a.py")]),
}


@pytest.mark.parametrize("name", CAUSED)
@pytest.mark.parametrize("how", ["--changed", "--staged", "--since"])
def test_caused_elsewhere(name, how, repo):
    change, want = CAUSED[name]
    if how == "--since":
        repo.git("checkout", "-q", "-b", "topic")
    repo.write(change)
    if how != "--changed":
        repo.git("add", "-A")
    if how == "--since":
        repo.commit()
    args = [how, "main"] if how == "--since" else [how]
    assert [f for f in repo.found(*args, "--ignore", "REQ009") if f[0] != "IMP010"] == sorted(want)


def test_a_module_that_went(repo):
    repo.write({"low/x.py": "", "one.py": "from low import x\nimport low.x\n"})
    repo.commit()
    assert repo.found() == []
    os.rename(str(repo.root / "low/x.py"), str(repo.root / "low/y.py"))
    assert repo.found() == [("IMP005", "one.py")]
    repo.git("add", "-A")
    assert repo.found("--staged") == [("IMP005", "one.py")]


def test_what_is_exported_again(repo):
    repo.write({"hub.py": "from base import Base\n",
                "kid.py": "from hub import Base\nfrom base import Mixin\nclass Kid(Mixin, Base): pass\n",
                "other.py": "from base import Mixin\nclass Base(Mixin): pass\n"})
    repo.commit()
    assert repo.found() == []
    repo.write({"hub.py": "from other import Base\n"})
    assert repo.found() == [("CLS001", "kid.py")]


def test_what_hides_nothing_any_more(repo):
    repo.write({"old.py": "import low.gone  # shoring: ignore[missing-module]\n",
                "shoring.yaml": CONTRACT.replace("transitive", "allow: ['low.c -> high'], transitive")})
    repo.commit()
    assert repo.found() == []
    repo.write({"low/gone.py": "", "low/c.py": ""})
    assert repo.found() == [("IMP010", "shoring.yaml"), ("SUP001", "old.py")]


def test_the_configuration_changes_all(repo):
    repo.write({"shoring.yaml": CONTRACT + "# another\n"})
    assert repo.found() == OLD
    result = repo.shoring("check", "--changed", cwd=repo.root)
    assert "Note: the configuration has changed: everything is reported\n" in result.out


def test_staged_is_what_is_staged(repo):
    repo.write({"one.py": "import low.one\n", "two.py": "import low.two\n"})
    repo.git("add", "one.py")
    assert repo.found("--staged") == [("IMP005", "one.py")]
    assert repo.found("--changed") == [("IMP005", "one.py"), ("IMP005", "two.py")]
    repo.commit()
    assert repo.found("--staged") == repo.found("--changed") == []


def test_since_where_the_branch_left(repo):
    repo.git("checkout", "-q", "-b", "topic")
    repo.write({"one.py": "import low.one\n"})
    repo.commit()
    repo.write({"two.py": "import low.two\n"})
    repo.git("checkout", "-q", "main")
    repo.write({"three.py": "import low.three\n", "two.py": None})
    repo.commit()
    repo.git("checkout", "-q", "topic")
    repo.write({"two.py": "import low.two\n"})
    assert repo.found("--since", "main") == [("IMP005", "one.py"), ("IMP005", "two.py")]
    assert repo.found("--since", "HEAD") == [("IMP005", "two.py")]
    repo.git("tag", "v1", "main")
    assert repo.found("--since=v1") == [("IMP005", "one.py"), ("IMP005", "two.py")]


def test_before_the_first_commit(tree, shoring):
    repo = Repository(tree(FILES), shoring)
    repo.git("init", "-q")
    assert repo.found() == OLD
    assert repo.found("--staged") == []
    repo.git("add", "old.py")
    assert repo.found("--staged") == [("IMP005", "old.py")]
    result = shoring("check", "--since", "HEAD", cwd=repo.root)
    assert result.code == 2 and "git knows no revision `HEAD`" in result.err


def test_a_touched_file_has_not_changed(repo):
    os.utime(str(repo.root / "old.py"), (1, 1))
    os.chmod(str(repo.root / "low/c.py"), 0o755)
    assert ("IMP005", "old.py") not in repo.found()


def test_out_of_the_index_and_still_there(repo):
    repo.git("rm", "-q", "--cached", "old.py")
    assert repo.found("--staged") == [("IMP005", "old.py")]
    repo.write({"user.py": ""})
    assert ("REQ002", "requirements.txt") in repo.found()


def test_odd_names(repo):
    names = ["a b.py", "quo\"te.py", "new\nline.py", "\u00fcml\u00e4ut.py", "-dash.py", ":colon.py"]
    repo.write({name: "import low.none{}\n".format(i) for i, name in enumerate(names)})
    assert repo.found() == sorted(("IMP005", name) for name in names)
    repo.commit()
    assert repo.found() == []
    repo.write({name: "import os\n" for name in names[1:]})
    assert repo.found() == []
    repo.write({name: "import low.any{}\n".format(i) for i, name in enumerate(names)})
    repo.git("add", "-A")
    assert repo.found("--staged") == sorted(("IMP005", name) for name in names)


def test_a_project_below_the_top(tree, shoring):
    repo = Repository(tree(dict({"sub/" + name: text for name, text in FILES.items()}, **{"top.py": ""})), shoring)
    repo.git("init", "-q", "-b", "main")
    repo.commit()
    sub = repo.root / "sub"
    assert repo.found(cwd=sub) == []
    repo.write({"top.py": "x", "sub/base.py": "class Mixin: pass\nclass Base(Mixin): pass\n"})
    assert repo.found(cwd=sub) == [("CLS001", "child.py")]
    repo.git("add", "-A")
    assert repo.found("--staged", cwd=sub) == repo.found("--since", "main", cwd=sub) == [("CLS001", "child.py")]


def test_a_commit_with_its_own_index(repo):
    """`git commit -a` runs its hook before an index that is not the repository's yet."""
    hook = repo.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\nexec "{}" check --staged --format concise >"{}" 2>&1\n'.format(
        repo.shoring.program, repo.root / ".git/said"))
    hook.chmod(0o755)
    repo.write({"old.py": "import low.gone, low.more\n", "low/c.py": ""})
    repo.git("commit", "-q", "-a", "--no-edit", "--allow-empty", "-m", "x", "--dry-run")
    done = subprocess.run(["git", "commit", "-q", "-a", "-m", "x"], cwd=str(repo.root), check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = (repo.root / ".git/said").read_text()
    assert done.returncode != 0 and "old.py:1:1: error[missing-module]" in said
    assert "only what 2 changed files can have caused" in said


def test_nothing_of_the_repository_is_run(repo, tmp_path_factory):
    mark = tmp_path_factory.mktemp("mark") / "ran"
    program = tmp_path_factory.mktemp("bin") / "run"
    program.write_text("#!/bin/sh\necho \"$0 $*\" >>'{}'\ncat\n".format(mark))
    program.chmod(0o755)
    run = str(program)
    repo.write({".gitattributes": "*.py filter=evil diff=evil merge=evil\n*.txt filter=evil diff=evil\n"})
    repo.commit()
    for key in ("filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "diff.evil.textconv",
                "diff.evil.command", "diff.external", "core.fsmonitor", "core.pager", "core.editor",
                "core.sshCommand", "core.askPass", "gpg.program", "pager.diff-index", "alias.diff-index",
                "merge.evil.driver", "uploadpack.packObjectsHook"):
        value = "!" + run if key.startswith("alias") else run
        repo.git("config", key, value)
    hooks = repo.root / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-index-change", "pre-commit", "reference-transaction", "query-watchman"):
        (hooks / name).write_text("#!/bin/sh\necho \"$0\" >>'{}'\n".format(mark))
        (hooks / name).chmod(0o755)
    if mark.exists():
        mark.unlink()
    for name in ("old.py", "user.py", "requirements.txt"):
        os.utime(str(repo.root / name), (1, 1))
    repo.write({"base.py": "class Mixin: pass\nclass Base(Mixin): pass\n", "user.py": ""})
    index = (repo.root / ".git/index").read_bytes()
    want = [("CLS001", "child.py"), ("REQ002", "requirements.txt")]
    assert repo.found("--changed") == repo.found("--since", "HEAD") == want
    assert repo.found("--staged") == []
    assert not mark.exists(), mark.read_text()
    assert (repo.root / ".git/index").read_bytes() == index


def test_a_repository_inside(repo):
    inner = Repository(repo.root / "inner", repo.shoring)
    inner.root.mkdir()
    inner.write({"x.py": "import low.none\n"})
    inner.git("init", "-q")
    assert repo.found() == [("IMP005", "inner/x.py")]


def test_no_repository(tree, shoring):
    result = shoring("check", "--changed", cwd=tree(FILES))
    assert result.code == 2 and result.out == ""
    assert "git tells what has changed, and it takes" in result.err and "for no repository of yours" in result.err


def test_no_git(repo, tmp_path):
    bare = tmp_path / "bin"
    bare.mkdir()
    os.symlink("/usr/bin/env", str(bare / "env"))
    result = repo.shoring("check", "--staged", cwd=repo.root, env={"PATH": str(bare)})
    assert result.code == 2 and "no git was found in PATH" in result.err


@pytest.mark.parametrize("revision, says", [
    ("nowhere", "git knows no revision `nowhere`; `git fetch` may bring it"),
    ("HEAD:mid.py", "git knows no revision `HEAD:mid.py`"),
    ("main..HEAD", "git knows no revision `main..HEAD`"),
    ("--output=x", "`--output=x` is no revision: --since takes a branch, a tag or a commit"),
    ("-p", "`-p` is no revision"),
    ("", "`` is no revision"),
    ("HEAD --", "git knows no revision `HEAD --`"),
    ("$(touch x)", "git knows no revision"),
])
def test_what_is_no_revision(revision, says, repo):
    result = repo.shoring("check", "--since=" + revision, cwd=repo.root)
    assert result.code == 2 and result.out == "" and says in result.err
    assert not (repo.root / "x").exists()


def test_a_shallow_clone(repo, tmp_path_factory):
    repo.git("checkout", "-q", "-b", "topic")
    repo.write({"one.py": ""})
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.write({"two.py": ""})
    repo.commit()
    clone = Repository(tmp_path_factory.mktemp("clone") / "c", repo.shoring)
    repo.git("clone", "-q", "--depth", "1", "-b", "topic", "file://" + str(repo.root), str(clone.root))
    result = repo.shoring("check", "--since", "origin/main", cwd=clone.root)
    assert result.code == 2 and "this clone is shallow" in result.err and "fetch-depth: 0" in result.err
    clone.git("fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main")
    result = repo.shoring("check", "--since", "origin/main", cwd=clone.root)
    assert result.code == 2 and "no commit in common; this clone is shallow" in result.err


@pytest.mark.parametrize("words", [["--changed", "--staged"], ["--staged", "--since", "main"]])
def test_one_of_them(words, repo):
    result = repo.shoring("check", *words, cwd=repo.root)
    assert result.code == 2 and "one of them says what has changed" in result.err


def test_with_paths_and_rules(repo):
    repo.write({"one.py": "import low.one\n", "low/two.py": "import high\nimport low.three\n"})
    assert repo.found("--changed", "low") == [("IMP001", "low/two.py"), ("IMP005", "low/two.py")]
    assert repo.found("--changed", "--select", "IMP005") == [("IMP005", "low/two.py"), ("IMP005", "one.py")]


def test_with_a_baseline(repo):
    repo.write({"one.py": "import low.one\n"})
    assert repo.shoring("check", "--changed", "--write-baseline", cwd=repo.root).code == 0
    text = (repo.root / "shoring-baseline.json").read_text()
    assert '"one.py"' in text and "old.py" not in text
    assert repo.found("--changed") == []


def test_fixing_is_of_what_changed(repo):
    repo.write({"old.py": "import os  # shoring: ignore[missing-module]\n"})
    repo.commit()
    repo.write({"one.py": "import os  # shoring: ignore[missing-module]\n"})
    assert repo.shoring("check", "--changed", "--fix", "--exit-zero", cwd=repo.root).code == 0
    assert (repo.root / "one.py").read_text() == "import os\n"
    assert "ignore" in (repo.root / "old.py").read_text()
