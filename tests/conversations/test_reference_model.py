"""The model of turns is compared with a second one, which was written another way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.conversations import TurnTexts

TURNS = st.sampled_from(["one", "two", "three"])
OUTPUTS = st.one_of(
    st.text(max_size=4), st.just([{"id": "call_1"}]), st.just({"content": "no text"}), st.none()
)
MESSAGES = st.one_of(
    st.builds(
        lambda turn, output: {"type": "model-output", "turnId": turn, "output": output}, TURNS, OUTPUTS
    ),
    st.builds(lambda turn: {"type": "user-interrupted", "turnId": turn}, TURNS),
    st.builds(
        lambda name, text: {"type": name, "output": text}, st.sampled_from(["model-output", "hang"]), OUTPUTS
    ),
    st.just({"type": "user-interrupted"}),
    st.builds(lambda turn: {"type": "voice-input", "turnId": turn, "output": "not this"}, TURNS),
    st.builds(
        lambda turn: {"type": "model-output", "turnId": turn, "output": "x"}, st.sampled_from([None, 3, []])
    ),
)


def second_model(messages, turn):
    """What is left of a turn: its strings one after the other, unless its messages have an interruption."""
    own = [each for each in messages if each.get("turnId") == turn]
    if "user-interrupted" in [each["type"] for each in own]:
        return ""
    outputs = [each["output"] for each in own if each["type"] == "model-output"]
    return "".join(filter(lambda output: type(output) is str, outputs))


@given(messages=st.lists(MESSAGES, max_size=30))
def test_two_models_agree_after_each_message(messages):
    """Whatever comes in whatever order, one model that goes message by message tells what the other tells."""
    for count, texts in enumerate(TurnTexts.each(messages), start=1):
        for turn in ("one", "two", "three"):
            assert texts.text(turn) == second_model(messages[:count], turn)


@given(messages=st.lists(MESSAGES, max_size=30))
def test_the_end_is_the_last_of_the_steps(messages):
    """`of` tells what the last step of `each` tells."""
    assert TurnTexts.of(messages) == [TurnTexts(), *TurnTexts.each(messages)][-1]


def test_texts_are_values():
    """A message does not change the texts from before it."""
    before = TurnTexts()

    after = before.after({"type": "model-output", "turnId": "one", "output": "Hi"})

    assert (before.text("one"), after.text("one")) == ("", "Hi")


def test_late_tokens_are_discarded():
    """What comes after an interruption does not bring the turn back."""
    token = {"type": "model-output", "turnId": "one", "output": "Hi"}
    interruption = {"type": "user-interrupted", "turnId": "one"}

    assert [each.text("one") for each in TurnTexts.each([token, interruption, token])] == ["Hi", "", ""]


@pytest.mark.parametrize("type", ["model-output", "user-interrupted"])
def test_a_message_without_a_turn_changes_nothing(type):
    """It belongs to no turn, and none is named that could be discarded."""
    texts = TurnTexts.of([{"type": "model-output", "turnId": "one", "output": "Hi"}])

    assert texts.after({"type": type, "output": "there"}) is texts
