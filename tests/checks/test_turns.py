"""The check about turns, and what its `read` returns."""

import pytest

from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.checks.turns import text_by
from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.errors import ProbeFailed


class Loud(str):
    """A text with methods of its own."""

    __slots__ = ()

    def __str__(self):
        raise ZeroDivisionError


@pytest.mark.parametrize(("value", "text"), [("Hi", "Hi"), (None, ""), (Loud("Ho"), "Ho")])
def test_a_text_is_a_plain_string(value, text):
    """Nothing is the empty text."""
    assert text_by(lambda turn: value, "t1") == text
    assert type(text_by(lambda turn: value, "t1")) is str


@pytest.mark.parametrize(
    ("read", "why"),
    [(lambda turn: ["Hi"], "a value of type list"), (lambda turn: 1 / 0, "ZeroDivisionError")],
)
def test_what_is_no_text_is_returned_as_an_error(read, why):
    """It is for the caller to say who is to blame."""
    error = text_by(read, "t1")

    assert isinstance(error, ProbeFailed)
    assert why in error.why


def test_only_model_output_concerns_it():
    """Turns are made of these messages."""
    check = CHECKS["turns"]

    assert [type for type in newest().message_types if check.concerns_type(type, newest())] == [
        "model-output"
    ]
