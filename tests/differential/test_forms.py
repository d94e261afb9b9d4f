"""Every form that the definition of the facts speaks of, with the answer written by hand.

The same table judges both sides: shoring, and the reference that judges shoring elsewhere.
"""
import ast
import sys
import warnings

import pytest

import forms_blocks
import forms_classes
import forms_conditions
import forms_guards
import forms_imports
import forms_names
import forms_source
import reference
from comparing import CONFIG, shoring_facts
from forms import SHOW
from reference_text import Text

FORMS = [form for table in (forms_imports, forms_conditions, forms_guards, forms_names,
            forms_source, forms_blocks, forms_classes)
         for form in table.FORMS]
IMPORTER = "tools.lazy.load:1"
IMPORTERS = "imports: {dynamic-importers: [\"" + IMPORTER + "\"]}\n"


def test_names_are_unique():
    names = [form.name for form in FORMS]
    assert len(set(names)) == len(names)


@pytest.fixture(scope="session")
def answers(request, tmp_path_factory):
    """One run of shoring over all forms: name → its object."""
    top = tmp_path_factory.mktemp("forms")
    names = []
    for number, form in enumerate(FORMS):
        names.append("f{}/{}".format(number, form.file))
        (top / names[-1]).parent.mkdir()
        (top / names[-1]).write_bytes(form.source)
    rows = shoring_facts(request, top, CONFIG + IMPORTERS)
    return {form.name: rows.get(name) for form, name in zip(FORMS, names)}


def rows_of(got, kind):
    """The rows that a kind of SHOW shows."""
    return got[kind.replace(" whole", "")]


def shown(kind, row):
    try:
        return SHOW[kind](row)
    except KeyError as missing:
        return "no {} in {}".format(missing, row)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_shoring(answers, form):
    got = answers[form.name]
    assert got is not None, "no facts at all"
    for kind, want in form.kinds.items():
        assert [shown(kind, row) for row in rows_of(got, kind)] == want
    assert len(got["problems"]) == got["errors"]
    if form.errors == "some":
        assert got["errors"] > 0
    elif form.errors is not None:
        assert got["errors"] == form.errors, got["problems"]


@pytest.mark.parametrize("form", [form for form in FORMS if form.since], ids=lambda form: form.name)
def test_reference(form):
    if sys.version_info < form.since:
        pytest.skip("this Python's ast cannot read it")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        got = reference.facts(form.source, form.file, [IMPORTER])
    for kind, want in form.kinds.items():
        rows = [dict(row) for row in rows_of(got, kind)]
        for row, text in zip(rows, want):
            if row.get("inexact"):  # CPython is wrong about the place: take ours
                row["line"], row["column"] = text.split(" ")[0].split(":")
        assert [shown(kind, row) for row in rows] == want


@pytest.mark.skipif(sys.version_info < (3, 10), reason="ast has no places of aliases")
@pytest.mark.parametrize("form", [form for form in FORMS if form.since], ids=lambda form: form.name)
def test_alias_places_without_ast(form):
    """What the reference does on Python 3.9, checked where ast knows better."""
    if sys.version_info < form.since:
        pytest.skip("this Python's ast cannot read it")
    text = Text(form.source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(form.source)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            found = text.aliases(text.start(node), isinstance(node, ast.ImportFrom))
            assert found == [text.start(alias) for alias in node.names]
