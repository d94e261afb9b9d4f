"""What requirements are judged by, kind by kind, and the cases that hold it: none may be without one.

A proof is a case of this folder, or FILE::NAME, a test of that name in a file of tests/.
"""
import re

import pytest

UNDECLARED, UNUSED, BROUGHT = "undeclared-dependency/", "unused-dependency/", "transitive-dependency/"
BEHIND, GUARDED = "undeclared-submodule-dependency/", "unguarded-optional-import/"
DEVELOPMENT = "development-dependency/"
REQUIREMENTS, PYPROJECT = "unit/test_requirements.c::", "unit/test_pyproject.c::"
MANIFESTS, DOCKERFILE, TABLES = "unit/test_manifests.c::", "unit/test_dockerfile.c::", "unit/test_tables.c::"
PEP, MADE = "differential/test_pep.py::", "differential/test_tables.py::"

REPOSITORIES = {
    "one package name in two services": [UNDECLARED + "same-name-in-two-services"],
    "a shared package, installed by -e, by Dockerfile and not at all": [
        UNDECLARED + "shared-three-ways", UNDECLARED + "installed-by-path"],
    "base plus own manifest": [UNDECLARED + "base-plus-own", UNDECLARED + "base-of-others"],
    "a manifest in the Dockerfile alone": [UNDECLARED + "dockerfile-alone", UNUSED + "dockerfiles"],
    "a compiled file with `# via`": [BROUGHT + "compiled", UNUSED + "written-by-a-tool"],
    "workspaces of Poetry and uv": [UNDECLARED + "workspaces", UNDECLARED + "with-its-host"],
    "optional imports of every form": [
        UNDECLARED + "optional-forms", UNDECLARED + "optional-imports", UNDECLARED + "raised-again",
        BEHIND + "guarded"],
    "strings of frameworks": [UNUSED + "strings", UNUSED + "strings-that-name-nothing"],
    "drivers of URLs": [UNUSED + "urls"],
    "commands of servers": [UNUSED + "commands"],
    "namespaces of several distributions": [UNDECLARED + "namespaces"],
    "branches by version": [UNDECLARED + "version-branches", UNDECLARED + "version-branches-old"],
    "with an environment and without": ["installed/test_same_verdicts.py::test_fixture"],
}

MANIFEST_KINDS = {
    "every kind, from the file to the finding": [UNDECLARED + "every-manifest"],
    "-r, -c, -e, paths": [
        UNDECLARED + "base-plus-own", "conflicting-requirements/constrained", REQUIREMENTS + "options",
        UNDECLARED + "files-named-by-others"],
    "URLs and VCS with #egg": [REQUIREMENTS + "locations", "invalid-requirement/all-valid"],
    "hashes, continuations, options of a requirement": [REQUIREMENTS + "continuations", REQUIREMENTS + "options"],
    "comments": [REQUIREMENTS + "comments"],
    "environment variables": [UNDECLARED + "variables", DOCKERFILE + "variables"],
    "byte order marks and encodings": [
        REQUIREMENTS + "encodings", "manifests/test_hostile_manifests.py::test_names"],
    "PEP 508 and markers": [
        PEP + "test_requirements", PEP + "test_markers", PEP + "test_truth", UNDECLARED + "markers",
        UNDECLARED + "poetry-markers"],
    "PEP 440": [PEP + "test_versions", PEP + "test_order", PEP + "test_specifiers", PEP + "test_contains"],
    "PEP 621 with extras, PEP 735 with includes": [PYPROJECT + "project", PYPROJECT + "groups", GUARDED + "asked-for"],
    "Poetry: groups, paths, extras": [PYPROJECT + "poetry", PYPROJECT + "poetry_versions", DEVELOPMENT + "groups"],
    "PDM, Hatch's environments, uv": [PYPROJECT + "tools", UNDECLARED + "every-manifest"],
    "setuptools' dynamic from files": [UNDECLARED + "every-manifest", UNDECLARED + "files-named-by-others"],
    "setup.cfg": [PYPROJECT + "setup_cfg", UNDECLARED + "every-manifest"],
    "setup.py, read and never run": [MANIFESTS + "setup_lists", MANIFESTS + "setup_files", UNDECLARED + "setup-py"],
    "Pipfile": [PYPROJECT + "pipfile", UNDECLARED + "every-manifest"],
    "environment.yml with pip": [MANIFESTS + "conda", UNDECLARED + "conda"],
    "locks and compiled files say what is installed": [
        BROUGHT + "lock-files", MANIFESTS + "locks", MANIFESTS + "compiled"],
    "blocks of scripts": [MANIFESTS + "blocks", UNDECLARED + "script-blocks"],
    "pip install in a Dockerfile": [DOCKERFILE + "installs", UNDECLARED + "dockerfile-alone"],
    "hostile: cycles, long lines, encodings, links": [
        "manifests/test_hostile_manifests.py::" + name for name in (
            "test_hostile", "test_names", "test_what_is_no_file", "test_links_out_of_the_tree_are_not_followed")],
}

ORIGINS = {
    "first answer wins": [UNDECLARED + "configured", TABLES + "the_longest_prefix_wins", BROUGHT + "names-in-common"],
    "several distributions bring a name": [
        TABLES + "several_distributions_bring_a_name", UNDECLARED + "names-that-differ"],
    "the standard library by version": [
        TABLES + "the_standard_library_has_versions", MADE + "test_standard_library_is_this_interpreters"],
    "families of distributions": [MADE + "test_families_are_known"],
    "submodules that need more": [
        BEHIND + "sentry", BEHIND + "tables", MADE + "test_each_kind_of_optional_part_is_known",
        MADE + "test_every_hard_part_of_sentry_is_known", MADE + "test_what_loads_without_more"],
    "plug-ins and commands": [TABLES + "plugins_have_hosts", TABLES + "commands_and_schemes", UNUSED + "company"],
    "needs are read off the sources": [MADE + "test_needs_of_a_module", MADE + "test_needs_of_what_a_module_loads"],
    "an installed environment": [
        "installed/test_installed.py::", "installed/test_same_verdicts.py::test_what_is_installed_is_known"],
}

RULES = {
    "near misses: declared elsewhere, as an extra, for development": [UNDECLARED + "near-misses"],
    "why": ["commands/test_why.py::test_a_distribution_by_its_own_name",
            "commands/test_why.py::test_what_is_used_and_never_imported"],
    "smoke": ["commands/test_smoke.py::", "commands/test_smoke_order.py::"],
    "functions and layers": [UNDECLARED + "hosted", "manifests/test_functions.py::test_layers_are_there"],
    "code that runs elsewhere": [UNDECLARED + "runs-elsewhere", UNDECLARED + "with-its-host"],
}

KINDS = {**REPOSITORIES, **MANIFEST_KINDS, **ORIGINS, **RULES}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_cases(kind, root):
    assert KINDS[kind]
    for proof in KINDS[kind]:
        path, _, name = proof.partition("::")
        if "::" not in proof:
            assert (root / "tests" / "rules" / path / "expected.txt").is_file(), proof
            continue
        text = (root / "tests" / path).read_text(encoding="utf-8")
        found = re.search(r"^(def {0}\(|{0}\(struct test )".format(name or r"test_\w+"), text, re.MULTILINE)
        assert found, proof
