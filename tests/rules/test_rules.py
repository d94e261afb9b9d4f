"""Each case says what its expected.txt says, with one job and with many."""
import importlib.util
import pathlib

import pytest

SPEC = importlib.util.spec_from_file_location("run", pathlib.Path(__file__).with_name("run.py"))
run = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(run)


@pytest.mark.parametrize("case", run.cases(), ids=run.name)
def test_case(case, shoring):
    one, many = run.outcomes(case)
    assert one == run.expected(case)
    assert many == one
