"""Events that are taken for repeats of an earlier one of their type and call."""

import pytest

from pytest_vapi_contract.conformance.effects import play as effect_play
from pytest_vapi_contract.conformance.effects.dropped import DroppedEvents
from tests.conformance.effects.small_calls import OTHERS, REPORT, Calls, event, status

STATUS, TRANSCRIPT = "status-update", "transcript"


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Nothing goes on after the reply of these handlers, so nobody needs to wait."""
    monkeypatch.setattr(effect_play, "LATE_WORK_PAUSES", (0.0,))


def said(text, at, role="user"):
    """A final transcript."""
    return event(TRANSCRIPT, at, role=role, transcriptType="final", transcript=text)


CALL = (
    status("in-progress"),
    *OTHERS,
    said("I need a table.", 1.0),
    said("For how many?", 2.0, "assistant"),
    status("forwarding", 2.5),
    status("ended", 3.0),
    event(REPORT, 4.0, endedReason="over"),
)


class ByType(Calls):
    """Takes one event of each type and call."""

    def act(self, message, call, body):
        """Do as the class says."""
        if message["type"] in (STATUS, TRANSCRIPT):
            content = message.get("status") or message.get("transcript")
            self.rows.setdefault((call, message["type"]), content)


class ByTime(Calls):
    """Takes one event of each type, call and moment, and knows only the last one."""

    def act(self, message, call, body):
        """Do as the class says."""
        seen = self.rows.setdefault("seen", [])
        delivery = [call, message["type"], message["timestamp"]]
        if message["type"] in (STATUS, TRANSCRIPT) and delivery not in seen:
            seen.append(delivery)
            self.rows[call, message["type"]] = message.get("status") or message.get("transcript")


class Registered(Calls):
    """Registers a call when it hears of it first, whatever its status is."""

    def act(self, message, call, body):
        """Do as the class says."""
        if message["type"] in (STATUS, TRANSCRIPT):
            self.rows.setdefault(call, "registered")


class Ranked(Calls):
    """Keeps the highest status of a call: it does not know forwarding, and passes over it."""

    def act(self, message, call, body):
        """Do as the class says."""
        rank = {"in-progress": 1, "ended": 2}
        if message["type"] == STATUS:
            known = self.rows.get(call)
            if known is None or rank.get(message["status"], 0) > rank.get(known, 0):
                self.rows[call] = message["status"]


def dropped(handler, type):
    """What is dropped of a type."""
    return list(DroppedEvents(survey=handler.survey(CALL, handled=(STATUS, TRANSCRIPT))).of_type(type))


@pytest.mark.parametrize("is_reset", [True, False])
@pytest.mark.parametrize(
    ("type", "earlier", "is_note"),
    [(STATUS, "status-update (in-progress)", False), (TRANSCRIPT, "transcript (user, final)", True)],
)
def test_an_event_that_is_taken_for_another_is_found(type, earlier, is_note, is_reset):
    """A status is lost; who keeps what was said first may mean to."""
    [found] = dropped(ByType(is_reset=is_reset), type)

    assert found.effect.fault == "dropped"
    assert found.effect.facts == {"what": earlier}
    assert found.effect.is_note is is_note
    assert [line.split()[1] for line in found.effect.events[1:]] == [type, type]


@pytest.mark.parametrize("is_reset", [True, False])
@pytest.mark.parametrize("handler", [ByTime, Registered, Ranked, Calls])
@pytest.mark.parametrize("type", [STATUS, TRANSCRIPT])
def test_who_takes_each_event_or_tells_nothing_of_it_is_right(handler, type, is_reset):
    """Nothing is lost of what the state never tells."""
    assert dropped(handler(is_reset=is_reset), type) == []
