"""The time in which replies waited for a processor, which is not the handler's."""

import pytest

from pytest_vapi_contract.conformance import processor_waits
from pytest_vapi_contract.conformance.budget import CLEARLY_QUICK
from pytest_vapi_contract.conformance.processor_waits import ProcessorWaits
from pytest_vapi_contract.delivery import Exchange, Reply, Request


def replies(*seconds, timed_out=False):
    """Replies that took so long."""
    reply = None if timed_out else Reply(status=200)
    return [Exchange(request=Request(), reply=reply, seconds=each, timed_out=timed_out) for each in seconds]


@pytest.fixture
def waits(monkeypatch):
    """A function that has the process wait for so many seconds since it was looked, and notes replies."""

    def noted(seconds, exchanges):
        told = iter([1.0, 1.0 + seconds])
        monkeypatch.setattr(processor_waits, "waited_for_processor", lambda: next(told))
        waits = ProcessorWaits()
        waits.look()
        waits.note(exchanges)
        return waits.seconds

    return noted


@pytest.mark.parametrize(("waited", "counted"), [(0.25, 0.25), (100.0, 0.6), (-50.0, 0.0)])
def test_no_more_is_counted_than_replies_took(waits, waited, counted):
    """Several threads may have waited at once; and a thread that ends takes what it waited along."""
    assert waits(waited, replies(0.2, 0.4)) == pytest.approx(counted)


def test_what_is_waited_between_replies_is_not_counted(monkeypatch):
    """It is looked before each of them, or before each batch."""
    told = iter([1.0, 2.0, 5.0, 5.5])
    monkeypatch.setattr(processor_waits, "waited_for_processor", lambda: next(told))
    waits = ProcessorWaits()

    for _ in range(2):
        waits.look()
        waits.note(replies(3.0))

    assert waits.seconds == 1.5


@pytest.mark.parametrize(
    "exchanges", [[], replies(CLEARLY_QUICK * 0.9, CLEARLY_QUICK * 0.9), replies(20.0, timed_out=True)]
)
def test_the_system_is_not_asked_about_quick_replies_or_none(waits, exchanges):
    """It would take as long as some of them; and what was not answered is late, whatever it waited for."""
    assert waits(0.3, exchanges) == 0.0
