"""Arbitrary strings and numbers belong to their shape, and all kinds of them come up."""

import json
import math
from datetime import datetime
from uuid import UUID

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.shapes import Number, Text, is_member, plainest_number
from pytest_vapi_contract.strategies.scalars import arbitrary_scalar, as_schema, is_simplest
from tests.depth import many
from tests.shapes.tiny import accepts, catalogue

BOUNDS = st.none() | st.integers(-5, 5)
NUMBERS = st.builds(
    lambda integral, low, width: Number(
        at="#",
        integral=integral,
        minimum=low,
        maximum=None if width is None else (low or 0) + width,
    ),
    st.booleans(),
    BOUNDS,
    st.none() | st.integers(0, 5),
)
TEXTS = st.builds(
    lambda low, width, other: Text(
        at="#", min_length=low, max_length=None if width is None else low + width, other_than=other
    ),
    st.integers(0, 4),
    st.none() | st.integers(1, 4),
    st.frozensets(st.sampled_from(["", "0", "00"])),
)
SEARCH = settings(max_examples=5_000, database=None, derandomize=True, deadline=None)


@settings(max_examples=many(40, 2_000))
@given(shape=NUMBERS | TEXTS, data=st.data())
def test_a_drawn_scalar_is_of_its_shape(shape, data):
    """Within its bounds, and none of the values that are another branch's."""
    value = data.draw(arbitrary_scalar(shape))

    assert is_member(catalogue(), shape, value)
    assert accepts(as_schema(shape), value)


@settings(max_examples=many(40, 1_000))
@given(data=st.data())
@pytest.mark.parametrize(("format", "parse"), [("date-time", datetime.fromisoformat), ("uuid", UUID)])
def test_a_drawn_text_has_its_format(format, parse, data):
    """The standard library reads it."""
    assert parse(data.draw(arbitrary_scalar(Text(at="#", format=format))))


@pytest.mark.parametrize(
    ("shape", "wanted"),
    [
        (Text(at="#"), lambda text: text == ""),
        (Text(at="#"), lambda text: any(ord(character) > 0xFFFF for character in text)),
        (Text(at="#"), lambda text: len(text) > 10),
        (Number(at="#"), lambda number: number == 0 and math.copysign(1, number) < 0),
        (Number(at="#"), lambda number: abs(number) > 1e100),
        (Number(at="#"), lambda number: 0 < abs(number) < 1e-100),
        (Number(at="#"), lambda number: number != int(number)),
        (Number(at="#", integral=True), lambda number: abs(number) > 2**31),
        (Number(at="#", minimum=0, maximum=1), lambda number: 0 < number < 1),
    ],
    ids=["empty", "astral", "long", "-0", "large", "small", "fraction", "large-integer", "between"],
)
def test_scalars_of_every_kind_are_drawn(shape, wanted):
    """What handlers stumble over is among them."""
    assert wanted(find(arbitrary_scalar(shape), wanted, settings=SEARCH))


@pytest.mark.parametrize(
    "shape",
    [Text(at="#"), Text(at="#", min_length=3), Number(at="#"), Number(at="#", integral=True, minimum=2)],
    ids=["text", "longer", "number", "integer"],
)
def test_the_simplest_value_is_known(shape):
    """What Hypothesis shrinks to stands for an absent property."""
    value = find(arbitrary_scalar(shape), lambda _value: True, settings=SEARCH)

    assert is_simplest(shape, value)


def test_a_scalar_is_written_as_a_schema_again():
    """Only the keywords that say something."""
    text, number = Text(at="#", min_length=1, pattern="a"), Number(at="#", integral=True, maximum=0)

    assert json.loads(json.dumps(as_schema(text))) == {"type": "string", "minLength": 1, "pattern": "a"}
    assert as_schema(number) == {"type": "integer", "maximum": 0}
    assert plainest_number(number) == 0


@settings(max_examples=5)
@given(data=st.data())
def test_a_long_text_is_drawn_in_one_piece(data):
    """Hypothesis cannot draw so many characters."""
    shape = Text(at="#", min_length=90_000)

    assert is_member(catalogue(), shape, data.draw(arbitrary_scalar(shape)))


def test_a_long_text_shrinks_like_a_short_one():
    """To as many zeros as it must have."""
    shape = Text(at="#", min_length=5_000)

    assert is_simplest(shape, find(arbitrary_scalar(shape), lambda _: True, settings=SEARCH))
