"""Whether a Python value is JSON that can be sent."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.contract.json_values import MAX_BITS, MAX_DEPTH, first_flaw, is_plain, plain

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


class Text(str):
    """A text that is more than one."""

    __slots__ = ()


@given(JSON)
def test_all_json_is_plain(value):
    """What a parser gives has no flaw, and is the same without subclasses."""
    assert is_plain(value)
    assert first_flaw(value) is None
    assert plain(value) == value


@given(JSON)
def test_what_a_parser_gives_is_what_was_written(value):
    """A plain value survives being sent."""
    assert json.loads(json.dumps(plain(value))) == value


@pytest.mark.parametrize(
    ("value", "at"),
    [
        ({"a": [1, {2}]}, "/a/1"),
        ({"a": {"b/c": float("nan")}}, "/a/b~1c"),
        ([float("inf")], "/0"),
        ({1: "one"}, ""),
        (["\ud800"], "/0"),
        ({"\ud800": 1}, ""),
        ([b"bytes"], "/0"),
        ((1, 2), ""),
        ([1 << (MAX_BITS + 1)], "/0"),
    ],
)
def test_the_first_flaw_has_a_place(value, at):
    """What is not JSON is pointed at."""
    flaw = first_flaw(value)

    assert not is_plain(value)
    assert flaw is not None
    assert flaw.at == at


@pytest.mark.parametrize(("levels", "fine"), [(MAX_DEPTH, True), (MAX_DEPTH + 1, False)])
def test_depth_has_a_limit(levels, fine):
    """Up to two hundred levels; what holds itself is deeper than that."""
    value = []
    for _ in range(levels - 1):
        value = [value]

    assert is_plain(value) is fine
    assert (first_flaw(value) is None) is fine


def test_what_holds_itself_comes_to_an_end():
    """A list in itself is never JSON."""
    loop = []
    loop.append(loop)

    assert not is_plain(loop)
    assert first_flaw(loop) is not None


def test_subclasses_are_made_plain():
    """A text of a subclass is no flaw, and is sent as a text."""
    value = {Text("key"): [Text("value")]}

    assert not is_plain(value)
    assert first_flaw(value) is None
    assert is_plain(plain(value))
