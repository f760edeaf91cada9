"""What was said earlier in a call, and is replaced by what is said later."""

import pytest

from pytest_vapi_contract.conformance.effects import play as effect_play
from pytest_vapi_contract.conformance.effects.replaced import ReplacedEvents
from tests.conformance.effects.small_calls import OTHERS, Calls, event, status


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Nothing goes on after the reply of these handlers, so nobody needs to wait."""
    monkeypatch.setattr(effect_play, "LATE_WORK_PAUSES", (0.0,))


def said(text, at, role, kind="final"):
    """A transcript."""
    return event("transcript", at, role=role, transcriptType=kind, transcript=text)


CALL = (
    status("in-progress"),
    *OTHERS,
    said("How may I help you?", 1.0, "assistant"),
    said("I would", 2.0, "user", "partial"),
    said("I would like a table.", 2.5, "user"),
    said("For how many people?", 3.0, "assistant"),
    said("For two, please.", 4.0, "user"),
    status("ended", 5.0),
)


class Latest(Calls):
    """Keeps what each has said last in a call that it knows."""

    def act(self, message, call, body):
        """Do as the class says."""
        if message.get("status") == "in-progress":
            self.rows.setdefault(call, {})
        if message["type"] == "transcript" and call in self.rows:
            self.rows[call][message["role"]] = message["transcript"]


class All(Calls):
    """Keeps everything that is final, once."""

    def act(self, message, call, body):
        """Do as the class says."""
        if message.get("transcriptType") == "final":
            self.rows.setdefault(call, {})[message["transcript"]] = None


class Text(Calls):
    """Keeps one text for each call, and appends to it."""

    def act(self, message, call, body):
        """Do as the class says."""
        if message.get("transcriptType") == "final" and message["transcript"] not in self.rows.get(call, ""):
            self.rows[call] = f"{self.rows.get(call, '')} {message['transcript']}"


def replaced(handler, type="transcript"):
    """What is replaced."""
    return list(ReplacedEvents(survey=handler.survey(CALL, handled=("transcript",))).of_type(type))


@pytest.mark.parametrize("is_reset", [True, False])
def test_what_was_said_and_is_gone_is_worth_a_note(is_reset):
    """With what it takes beside the two messages, and no more."""
    [found] = replaced(Latest(is_reset=is_reset))

    assert (found.effect.fault, found.effect.is_note) == ("replaced", True)
    assert found.effect.noted == 'the state has no "How may I help you?" any more'
    assert [line.split()[1] for line in found.effect.events[1:]] == [
        "status-update",
        "transcript",
        "transcript",
    ]


@pytest.mark.parametrize("handler", [All, Text, Calls])
def test_who_keeps_what_was_said_is_right(handler):
    """So is who keeps nothing of it."""
    assert replaced(handler()) == []


def test_only_what_was_said_is_replaced():
    """A status is there to be replaced by the next one."""
    assert replaced(Latest(), "status-update") == []
