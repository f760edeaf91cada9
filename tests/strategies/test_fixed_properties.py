"""Properties of drawn messages that are fixed."""

import pytest
from hypothesis import strategies as st

from pytest_vapi_contract.errors import BadFixedValue, UnknownProperty
from pytest_vapi_contract.strategies import model_output
from tests.contract.messages import contract
from tests.strategies.drawing import drawn


def test_a_fixed_value_is_in_every_message():
    """The value is there, and it is not shared between messages."""
    fixed = {"any": ["object"]}

    made = drawn(model_output(contract=contract(), output=fixed), 20)
    made[0]["output"]["any"].clear()

    assert made[1]["output"] == {"any": ["object"]}
    assert fixed == {"any": ["object"]}


def test_a_fixed_strategy_is_drawn_from():
    """The property takes the values of the strategy, and the message conforms around them."""
    turns = st.sampled_from(["one", "two"])

    made = drawn(model_output(contract=contract(), turnId=turns), 40)

    assert {message["turnId"] for message in made} == {"one", "two"}
    assert {contract().standing(message) for message in made} == {"conforming"}


def test_a_fixed_strategy_is_checked_when_it_is_drawn_from():
    """What does not fit is told at the first such message."""
    strategy = model_output(contract=contract(), turnId=st.integers())

    with pytest.raises(BadFixedValue, match=r"turnId="):
        drawn(strategy, 5)


@pytest.mark.parametrize("value", ["one", st.just("one")], ids=["value", "strategy"])
def test_an_unknown_fixed_property_is_refused(value):
    """A slip of the pen is told, whether a value or a strategy was given."""
    with pytest.raises(UnknownProperty, match=r"'turnId'"):
        drawn(model_output(contract=contract(), turnID=value), 2)


def test_a_fixed_value_that_does_not_fit_is_refused_before_anything_is_drawn():
    """The error comes where the strategy is made."""
    with pytest.raises(BadFixedValue, match=r"turnId=7"):
        model_output(contract=contract(), turnId=7)


def test_a_part_of_a_property_can_be_fixed():
    """It is set in what is drawn, to a value or to what a strategy draws, and the message conforms."""
    names = st.sampled_from(["Ann", "Bob"])

    made = drawn(model_output(contract=contract(), call__customer__name=names, call__id="one"), 20)

    assert {message["call"]["customer"]["name"] for message in made} == {"Ann", "Bob"}
    assert {message["call"]["id"] for message in made} == {"one"}
    assert {contract().standing(message) for message in made} == {"conforming"}


def test_anything_can_be_fixed_unchecked():
    """With `unchecked`, values that do not fit and names that do not exist are put in as they are."""
    made = drawn(
        model_output(
            contract=contract(),
            unchecked=True,
            turnId=7,
            brand="new",
            output=st.just("text"),
            a__b=st.just(1),
        ),
        5,
    )

    assert all((m["turnId"], m["brand"], m["output"], m["a"]) == (7, "new", "text", {"b": 1}) for m in made)
