"""The engine of --fix: what is written, how, and what is left alone."""
import json
import os
import stat

import pytest

STALE = b"import os  # shoring: ignore[forbidden-import]\n"
CLEAN = b"import os\n"


def test_stale_suppressions(fixes):
    fixes({
        "a.py": "import os  # shoring: ignore[forbidden-import]\nx = 1\t # shoring: ignore\n",
        "b.py": "# shoring: ignore-file[IMP001]\n\nx = 1\n",
        "c.py": "x = 1  # noqa  # shoring: ignore[IMP001]\ny = 2  # shoring: ignore  # noqa\n",
        "d.py": "x = 1\n    # shoring: ignore[IMP001]\ny = 2\n",
    }, {
        "a.py": "import os\nx = 1\n",
        "b.py": "\nx = 1\n",
        "c.py": "x = 1  # noqa\ny = 2  # noqa\n",
        "d.py": "x = 1\ny = 2\n",
    })


def test_one_rule_of_a_list(fixes):
    classes = "class M: pass\nclass B(M): pass\nclass C(B, M): pass  # shoring: ignore[{}]\n"
    fixes({"a.py": classes.format("IMP001, redundant-base,REQ001")},
          {"a.py": classes.format("redundant-base")})


def test_edits_that_wait_for_one_another(fixes):
    """The comments go, so that the bases go, one after the other."""
    fixes({"a.py": "class M: pass\nclass N: pass\nclass B(M, N): pass\n"
                   "class C(B, M, N): pass  # shoring: ignore[IMP001]\n"},
          {"a.py": "class M: pass\nclass N: pass\nclass B(M, N): pass\nclass C(B): pass\n"})


@pytest.mark.parametrize("before, after", [
    (b"import os  # shoring: ignore\r\nx = 1\r\n", b"import os\r\nx = 1\r\n"),
    (b"x = 1\r\n# shoring: ignore\r\ny = 2\r\n", b"x = 1\r\ny = 2\r\n"),
    (b"import os  # shoring: ignore", b"import os"),
    (b"\xef\xbb\xbfimport os  # shoring: ignore\n", b"\xef\xbb\xbfimport os\n"),
    (b"if 1:\n\timport os\t# shoring: ignore\n\tx = 1\n", b"if 1:\n\timport os\n\tx = 1\n"),
    ("x = 'é\u2028'  # shoring: ignore\n".encode(), "x = 'é\u2028'\n".encode()),
    (b"x = 1\n\x0c\ny = 2  # shoring: ignore\n\n\n", b"x = 1\n\x0c\ny = 2\n\n\n"),
], ids=["crlf", "crlf line", "no newline", "bom", "tabs", "unicode", "form feed"])
def test_other_bytes_stay(fixes, before, after):
    fixes({"a.py": before}, {"a.py": after})


def test_encodings_are_left_alone(shoring, tree):
    root = tree({"a.py": b"# coding: latin-1\nx = '\xe9'  # shoring: ignore\n", "b.py": STALE,
                 "requirements.txt": "flask\n".encode("utf-16")})
    done = shoring("check", "--fix", cwd=root)
    assert "Fixed 1 finding in 1 file.\n" in done.out
    assert "Note: a.py was not fixed: it is not UTF-8\n" in done.out
    assert (root / "a.py").read_bytes() == b"# coding: latin-1\nx = '\xe9'  # shoring: ignore\n"
    assert (root / "b.py").read_bytes() == CLEAN


def test_syntax_errors_are_left_alone(shoring, tree):
    text = b"class M: pass\nclass B(M): pass\nclass C(B, M): pass\nx = = 1\n"
    root = tree({"a.py": text})
    done = shoring("check", "--fix", cwd=root)
    assert "Fixed nothing." in done.out
    assert (root / "a.py").read_bytes() == text


def test_links_are_not_written_through(shoring, tree):
    root = tree({"real/a.py": STALE, "b.py": STALE})
    (root / "real" / "linked.py").symlink_to("a.py")
    done = shoring("check", "--fix", cwd=root)
    assert (root / "real" / "linked.py").is_symlink()
    assert (root / "real" / "a.py").read_bytes() == CLEAN
    assert "Fixed 2 findings in 2 files." in done.out
    assert "Note: real/linked.py was not fixed: it is a symbolic link, or behind one" in done.out


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o664])
def test_permissions_stay(shoring, tree, mode):
    root = tree({"a.py": STALE})
    (root / "a.py").chmod(mode)
    shoring("check", "--fix", cwd=root)
    assert (root / "a.py").read_bytes() == CLEAN
    assert stat.S_IMODE((root / "a.py").stat().st_mode) == mode
    assert [p.name for p in root.iterdir()] == ["a.py"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
@pytest.mark.parametrize("what, mode", [("sub", 0o555), ("sub/a.py", 0o444)])
def test_what_may_not_be_written(shoring, tree, what, mode):
    root = tree({"sub/a.py": STALE})
    (root / what).chmod(mode)
    done = shoring("check", "--fix", cwd=root)
    (root / what).chmod(0o755)
    assert done.code == 2
    assert "sub/a.py: Permission denied; 0 of 1 files were fixed" in done.err
    assert done.out == ""
    assert (root / "sub" / "a.py").read_bytes() == STALE
    assert [p.name for p in (root / "sub").iterdir()] == ["a.py"]


def test_only_what_is_selected(shoring, tree):
    bases = b"class M: pass\nclass B(M): pass\nclass C(B, M): pass  # shoring: ignore[IMP001]\n"
    root = tree({"x/a.py": bases, "y/a.py": bases})
    shoring("check", "--fix", "--select", "CLS", "x", cwd=root)
    assert (root / "x/a.py").read_bytes() == bases.replace(b"(B, M)", b"(B)")
    assert (root / "y/a.py").read_bytes() == bases
    shoring("check", "--fix", "--ignore", "CLS", "y", cwd=root)
    assert (root / "y/a.py").read_bytes() == bases.replace(b"  # shoring: ignore[IMP001]", b"")


def test_exit_codes_and_streams(shoring, tree):
    root = tree({"a.py": STALE})
    shown = shoring("check", "--diff", cwd=root)
    assert shown.code == 1
    assert shown.out.startswith("--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-import os  # shoring")
    assert shown.err == "Would fix 1 finding in 1 file.\n"
    assert shoring("check", "--diff", "--exit-zero", cwd=root).code == 0
    assert shoring("check", "--diff", "--fix", cwd=root).out == shown.out
    assert shoring("check", "--diff", "--quiet", cwd=root).err == ""
    assert (root / "a.py").read_bytes() == STALE

    listed = shoring("check", cwd=root)
    assert "[unused-suppression] [*] " in listed.out
    assert "\n1 of them fixable with `--fix` (marked [*]).\n" in listed.out
    done = shoring("check", "--fix", "--format", "json", cwd=root)
    assert done.code == 0
    assert json.loads(done.out)["findings"] == []
    assert done.err == "Fixed 1 finding in 1 file.\n"
    shown = shoring("check", "--diff", cwd=root)
    assert (shown.code, shown.out, shown.err) == (0, "", "Would fix nothing.\n")


def test_nothing_to_look_at(shoring, tree):
    root = tree({"a.txt": "x\n"})
    done = shoring("check", "--diff", cwd=root)
    assert (done.code, done.out) == (2, "")
    assert "no Python file was analysed" in done.err


def test_what_is_left_is_reported(shoring, tree):
    """After the fixes, at the lines that they have then."""
    root = tree({"a.py": "# shoring: ignore[IMP001]\nclass A(A): pass\nclass B(int, str): pass\n"})
    done = shoring("check", "--fix", "--format", "concise", cwd=root)
    assert done.code == 1
    assert (root / "a.py").read_text() == "class A(A): pass\nclass B(int, str): pass\n"
    assert "a.py:2:" in done.out and "Fixed 1 finding in 1 file.\nFound " in done.out


def test_names_of_files_in_patches(shoring, tree):
    root = tree({"a b.py": STALE, 'q"\t\n.py': STALE})
    shown = shoring("check", "--diff", cwd=root)
    assert "--- a/a b.py\n" in shown.out
    assert '+++ "b/q\\"\\011\\012.py"\n' in shown.out
