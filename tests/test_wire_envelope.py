import json

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.checks.assertions import body_of
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.wire_envelope import envelope, enveloped, is_enveloped, unwrapped

HANG = {"type": "hang"}
#: Values, and whether each is a whole body; the others are messages without an envelope, whatever they are.
ENVELOPED = [
    ({"message": HANG}, True),
    ({"message": None}, True),
    ({"message": []}, True),
    ({"message": "text"}, True),
    ({"message": {"message": HANG}}, True),
    ({"message": HANG, "other": 1}, True),
    (HANG, False),
    ({"type": "hang", "message": HANG}, False),
    ({"type": "hang", "message": None}, False),
    ({"type": None, "message": HANG}, False),
    ({"call": None}, False),
    ({}, False),
    ([{"message": HANG}], False),
    ("message", False),
    (12, False),
    (True, False),
    (None, False),
]


def test_an_envelope_holds_the_message():
    """The body that Vapi sends has the message at `message`."""
    assert envelope({"type": "hang"}) == {"message": {"type": "hang"}}


@pytest.mark.parametrize(("value", "expected"), ENVELOPED)
def test_what_is_enveloped(value, expected):
    """An object with `message`, and without a `type` beside it, is a body; everything else is a message."""
    assert is_enveloped(value) is expected
    assert enveloped(value) == (value if expected else {"message": value})
    assert unwrapped(value) == (value["message"] if expected else value)


@pytest.mark.parametrize(("value", "expected"), ENVELOPED)
def test_every_way_in_has_the_same_rule(value, expected):
    """The contract, the assertions and a function without envelopes take the same values for bodies."""
    handler = as_handler(print, envelope=False)

    assert shipped().judge(value).enveloped is expected
    assert body_of(value) == enveloped(value)
    assert json.loads(handler.request(value).body) == unwrapped(value)
