"""What is measured: packages from the index, and made-up repositories of many services. Each is committed to git."""
import pathlib
import random
import shutil
import subprocess
import sys

LINES = {"medium": 500000, "large": 2000000, "huge": 10000000}
# Services and modules of the core that they share. In parts-1000 each loads another part of it.
SERVICES = {"services-1": (1, 5000), "services-10": (10, 500), "services-100": (100, 1000), "services-1000": (1000, 5000),
            "parts-1000": (1000, 5000)}
SUBTREES = range(31, 63)  # of the core, which is a binary tree: a part has ten of these
ALONE = "services:\n  - {discover: false}\n"
RUFF = ('[lint]\nselect = ["TID251", "PLE0241"]\npreview = true\n[lint.flake8-tidy-imports.banned-api]\n'
        '"nowhere.at.all".msg = "no"\n')


def sources(folder):
    return sorted(path for path in folder.rglob("*.py") if ".git" not in path.parts)


def commit(root):
    git = ["git", "-c", "user.name=bench", "-c", "user.email=bench@localhost", "-c", "gc.auto=0"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "all"]):
        subprocess.run(git + words, cwd=str(root), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def packages(root, site, lines):
    """Copy packages until there are so many lines, all of them again under another folder if need be."""
    found, count = 0, 0
    while found < lines:
        count += 1
        before = found
        for package in sorted(path for path in site.iterdir() if path.is_dir() and path.suffix != ".dist-info"):
            if found >= lines:
                break
            for path in sources(package):
                if found >= lines:
                    break
                place = root / "src{}".format(count) / path.relative_to(site)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(str(path), str(place))
                found += path.read_bytes().count(b"\n")
        if found == before:
            sys.exit("no Python in {}".format(site))
    (root / "shoring.yaml").write_text(ALONE)


def services(root, count, modules, parts=False):
    """So many services over one shared core: each starts from its main.py and reaches all of the core, or a part of it."""
    core = root / "core"
    core.mkdir(parents=True)
    (core / "__init__.py").write_text("")
    for i in range(modules):
        below = [2 * i + 1, 2 * i + 2]
        text = "".join("from core import m{}\n".format(n) for n in below if n < modules)
        text += "import json\nimport requests\n" if i % 100 == 0 else ""
        (core / "m{}.py".format(i)).write_text(
            text + "\n\nclass C{0}:\n    pass\n\n\ndef f{0}(x):\n    return x\n".format(i))
    luck = random.Random(count)
    for i in range(count):
        service = root / "services" / "s{}".format(i)
        service.mkdir(parents=True)
        starts = luck.sample(SUBTREES, 10) if parts else [0]
        (service / "main.py").write_text("".join("from core import m{}\n".format(n) for n in starts) + (
            "import requests\n" if parts else "") + "\n\ndef main():\n    return m{}\n".format(starts[0]))
        (service / "requirements.txt").write_text("requests==2.32.3\n")
        (service / "Dockerfile").write_text(
            "FROM python:3.11-slim\nWORKDIR /srv\nCOPY services/s{0}/requirements.txt /srv/\n"
            "RUN pip install -r requirements.txt\nCOPY core /srv/core\nCOPY services/s{0} /srv\n"
            "CMD [\"python\", \"main.py\"]\n".format(i))
    (root / "shoring.yaml").write_text("services:\n  - {discover: true}\n")


def make(name, directory, site):
    """The corpus, made unless it is there."""
    root = directory / name
    if (root / ".git").exists():
        return root
    shutil.rmtree(str(root), ignore_errors=True)
    root.mkdir(parents=True)
    if name in LINES:
        packages(root, pathlib.Path(site), LINES[name])
    else:
        services(root, *SERVICES[name], parts=name.startswith("parts"))
    (root / "ruff.toml").write_text(RUFF)
    (root / "tach.toml").write_text(tach(root))
    commit(root)
    return root


def described(root):
    files = size = lines = 0
    for path in sources(root):
        text = path.read_bytes()
        files, size, lines = files + 1, size + len(text), lines + text.count(b"\n")
    copies = len(roots(root))
    return "{} files, {:.1f} MB, {:.2f} million lines{}".format(
        files, size / 1e6, lines / 1e6, " in {} copies of the packages".format(copies) if copies > 1 else "")


def roots(root):
    """Folders that modules are named from."""
    return [path.name for path in sorted(root.glob("src*"))] or ["."]


def tops(root):
    """Packages that can be imported, of the first of the roots."""
    return sorted(path.parent.name for path in (root / roots(root)[0]).glob("*/__init__.py"))


def tach(root):
    names = tops(root)
    # It would leave out what is below an ignored folder of another repository.
    text = "respect_gitignore = false\nsource_roots = [{}]\n".format(", ".join('"{}"'.format(one) for one in roots(root)))
    text += "".join('[[modules]]\npath = "{}"\n'.format(name) for name in names[:-1])
    return text + '[[modules]]\npath = "{}"\ncannot_depend_on = ["{}"]\n'.format(names[-1], names[0])


def import_linter(root):
    names = tops(root)
    one, other = (names[0], names[-1]) if len(names) > 1 else (names[0] + ".m1", names[0] + ".m0")
    return ("[importlinter]\nroot_packages =\n    {}\n\n[importlinter:contract:1]\nname = one\ntype = forbidden\n"
            "source_modules =\n    {}\nforbidden_modules =\n    {}\n".format("\n    ".join(names), one, other))
