"""Which texts are right: those of the model, and a few that differ in what does not matter."""

import pytest

from pytest_vapi_contract.conformance.turns.accepted_texts import RightTexts, timestamp_of


def token(output, timestamp=0, turn="t1"):
    """A token of a turn."""
    return {"type": "model-output", "output": output, "turnId": turn, "timestamp": timestamp}


def after(*messages):
    """What is right after some messages."""
    right = RightTexts()
    for message in messages:
        right = right.after(message)
    return right


@pytest.mark.parametrize(
    ("text", "right"),
    [("a <flush />b ", True), ("a b", True), ("ab", False), ("a <flush />", False), ("", False)],
)
def test_markup_and_blanks_at_the_ends_may_be_there_or_not(text, right):
    """All of the rest has to be."""
    assert after(token("a <flush />"), token("b ", 1)).has("t1", text) is right


def test_markup_that_is_cut_into_tokens_may_stay():
    """A handler that removes markup from each token sees none."""
    right = after(token("<fl"), token("ush />", 1))

    assert right.has("t1", "<flush />")
    assert right.has("t1", "")


def test_a_message_that_is_delivered_again_changes_nothing():
    """It is the same as the one before, with its timestamp."""
    right = after(token("a"), token("a"), token("a", 1))

    assert right.has("t1", "aa")
    assert not right.has("t1", "aaa")


def test_messages_in_the_wrong_order_may_be_put_in_order():
    """By their timestamps, or as they arrive."""
    right = after(token("b", 1), token("a", 0))

    assert right.has("t1", "ba")
    assert right.has("t1", "ab")
    assert not after(token("b", 0), token("a", 1)).has("t1", "ab")


def test_a_message_without_a_timestamp_has_time_zero():
    """Or with one that is not a number."""
    assert timestamp_of({}) == timestamp_of({"timestamp": "now"}) == 0
