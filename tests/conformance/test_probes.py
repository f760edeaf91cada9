"""The user's `state` and `reset` may do whatever a handler may."""

import sys
import time

import pytest

from pytest_vapi_contract.conformance import check_handler
from pytest_vapi_contract.conformance.probes import ProbeLost, Probes
from pytest_vapi_contract.errors import ProbeFailed

FEW = {"types": ["hang"], "max_examples": 3, "checks": ["accepts", "side-effects"]}


def crashes(body):
    """A handler with a fault."""
    raise KeyError("call")


def test_a_probe_that_ends_the_process_is_an_error():
    """Also with the status of success: nothing has been checked."""
    with pytest.raises(ProbeFailed, match="SystemExit: 0"):
        check_handler(crashes, state=lambda: sys.exit(0), **FEW)


def test_a_probe_that_hangs_is_an_error():
    """It is left to itself."""
    with pytest.raises(ProbeFailed, match="it does not return within 0.5 s"):
        Probes().ask("state", lambda: time.sleep(60), 0.1)


def test_a_probe_that_breaks_later_loses_nothing():
    """What was found is told, and what was not checked."""
    answers = iter(range(7))

    report = check_handler(crashes, state=lambda: next(answers), **FEW)

    assert report.findings
    assert not report.ok
    assert any("`state` does not work: StopIteration" in str(skip) for skip in report.skipped)


def test_a_probe_that_is_lost_is_not_asked_again():
    """Each call of one that hangs would cost its time."""
    probes, asked = Probes(), []

    def breaks():
        asked.append(1)
        raise ProbeFailed("state", "it broke")

    probes.ask("state", lambda: 1, 1.0)
    for _ in range(2):
        with pytest.raises(ProbeLost, match="it broke"):
            probes.ask("state", breaks, 1.0)

    assert asked == [1]


def test_the_methods_of_a_state_are_called_once():
    """A state may be an object whose text ends the process."""

    class Loud:
        def __repr__(self):
            sys.exit(0)

    with pytest.raises(ProbeFailed, match="SystemExit"):
        check_handler(crashes, state=Loud, **FEW)
