"""Events that are refused in a call, and accepted alone."""

import pytest

from pytest_vapi_contract.conformance.effects import play as effect_play
from pytest_vapi_contract.conformance.effects.refused import RefusedEvents
from tests.conformance.effects.small_calls import CALL, REPORT, Calls


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Nothing goes on after the reply of these handlers, so nobody needs to wait."""
    monkeypatch.setattr(effect_play, "LATE_WORK_PAUSES", (0.0,))


class Inserted(Calls):
    """Has one row for each call, and fails where there is one."""

    def act(self, message, call, body):
        """Do as the class says."""
        if message["type"] in ("status-update", REPORT):
            if call in self.rows:
                raise ValueError("there is such a row")
            self.rows[call] = message["type"]


class Refusing(Calls):
    """Takes no report, whatever came before it."""

    def act(self, message, call, body):
        """Do as the class says."""
        if message["type"] == REPORT:
            raise ValueError("no reports")


def refused(handler, type=REPORT):
    """What is refused for others."""
    return list(RefusedEvents(survey=handler.survey(CALL)).of_type(type))


@pytest.mark.parametrize("is_reset", [True, False])
def test_an_event_that_an_earlier_one_breaks_is_found(is_reset):
    """In as few events as show it, with the exception."""
    [found] = refused(Inserted(is_reset=is_reset))

    assert found.effect.fault == "refused later"
    assert found.exchange.crash.message == "there is such a row"
    assert [line.split()[1] for line in found.effect.events[1:]] == ["status-update", REPORT]
    assert found.effect.facts["what"].startswith("status-update")


@pytest.mark.parametrize("handler", [Refusing, Calls])
def test_what_is_refused_alone_or_never_is_told_elsewhere(handler):
    """Other checks look at single messages."""
    assert refused(handler()) == []


def test_other_types_are_left_out():
    """Each type is looked at by itself."""
    assert refused(Inserted(), type="transcript") == []
