"""The smallest value of a shape is of it."""

import jsonschema_rs
import pytest
from hypothesis import assume, example, given, settings

from pytest_vapi_contract.shapes import Number, Smallest, Text, plainest_number, text_of_length
from tests.depth import many
from tests.shapes.tiny import SCHEMAS, accepts, compiled


@settings(max_examples=many(200, 20_000))
@given(schema=SCHEMAS)
@example(schema={"type": "integer", "minimum": 3, "exclusiveMaximum": 5, "multipleOf": 2})
@example(schema={"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 0.1})
@example(schema={"type": "number", "multipleOf": 0.1, "minimum": 0.3, "maximum": 0.3})
def test_the_smallest_value_is_valid(schema):
    """A validator accepts it in the published reading."""
    known, shape = compiled(schema)
    assume(known.why_empty(shape) is None)

    assert accepts(schema, Smallest(known).of(shape))


def test_the_smallest_value_is_a_fresh_one():
    """Whoever changes it changes no other."""
    known, shape = compiled({"type": "array", "items": {"type": "array"}, "minItems": 1})
    smallest = Smallest(known)

    smallest.of(shape).append("more")

    assert smallest.of(shape) == [[]]


def test_what_has_no_value_is_refused():
    """Whoever asks has to look first."""
    known, shape = compiled({"enum": []})

    with pytest.raises(ValueError, match="no value is of the shape at #/enum"):
        Smallest(known).of(shape)


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (Number(at="#"), 0),
        (Number(at="#", other_than=frozenset({0})), 1),
        (Number(at="#", maximum=-2), -2),
        (Number(at="#", integral=True, exclusive_minimum=1, maximum=2), 2),
        (Number(at="#", exclusive_minimum=0, maximum=1), 1),
        (Number(at="#", minimum=0.2, maximum=0.4), pytest.approx(0.3)),
        (Number(at="#", minimum=1, multiple_of=0.5), 1),
    ],
)
def test_the_plainest_number(shape, expected):
    """Zero if it may be, or one that is short to write."""
    assert plainest_number(shape) == expected


@pytest.mark.parametrize(
    ("shape", "length", "expected"),
    [
        (Text(at="#"), 0, ""),
        (Text(at="#", other_than=frozenset({"a"})), 1, "A"),
        (Text(at="#", pattern="^[0-9]*$"), 2, "00"),
        (Text(at="#", pattern="^/"), 0, "/"),
        (Text(at="#", format="date-time"), 0, "2026-01-01T00:00:00Z"),
    ],
)
def test_a_text_of_a_length(shape, length, expected):
    """One letter over and over, as long as the pattern allows."""
    assert text_of_length(shape, length) == expected


def test_a_text_of_a_format_is_searched_for_where_the_usual_one_does_not_fit():
    """It keeps to both the length and the format, also if another branch has the usual one."""
    short = text_of_length(Text(at="#", format="uri", max_length=12), 0)
    other = text_of_length(Text(at="#", format="date", other_than=frozenset({"2026-01-01"})), 0)

    assert len(short) <= 12
    assert accepts_format("uri", short)
    assert other != "2026-01-01"
    assert accepts_format("date", other)


def accepts_format(format, text):
    """Whether a validator that asserts formats accepts a text."""
    return jsonschema_rs.validator_for({"format": format}, validate_formats=True).is_valid(text)


def test_what_no_text_matches_is_said_so():
    """The search ends with the place of the shape."""
    with pytest.raises(ValueError, match="no string is of the shape at #/here"):
        text_of_length(Text(at="#/here", pattern="^a{3}$", max_length=2), 0)


def test_a_text_of_an_intricate_pattern_is_searched_for():
    """Hypothesis finds what no single letter makes."""
    assert text_of_length(Text(at="#", pattern="^ab{2}c$"), 0).strip() == "abbc"
