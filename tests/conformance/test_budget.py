import pytest

from pytest_vapi_contract.conformance.budget import FEWEST, SLOW, Pace
from pytest_vapi_contract.conformance.sender import Sender


def kept(monkeypatch, mean, *, until=100.0, ahead=10, cases=50):
    """
    How many cases of a step are sent by a handler that takes so long for each.
    """
    clock = [0.0]
    monkeypatch.setattr("pytest_vapi_contract.conformance.budget.monotonic", lambda: clock[0])
    pace = Pace(sender=Sender(handler=None, exchanges=1, seconds=mean), until=until, ahead=ahead)
    count = 0
    for _ in pace.kept(range(cases)):
        count += 1
        clock[0] += mean
    return count, [str(skip) for skip in pace.skips()]


@pytest.mark.parametrize(("mean", "count"), [(1.0, 11), (4.0, 3), (60.0, FEWEST)])
def test_a_slow_handler_gets_something_of_everything(monkeypatch, mean, count):
    """
    A step has its share of the time that is left, and a few messages whatever that is.
    """
    sent, [skip] = kept(monkeypatch, mean)

    assert sent == count
    assert skip == f"all but the first messages of each kind: a reply takes {mean:g} s"


@pytest.mark.parametrize("mean", [0.0, SLOW / 2])
def test_a_quick_handler_gets_everything(monkeypatch, mean):
    """
    What is sent must not depend on the clock where there is time enough.
    """
    assert kept(monkeypatch, mean, until=0.5) == (50, [])


def test_a_step_that_fits_is_not_cut(monkeypatch):
    """
    Nor does a slow handler miss anything that there is time for.
    """
    assert kept(monkeypatch, 1.0, until=1000.0) == (50, [])
