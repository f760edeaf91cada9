"""The values of options."""

import pytest

from pytest_vapi_contract.option_table import FrontEndOption
from pytest_vapi_contract.plugin import option_values

FLAG = FrontEndOption("flag", "A flag.")
ONE = FrontEndOption("one", "One of two.", "ONE", choices=("a", "b"))
SIZE = FrontEndOption("size", "A number.", "N", least=2)


@pytest.mark.parametrize(("text", "given"), [("yes", True), ("ON", True), ("no", False), (None, False)])
def test_a_flag_is_given_or_not(text, given):
    """In the settings it has a value."""
    assert option_values.given(FLAG, text) is given


def test_several_values_are_listed_once():
    """Between commas or blanks."""
    assert option_values.listed(ONE, "a, b a") == ("a", "b")
    assert option_values.listed(ONE, None) == ()


@pytest.mark.parametrize(
    ("read", "option", "text", "told"),
    [
        (option_values.choice, ONE, "c", "--vapi-one must be 'a' or 'b', not 'c'."),
        (option_values.listed, ONE, "a,c", "--vapi-one must be 'a' or 'b', not 'c'."),
        (option_values.number, SIZE, "1", "--vapi-size must be a whole number, at least 2, not '1'."),
        (option_values.number, SIZE, "x", "--vapi-size must be a whole number, at least 2, not 'x'."),
        (option_values.seconds, SIZE, "soon", "--vapi-size must be a duration"),
        (option_values.function, "state", "math:pi", "--vapi-state must name a function"),
    ],
)
def test_a_value_that_cannot_be_used_ends_the_session(read, option, text, told):
    """One line says which option it is, and what it takes."""
    with pytest.raises(pytest.UsageError) as caught:
        read(option, text)

    assert told in str(caught.value)


def test_values_are_read():
    """A number, a duration, a function, or nothing."""
    assert option_values.number(SIZE, "2") == 2
    assert (option_values.seconds(SIZE, "2m"), option_values.seconds(SIZE, None)) == (120.0, None)
    assert option_values.function("state", "math:sqrt")(4) == 2
    assert option_values.function("state", "") is None
