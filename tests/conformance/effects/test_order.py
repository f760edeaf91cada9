"""Events that come twice, or in another order."""

import pytest

from pytest_vapi_contract.conformance.effects import play as effect_play
from pytest_vapi_contract.conformance.effects.order import DoubledEvents, OvertakingEvents
from tests.conformance.effects.small_calls import CALL, REPORT, Calls, Numbered, Reports, event


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Nothing goes on after the reply of these handlers, so nobody needs to wait."""
    monkeypatch.setattr(effect_play, "LATE_WORK_PAUSES", (0.0,))


class Minutes(Calls):
    """Adds to a call that it knows, whatever it has seen."""

    def act(self, message, call, body):
        """Do as the class says."""
        if message.get("status") == "in-progress":
            self.rows.setdefault(call, 0)
        if message["type"] == REPORT and call in self.rows:
            self.rows[call] += 1


class Ended(Reports):
    """Keeps the report of a call that it knows to have ended."""

    def act(self, message, call, body):
        """Do as the class says."""
        if message.get("status") == "ended":
            self.rows.setdefault(call, "")
        if call in self.rows:
            super().act(message, call, body)


class Stash(Ended):
    """The same, and keeps a report that is early until then."""

    def act(self, message, call, body):
        """Do as the class says."""
        early = self.__dict__.setdefault("early", {})
        super().act(message, call, body)
        if message["type"] == REPORT and call not in self.rows:
            early[call] = message
        elif call in early and call in self.rows:
            super().act(early.pop(call), call, body)


def test_an_effect_that_comes_twice_is_found_in_its_call():
    """With the events that it takes, and the same event twice."""
    survey = Minutes().survey(CALL)

    [found] = DoubledEvents(survey=survey).of_type(REPORT)

    assert found.effect.fault == "doubled"
    assert [line.split()[1] for line in found.effect.events[1:]] == ["status-update", REPORT, REPORT]
    assert found.effect.noted == "the second delivery changes the state again"


def test_an_effect_that_does_not_come_twice_again_is_not_told(monkeypatch):
    """Where the state changed by itself when it was looked at first, the table would show no change."""
    monkeypatch.setattr(DoubledEvents, "_suspects", lambda *_: [CALL[-1]])
    monkeypatch.setattr(DoubledEvents, "_is_doubled", lambda *_, **__: True)

    assert list(DoubledEvents(survey=Reports().survey(CALL)).of_type(REPORT)) == []


def test_an_effect_that_comes_once_is_right():
    """As does one of a message that cannot be recognised."""
    untimed = event(REPORT, 3.0)
    del untimed.message["timestamp"]

    assert list(DoubledEvents(survey=Reports().survey(CALL)).of_type(REPORT)) == []
    assert list(DoubledEvents(survey=Minutes().survey((*CALL[:-1], untimed))).of_type(REPORT)) == []


@pytest.mark.parametrize("is_reset", [True, False])
def test_a_report_that_needs_the_status_before_it_is_found(is_reset):
    """It is lost when it arrives first, and the status does not bring it back, with a reset or without."""
    [found] = OvertakingEvents(survey=Ended(is_reset=is_reset).survey(CALL)).of_type(REPORT)

    assert found.effect.fault == "overtaken"
    assert found.effect.facts == {"what": "status-update (ended)", "apart": "2 s"}
    assert [line.split()[1] for line in found.effect.events[1:]] == [REPORT, "status-update"]


@pytest.mark.parametrize("is_reset", [True, False])
@pytest.mark.parametrize("handler", [Reports, Stash, Minutes, Numbered])
def test_who_needs_no_order_or_waits_is_right(handler, is_reset):
    """Neither is who needs an event of long before."""
    assert list(OvertakingEvents(survey=handler(is_reset=is_reset).survey(CALL)).of_type(REPORT)) == []
