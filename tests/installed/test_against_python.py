"""The environment that runs these tests, as importlib and packaging see it and as shoring does."""
import collections
import importlib.machinery
import importlib.metadata
import os
import re
import subprocess
import sysconfig

import pytest

packaging = pytest.importorskip("packaging.requirements")
SITE = os.environ.get("SHORING_SITE_PACKAGES", sysconfig.get_paths()["purelib"])
LINUX = {
    "os_name": "posix", "sys_platform": "linux", "platform_machine": "x86_64", "platform_system": "Linux",
    "platform_python_implementation": "CPython", "implementation_name": "cpython", "python_version": "3.11",
    "python_full_version": "3.11.9", "implementation_version": "3.11.9", "platform_release": "", "platform_version": "",
}


def canonical(name):
    return re.sub("[-_.]+", "-", name).lower()


@pytest.fixture(scope="module")
def distributions():
    found = {}
    for distribution in importlib.metadata.distributions(path=[SITE]):
        found.setdefault(canonical(distribution.metadata["Name"]), distribution)
    assert found
    return found


@pytest.fixture(scope="module")
def ask(build_dir):
    def call(questions):
        done = subprocess.run(
            [str(build_dir / "tests" / "unit" / "installed"), os.path.dirname(SITE), SITE],
            input="".join(q + "\n" for q in questions).encode(), stdout=subprocess.PIPE, timeout=300, check=True)
        return dict(zip(questions, done.stdout.decode().splitlines()[1:]))

    return call


def item(requirement):
    extras = ",".join(canonical(e) for e in sorted(requirement.extras))
    return canonical(requirement.name) + ("[{}]".format(extras) if extras else "")


def may_hold(marker, extra):
    """On any patch release of 3.11."""
    return marker is None or any(
        marker.evaluate({**LINUX, "extra": extra, "python_full_version": v, "implementation_version": v})
        for v in ("3.11.0", "3.11.9"))


def test_versions(ask, distributions):
    told = ask(["version " + name for name in distributions])
    assert {q.split()[1]: v for q, v in told.items()} == {
        name: d.version for name, d in distributions.items()}


def test_requirements(ask, distributions):
    expected = {}
    for name, distribution in distributions.items():
        requires = [packaging.Requirement(r) for r in distribution.requires or ()]
        extras = distribution.metadata.get_all("Provides-Extra") or ()
        for extra in ["", *extras]:
            held = [r for r in requires if may_hold(r.marker, extra)]
            if extra:
                held = [r for r in held if r.marker is not None and "extra" in str(r.marker)]
            key = "requires " + name + ("[{}]".format(canonical(extra)) if extra else "")
            expected[key] = sorted(item(r) for r in held)
    told = ask(list(expected))
    for question, want in expected.items():
        got = sorted(re.sub(r"\[(.*)\]", lambda m: "[" + ",".join(sorted(m.group(1).split(","))) + "]", i)
                     for i in told[question].split())
        assert got == want, question


def python_files(distributions):
    """{dotted name: the distributions with that file}, for all that can be imported."""
    found = collections.defaultdict(set)
    for name, distribution in distributions.items():
        for file in distribution.files or ():
            path = str(file)
            if not path.endswith(".py") or path.startswith("..") or not re.fullmatch(r"[\w/]+\.py", path):
                continue
            dotted = path[:-3].replace("/", ".")
            found[re.sub(r"\.__init__$", "", dotted)].add(name)
    return found


def test_owners(ask, distributions):
    files = python_files(distributions)
    told = ask(["of " + dotted for dotted in files])
    wrong = []
    for dotted, owners in files.items():
        got = set(told["of " + dotted].split())
        init = os.path.join(SITE, *dotted.split("."), "__init__.py")
        # Nobody's: a namespace, though it has an __init__.
        if not got and os.path.exists(init) and "extend_path" in open(init, encoding="utf-8").read():
            continue
        if not got >= owners:
            wrong.append((dotted, owners, got))
    assert wrong == []


def spec_of(dotted):
    """As the path finder finds it, without running any package."""
    loaders = (importlib.machinery.ExtensionFileLoader, importlib.machinery.EXTENSION_SUFFIXES), \
        (importlib.machinery.SourceFileLoader, importlib.machinery.SOURCE_SUFFIXES)
    path, spec = [SITE], None
    for part in dotted.split("."):
        specs = [importlib.machinery.FileFinder(folder, *loaders).find_spec(part) for folder in path]
        specs = [s for s in specs if s is not None]
        spec = next((s for s in specs if s.loader is not None), specs[0] if specs else None)
        if spec is None:
            return None
        path = [p for s in (specs if spec.loader is None else [spec]) for p in s.submodule_search_locations or ()]
    return spec


def test_modules(ask, distributions):
    names = sorted(python_files(distributions))[:4000]
    told = ask(["find " + dotted for dotted in names])
    wrong = []
    for dotted in names:
        spec = spec_of(dotted)
        words = told["find " + dotted].split()
        if spec is None:
            wrong += [dotted] if words != ["nothing"] else []
        elif isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            shown = os.path.relpath(spec.origin, os.path.dirname(SITE))
            kind = "package package" if spec.submodule_search_locations is not None else "module"
            if " ".join(words[:-1]) != kind + " " + shown:
                wrong.append((dotted, words, shown))
    assert wrong == []
