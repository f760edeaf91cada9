"""The smallest value of a shape is of it."""

import jsonschema_rs
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.shapes import Smallest
from tests.depth import many
from tests.shapes.tiny import SCHEMAS, accepts, arrays, compiled, records


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


COUNTED = st.recursive(
    SCHEMAS,
    lambda inner: (
        st.builds(lambda record, least: record | {"minProperties": least}, records(inner), st.integers(0, 4))
        | st.builds(
            lambda rest, least: {"type": "object", "additionalProperties": rest, "minProperties": least},
            inner,
            st.integers(0, 3),
        )
        | st.builds(
            lambda array, least: array | {"uniqueItems": True, "minItems": least},
            arrays(inner),
            st.integers(0, 3),
        )
    ),
    max_leaves=3,
)


@settings(max_examples=many(200, 20_000))
@given(schema=COUNTED)
@example(schema={"type": "array", "items": {}, "uniqueItems": True, "minItems": 2})
@example(schema={"type": "array", "items": {"type": "boolean"}, "uniqueItems": True, "minItems": 3})
@example(
    schema={
        "type": "object",
        "properties": {"a": {"type": "null"}, "b": {"enum": []}, "c": {"type": "null"}},
        "additionalProperties": False,
        "minProperties": 2,
    }
)
@example(schema={"type": "object", "additionalProperties": {"enum": []}, "minProperties": 1})
@example(schema={"type": "object", "properties": {"extra": {"enum": [1]}}, "minProperties": 2})
def test_what_is_counted_has_enough(schema):
    """Lists of different items and objects with a least number of properties keep to both."""
    known, shape = compiled(schema)
    assume(known.why_empty(shape) is None)

    assert accepts(schema, Smallest(known).of(shape))


@pytest.mark.parametrize(
    ("schema", "smallest"),
    [
        ({"type": "array", "minItems": 2, "uniqueItems": True}, [None, 0]),
        (
            {"items": {"enum": ["a", "b", "c"]}, "type": "array", "minItems": 2, "uniqueItems": True},
            ["a", "b"],
        ),
        (
            {
                "type": "array",
                "minItems": 2,
                "uniqueItems": True,
                "items": {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}},
            },
            [{"a": 0}, {"a": 1}],
        ),
        (
            {"type": "object", "properties": {"a": {}}, "additionalProperties": False, "minProperties": 1},
            {"a": None},
        ),
        (
            {"type": "object", "properties": {"extra": {}}, "minProperties": 2},
            {"extra1": None, "extra2": None},
        ),
    ],
)
def test_what_is_demanded_is_added(schema, smallest):
    """Items that differ, properties that may be there."""
    known, shape = compiled(schema)

    assert Smallest(known).of(shape) == smallest


@settings(max_examples=many(200, 20_000))
@given(schema=SCHEMAS)
def test_different_values_are_valid_and_differ(schema):
    """They are of the shape, and no two are the same JSON."""
    known, shape = compiled(schema)
    assume(known.why_empty(shape) is None)

    values = Smallest(known).different(shape, 4)

    assert all(accepts(schema, value) for value in values)
    assert jsonschema_rs.is_valid({"uniqueItems": True}, values)


def test_different_values_differ_from_what_is_there():
    """What is taken is not among them."""
    known, shape = compiled({"enum": [1, 1.0, True, "a"]})

    assert Smallest(known).different(shape, 3, [1]) == [True, "a"]
