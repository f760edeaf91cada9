"""What is sent of a conversation, and where it goes wrong."""

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.clock import now
from pytest_vapi_contract.conformance.sender import NoTimeLeft, Sender
from pytest_vapi_contract.conformance.turns.conversations import prepared
from pytest_vapi_contract.conformance.turns.play import TurnPlayer
from pytest_vapi_contract.conformance.turns.schedules import together
from pytest_vapi_contract.errors import ProbeFailed
from tests.captions import Captions, LastOutput, TurnIdRequired

PLAIN = prepared(0)[1]


def player_of(handler, read, **fields):
    """A player for a plain function."""
    return TurnPlayer(sender=Sender(handler=as_handler(handler), read=read, **fields))


def test_turns_and_calls_have_new_ids_each_time():
    """Nothing is left of the conversation before under the same id."""
    seen = []
    player = player_of(lambda body: seen.append(body["message"]), lambda turn: "")

    for _ in range(2):
        player.play(PLAIN, pauses=())

    assert len({message["turnId"] for message in seen}) == 2
    assert len({message["call"]["id"] for message in seen}) == 2


def test_it_ends_with_the_event_after_which_a_text_is_wrong():
    """The fault has the steps so far, and what was read."""
    fault = player_of(lambda body: None, lambda turn: "Hel").play(PLAIN, pauses=())

    assert [step.read["t1"] for step in fault.steps] == ["Hel", "Hel"]
    assert (fault.turn, fault.steps[-1].expected) == ("t1", {"t1": "Hello"})


def test_without_time_to_wait_no_text_is_called_wrong():
    """It might become right in a pause for which no time is left."""
    player = player_of(lambda body: None, lambda turn: "Hel", deadline=now() + 600.0)

    with pytest.raises(NoTimeLeft):
        player.play(PLAIN, pauses=(3_600.0,))


def test_it_ends_with_the_message_that_is_refused():
    """No text is wrong then."""
    captions = TurnIdRequired()

    fault = player_of(captions, captions.read).play(prepared(0)[5], pauses=())

    assert (fault.turn, len(fault.steps)) == (None, 2)
    assert fault.exchange.crash.type == "KeyError"


def test_a_text_that_cannot_be_read_any_more_is_a_fault():
    """It could be read before."""
    captions = LastOutput()

    fault = player_of(captions, captions.read).play(prepared(0)[6], pauses=())

    assert fault.turn == "t1"
    assert "TypeError" in fault.failure.why
    assert len(fault.steps) == 2


def test_a_read_that_never_works_is_an_error():
    """It says nothing about the handler."""
    with pytest.raises(ProbeFailed, match="it returns a value of type int"):
        player_of(lambda body: None, lambda turn: 7).play(PLAIN)


def test_calls_at_once_are_read_at_the_end():
    """Their messages arrive in the order of each call."""
    captions, calls = Captions(), {}

    def webhook(body):
        calls.setdefault(body["message"]["call"]["id"], []).append(body["message"]["output"])
        captions(body)

    fault = player_of(webhook, captions.read).play(next(together(0)))

    assert fault is None
    assert sorted(calls.values()) == [["One", " more", " time"], ["Two", " of", " them"]]


def test_tokens_that_are_lost_among_others_are_a_fault():
    """The texts are those at the end."""
    fault = player_of(lambda body: None, lambda turn: "One").play(next(together(0)))

    assert (fault.turn, fault.symptom.name) == ("t1", "at once")
    assert fault.symptom.verdict == "lacks some of its tokens"
    assert "hold a lock" in fault.symptom.hint
    assert [step.read for step in fault.steps[:-1]] == [{}] * 5


def test_without_time_nothing_is_played():
    """No text is blamed."""
    with pytest.raises(NoTimeLeft):
        player_of(lambda body: None, lambda turn: "", deadline=0.0).play(PLAIN)


def test_no_token_is_old(monkeypatch):
    """A handler may rightly ignore what was said long ago: the last event is now."""
    monkeypatch.setattr("pytest_vapi_contract.conformance.turns.play.time", lambda: 2_000_000_000.5)
    captions, came = Captions(), []

    def webhook(body):
        came.append(body["message"]["timestamp"])
        return captions(body)

    player_of(webhook, captions.read).play(PLAIN, pauses=())

    times = [event.message["timestamp"] for event in PLAIN.events]
    assert len(times) > 1
    assert came == [2_000_000_000_500 - (times[-1] - each) for each in times]
