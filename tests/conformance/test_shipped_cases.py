"""The cases that come with the package."""

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.case_sources.cache import CaseCache, CaseFile
from pytest_vapi_contract.conformance import RunOptions
from pytest_vapi_contract.conformance.prepared_cases import cases_in
from pytest_vapi_contract.conformance.shipped_cases import make_shipped_cases
from pytest_vapi_contract.conformance.start import checked

OPTIONS = RunOptions(types=["hang"], time_budget=300)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """The file for a run of one type: for all of them it takes some seconds."""
    return make_shipped_cases(tmp_path_factory.mktemp("shipped"), OPTIONS)


def never(*_):
    """Nothing has to be prepared."""
    raise AssertionError("it was prepared again")


def accepting(body):
    """A function that accepts everything."""
    return {}


def refusing(body):
    """A function that accepts nothing."""
    raise KeyError("call")


@pytest.mark.parametrize("handle", [accepting, refusing])
def test_a_run_with_the_usual_options_prepares_nothing(shipped, handle):
    """Whether its messages are accepted or not."""
    cache = CaseCache(make=never, contract=OPTIONS.chosen_contract, shipped=CaseFile(path=shipped))

    with as_handler(handle) as handler:
        report = checked(handler, OPTIONS, prepared=cases_in(cache))

    assert report.complete
    assert report.exchanges > 100
    assert report.ok is (handle is accepting)


def test_a_run_of_shipped_cases_is_the_run_of_new_ones(shipped):
    """The same messages are sent, and the same is found."""
    cache = CaseCache(make=never, contract=OPTIONS.chosen_contract, shipped=CaseFile(path=shipped))

    with as_handler(refusing) as handler:
        theirs = checked(handler, OPTIONS, prepared=cases_in(cache))
        anew = checked(handler, OPTIONS)

    assert theirs.exchanges == anew.exchanges
    assert [finding.case for finding in theirs.findings] == [finding.case for finding in anew.findings]


def test_a_run_that_was_not_complete_is_an_error(tmp_path):
    """A part of the cases would be shipped for good."""
    with pytest.raises(RuntimeError, match="not complete"):
        make_shipped_cases(tmp_path, RunOptions(types=["hang"], time_budget=0.001))
