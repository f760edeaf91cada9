"""What is played: the same for the same seed, with everything that breaks handlers."""

import pytest

from pytest_vapi_contract.conformance.budget import MOST_DRAWN
from pytest_vapi_contract.conformance.turns.conversations import draw, prepared, whole_call
from pytest_vapi_contract.conversations import TurnTexts


def drawn(seed, most=MOST_DRAWN):
    """The conversations that are drawn, up to a number of them."""
    conversations = []

    def use(conversation):
        conversations.append(conversation)
        return len(conversations) < most

    draw(seed, use)
    return conversations


@pytest.mark.parametrize("seed", [0, 1])
def test_prepared_conversations_have_all_that_breaks_handlers(seed):
    """Messages without turns, empty tokens, tool calls and objects, an interruption, and two turns."""
    messages = [event.message for events, _ in prepared(seed) for event in events]

    outputs = [message.get("output") for message in messages]
    assert {"", "\u0301", "<flush />"} <= {output for output in outputs if isinstance(output, str)}
    assert {list, dict} <= {type(output) for output in outputs}
    assert {message["type"] for message in messages if "turnId" not in message} >= {
        "model-output",
        "user-interrupted",
    }
    assert {message.get("turnId") for message in messages} == {None, "t1", "t2"}


def test_some_tokens_come_after_the_interruption():
    """The turn is discarded all the same."""
    late = [conversation for conversation in prepared(0) if _has_late_tokens(conversation.events)]

    assert late


def test_what_is_drawn_depends_on_the_seed_alone():
    """And it ends when enough was seen."""
    assert drawn(5) == drawn(5) != drawn(6)
    assert len(drawn(5, most=2)) == 2


def test_timestamps_are_those_of_the_events():
    """Some tokens have the same one."""
    for events, _ in prepared(0)[:-1]:
        stamps = [event.message["timestamp"] for event in events]
        times = [round(event.at * 1000) for event in events]
        assert [stamp - stamps[0] for stamp in stamps] == times

    assert any(len({event.at for event in events}) == 1 < len(events) for events, _ in prepared(0))


def test_a_whole_call_has_what_repeats_the_tokens():
    """Transcripts and what is given to the voice are of no turn."""
    call = whole_call(0).events

    assert {"transcript", "voice-input", "conversation-update"} <= {event.message["type"] for event in call}
    assert {event.message.get("turnId") for event in call} == {None, "t1"}


def _has_late_tokens(events):
    texts = TurnTexts()
    for event in events:
        if event.message["type"] == "model-output" and event.message.get("turnId") in texts.interrupted:
            return True
        texts = texts.after(event.message)
    return False
