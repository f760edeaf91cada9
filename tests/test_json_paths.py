import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract import Contract, as_handler
from pytest_vapi_contract.checks.assertions import body_of
from pytest_vapi_contract.json_paths import (
    child,
    dumps,
    envelope,
    enveloped,
    is_enveloped,
    pointer,
    tokens,
    unwrapped,
)

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


@pytest.mark.parametrize(
    ("path", "expected"),
    [((), ""), (("call", "id"), "/call/id"), (("a/b", "~1", 0, ""), "/a~1b/~01/0/")],
)
def test_a_pointer_is_written_as_rfc_6901_says(path, expected):
    """Slash and tilde are escaped, an index is a number."""
    assert pointer(*path) == expected


@given(st.lists(st.text()))
def test_a_pointer_leads_back_to_its_path(path):
    """Any path survives being written as a pointer."""
    assert tokens(pointer(*path)) == tuple(path)


def test_a_child_extends_a_pointer():
    """A member and an element stand below the value at a pointer."""
    assert child(child("/a", "b/c"), 3) == "/a/b~1c/3"


def test_json_is_compact_and_keeps_order_and_characters():
    """JSON is written as it is sent: no blanks, no escapes, nothing sorted."""
    assert dumps({"b": "ä", "a": [1, None]}) == '{"b":"ä","a":[1,null]}'


def test_json_has_no_number_that_is_none():
    """NaN is refused, which JSON does not have."""
    with pytest.raises(ValueError, match="JSON"):
        dumps(float("nan"))


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

    assert Contract.load().judge(value).enveloped is expected
    assert body_of(value) == enveloped(value)
    assert json.loads(handler.request(value).body) == unwrapped(value)
