"""Calls and turns as values."""

from pytest_vapi_contract.conversations import Call, Event, Turn

FIRST = {"type": "model-output", "turnId": "one", "output": "Hi", "call": {"id": "c"}}
OTHER = {"type": "model-output", "turnId": "two", "output": "Bye"}
CUT = {"type": "user-interrupted", "turnId": "two"}
CALL = Call((Event(0.5, {"type": "hang"}), Event(1.0, FIRST), Event(2.0, OTHER), Event(2.0, CUT)))


def test_a_call_has_its_turns_in_order():
    """Each with its own messages, the interruption among them."""
    assert CALL.turns == (Turn("one", (FIRST,)), Turn("two", (OTHER, CUT)))
    assert [(turn.text, turn.interrupted) for turn in CALL.turns] == [("Hi", False), ("", True)]


def test_a_call_tells_what_is_left_of_a_turn():
    """Nothing is left of an interrupted or unknown one."""
    assert [CALL.text(turn) for turn in ("one", "two", "three")] == ["Hi", "", ""]


def test_a_call_has_an_id_and_a_chat_has_none():
    """It is that of the first message that has a call."""
    assert CALL.id == "c"
    assert Call((Event(0.0, OTHER),)).id is None
