"""An error of ours costs the part of the run in which it happens, and nothing that was found."""

import sys
from contextlib import contextmanager
from types import ModuleType

import pytest

from pytest_vapi_contract import assert_handler_conforms, check_handler
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.conformance.guard import guarded
from pytest_vapi_contract.errors import HandlerNotStarted, ProbeFailed, UnsupportedMessage
from tests.conformance.small_runs import needs_call, small_run, titles
from tests.exchanges import small_cases

DRAWING = {"types": ["model-output"], "checks": ["accepts"], "max_examples": 20, "time_budget": 60.0}
FOUND = "model-output is rejected when `call` is missing"


@pytest.fixture
def fake_hypothesis(monkeypatch):
    """
    A function that puts a user's fake module in the place of Hypothesis: nothing can be imported from it.
    """

    @contextmanager
    def fake():
        with monkeypatch.context() as patched:
            patched.setitem(sys.modules, "hypothesis", ModuleType("hypothesis"))
            yield

    return fake


def test_an_import_that_fails_loses_no_finding(fake_hypothesis):
    """The random search is said not to have run; it is not essential."""
    with fake_hypothesis():
        report = check_handler(needs_call, **DRAWING)

    assert titles(report) == [FOUND]
    [skip] = report.skipped
    assert skip.what == "random valid messages (model-output)"
    assert skip.why.startswith("it failed with ImportError: cannot import name ")
    assert report.complete


def test_the_assertion_tells_what_was_found(fake_hypothesis):
    """`assert_handler_conforms` fails with the finding, and not with the import."""
    with fake_hypothesis(), pytest.raises(AssertionError, match=FOUND):
        assert_handler_conforms(needs_call, **DRAWING)


def test_a_step_that_fails_is_missing():
    """Messages that cannot be made leave the run incomplete; what came before and after is there."""

    def cases(category, type, contract, seed):
        if (category, type) == ("observed", "model-output"):
            raise ZeroDivisionError("division by zero")
        return small_cases(category, type, contract, seed)

    report = small_run(needs_call, cases=cases, checks=["accepts", "observed", "survives"])

    assert {finding.check for finding in report.findings} == {"accepts", "survives"}
    assert not report.complete
    assert str(report.untested) == (
        "messages as Vapi sends them in production (model-output): "
        "it failed with ZeroDivisionError: division by zero"
    )


def test_a_step_that_fails_half_way_counts_as_far_as_it_came():
    """What was found before the error is told."""

    def cases(category, type, contract, seed):
        yield from small_cases(category, type, contract, seed)
        raise ZeroDivisionError("division by zero")

    report = small_run(needs_call, cases=cases, checks=["accepts"], types=["hang"])

    assert titles(report) == ["hang is rejected when `call` is missing"]
    assert not report.complete


def test_a_check_that_fails_is_named(monkeypatch):
    """The other checks go on; the one that cannot judge is said to have failed, once."""

    class Broken(type(CHECKS["leaks"])):
        def flaw(self, case, exchange, effect):
            raise ZeroDivisionError("division by zero")

    fields = {name: getattr(CHECKS["leaks"], name) for name in CHECKS["leaks"].__dataclass_fields__}
    monkeypatch.setitem(CHECKS, "leaks", Broken(**fields))

    report = small_run(needs_call, types=["hang"], checks=["accepts", "leaks"])

    assert titles(report) == ["hang is rejected when `call` is missing"]
    assert str(report.untested) == "the check leaks: it failed with ZeroDivisionError: division by zero"
    assert len(report.skipped) == 1


def test_what_the_user_can_put_right_is_raised():
    """A probe of the state that does not work is the user's, and ends the run as before."""
    with pytest.raises(ProbeFailed):
        small_run(lambda body: None, state=lambda: 1 / 0)


def test_an_error_of_ours_is_told():
    """It ends what was guarded, and the list says what did not run and why."""
    with guarded("the check x") as failures:
        raise ValueError("odd")

    assert [str(each) for each in failures] == ["the check x: it failed with ValueError: odd"]


def test_nothing_is_told_where_nothing_fails():
    """The list stays empty."""
    with guarded("the check x") as failures:
        pass

    assert failures == []


ERRORS = [ProbeFailed("read", "it has raised KeyError"), HandlerNotStarted("app", "it is down")]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_what_a_user_can_put_right_is_raised(error):
    """The run ends with it, where nothing was found yet."""
    with pytest.raises(type(error)), guarded("the check x"):
        raise error


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_what_was_found_is_not_lost_to_what_a_user_can_put_right(error):
    """It is told beside that, in its own words."""
    with guarded("the check x", ["a finding"]) as failures:
        raise error

    assert [str(each) for each in failures] == [f"the check x: {error}"]


def test_what_nobody_can_put_right_is_told():
    """It is one of our errors, which say themselves what is wrong."""
    error = UnsupportedMessage("assistant.started", "it is not published")

    with guarded("the search") as failures:
        raise error

    assert [str(each) for each in failures] == [f"the search: {error}"]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_step_that_a_user_could_have_put_right_loses_no_finding(error):
    """The report has what was found before it."""

    def cases(category, type, contract, seed):
        yield from small_cases(category, type, contract, seed)
        raise error

    report = small_run(needs_call, cases=cases, checks=["accepts"], types=["hang"])

    assert titles(report) == ["hang is rejected when `call` is missing"]
    assert not report.complete
    assert str(report.untested).endswith(f": {error}")


def test_a_text_that_cannot_be_read_is_raised_where_nothing_else_is_wrong():
    """There is nothing to report but that."""
    with pytest.raises(ProbeFailed, match="`read` does not work: "):
        check_handler(lambda body: None, types=["model-output"], checks=["turns"], read=lambda turn: 1 / 0)
