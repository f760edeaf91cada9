"""How far a run has come."""

from types import SimpleNamespace

import pytest

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.conformance.progress import ProgressTeller
from tests.exchanges import conforming, crash, exchange


def failed(check="accepts", **fields):
    """What a check finds in an exchange that failed."""
    return CHECKS[check].judge(conforming({"message": {"type": "hang"}}), exchange(**fields))


@pytest.fixture
def told():
    """What was told."""
    return []


@pytest.fixture
def teller(told):
    """It tells what a run does that has sent three messages."""
    return ProgressTeller(listener=told.append, sender=SimpleNamespace(exchanges=3))


def test_a_step_is_told(teller, told):
    """With what was sent by then."""
    teller.step(1, 5, "messages of hang")

    [progress] = told
    assert (progress.done, progress.steps, progress.exchanges) == (1, 5, 3)
    assert (progress.doing, progress.failed) == ("messages of hang", None)


def test_the_first_failure_with_a_cause_is_told(teller, told):
    """Not the next ones with that cause, whatever check they fail; but all are counted."""
    first = failed(status=500, crash=crash())
    teller.failed(first)
    teller.failed(failed(status=500, crash=crash()))
    teller.failed(failed(status=400))
    teller.step(2, 5, "the next step")

    assert [progress.failed and progress.failed.exchange.reply.status for progress in told] == [
        500,
        400,
        None,
    ]
    assert [progress.failures for progress in told] == [1, 3, 3]


def test_who_does_not_listen_is_told_nothing():
    """That is the usual case in Python."""
    ProgressTeller(listener=None, sender=SimpleNamespace(exchanges=0)).step(0, 1, "a step")


def test_a_failure_is_told_while_the_run_goes_on(told):
    """Long before the report: after the first message, if that fails."""
    check_handler(
        lambda body: body["message"]["call"]["id"],
        types=["hang"],
        checks=["accepts"],
        max_examples=5,
        progress=told.append,
    )

    first = next(progress for progress in told if progress.failed)
    assert first.exchanges == 1
    assert "KeyError: 'call'" in first.failed.got
    assert told[-1].doing == "looking for the smallest messages"
