"""What is changed in a failing message: which places, and what is there instead."""

from pytest_vapi_contract.cases.condition import MISSING
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.findings.body_repairs import beside_spoken, left_out, repaired, spoken_places
from tests.exchanges import conforming, crash, exchange

ROLE, TURN = ("message", "role"), ("message", "turn")


def of(**message):
    """The body of a message."""
    return {"message": message}


def looked_up(body, missing):
    """The finding about a body with a value that a table lacks."""
    return CHECKS["accepts"].judge(
        conforming(body), exchange(status=500, crash=crash("KeyError", repr(missing)))
    )


def test_a_value_is_that_of_an_accepted_message():
    """Where that has none, it is left out; a zero is another number."""
    assert repaired(of(role="tool"), ROLE, of(role="bot")) == of(role="bot")
    assert repaired(of(role="tool", turn=3), TURN, of(role="bot")) == of(role="tool")
    assert repaired(of(turn=0), TURN, of()) == of(turn=1)
    assert repaired(of(role="bot"), ROLE, of(role="bot")) is MISSING


def test_only_what_an_accepted_message_lacks_is_left_out():
    """An item of a list is not: the others would have other places."""
    assert left_out(of(role="bot", turn=0), TURN, of(role="bot")) == of(role="bot")
    assert left_out(of(turn=0), TURN, of(turn=1)) is MISSING
    assert left_out(of(words=["Hi"]), ("message", "words", 0), of(words=[])) is MISSING


def test_messages_with_another_value_are_tried_for_what_an_exception_speaks_of():
    """The smallest one, and none that has the same there."""
    finding = looked_up(of(role="tool", turn=3), "tool")
    smallest, larger = of(role="bot"), of(role="user", turn=3, words=[])

    assert spoken_places(finding) == [ROLE]
    assert list(beside_spoken(finding, [larger, smallest, of(role="tool"), of(turn=3)])) == [smallest]
