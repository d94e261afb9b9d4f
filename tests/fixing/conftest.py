"""What the tests of `--fix` and `--diff` share: a tree before, and the same tree after."""
import subprocess

import pytest


def contents(tree):
    """{path: bytes} of a tree, without what git keeps."""
    return {
        path.relative_to(tree).as_posix(): path.read_bytes()
        for path in sorted(tree.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(tree).parts
    }


def as_bytes(files):
    return {name: text if isinstance(text, bytes) else text.encode() for name, text in files.items()}


@pytest.fixture
def fixes(shoring, tmp_path):
    """Runs --diff and --fix on a tree and expects `after`, where that says anything, and `before`
    elsewhere. The patch must do the same as the fix, and a second run must find nothing."""

    runs = []

    def run(before, after, *args):
        before, after = as_bytes(before), as_bytes(after)
        runs.append(args)
        trees = []
        for name in ("fixed", "patched"):
            tree = tmp_path / str(len(runs)) / name
            for path, text in before.items():
                (tree / path).parent.mkdir(parents=True, exist_ok=True)
                (tree / path).write_bytes(text)
            trees.append(tree)
        fixed, patched = trees

        shown = shoring("check", "--diff", *args, cwd=fixed)
        assert contents(fixed) == before
        assert shown.code == (1 if after else 0), shown.err
        done = shoring("check", "--fix", "--quiet", *args, cwd=fixed)
        assert done.code in (0, 1), done.err
        assert contents(fixed) == {**before, **after}

        if after:
            patch = tmp_path / "patch"
            patch.write_bytes(shown.out.encode())
            subprocess.run(["git", "apply", "--unidiff-zero", str(patch)], cwd=str(patched), check=True)
            assert contents(patched) == contents(fixed)
        else:
            assert shown.out == ""

        again = shoring("check", "--fix", *args, cwd=fixed)
        assert "Fixed nothing." in again.out
        assert contents(fixed) == {**before, **after}
        return done

    return run
