"""What is sent of a conversation, and which texts are right."""

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.conformance.turn_conversations import prepared
from pytest_vapi_contract.conformance.turn_play import TurnPlayer, is_right
from pytest_vapi_contract.conversations import TurnTexts


def test_turns_and_calls_have_new_ids_each_time():
    """Nothing is left of the conversation before under the same id."""
    seen = []
    player = TurnPlayer(handler=as_handler(lambda body: seen.append(body["message"])), read=lambda turn: "")

    for _ in range(2):
        player.play(prepared(0)[0], settling=())

    assert len({message["turnId"] for message in seen}) == 2
    assert len({message["call"]["id"] for message in seen}) == 2


def test_it_ends_with_the_event_after_which_a_text_is_wrong():
    """The fault has the steps so far, and what was read."""
    player = TurnPlayer(handler=as_handler(lambda body: None), read=lambda turn: "Hel")

    fault = player.play(prepared(0)[0], settling=())

    assert fault is not None
    assert [step.read["t1"] for step in fault.steps] == ["Hel", "Hel"]
    assert (fault.turn, fault.steps[-1].expected) == ("t1", {"t1": "Hello"})


@pytest.mark.parametrize(
    ("text", "right"), [("a<flush />b", True), ("ab", True), ("a<flush />", False), ("", False)]
)
def test_markup_may_be_there_or_not(text, right):
    """All of the rest has to be."""
    raw, stripped = TurnTexts({"t1": "a<flush />b"}), TurnTexts({"t1": "ab"})

    assert is_right(text, "t1", raw, stripped) is right
