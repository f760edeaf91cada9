"""Membership says what a validator says that reads every union as inclusive."""

import pytest
from hypothesis import example, given, settings

from pytest_vapi_contract.shapes import Array, Text, is_member
from tests.depth import many
from tests.shapes.tiny import SCHEMAS, VALUES, accepts, catalogue, compiled, inclusive


@settings(max_examples=many(150, 20_000))
@given(schema=SCHEMAS, value=VALUES)
@example(schema={"enum": [1]}, value=True)
@example(schema={"enum": [0]}, value=False)
@example(schema={"type": "integer"}, value=2.0)
@example(schema={"type": "number"}, value=True)
@example(schema={"type": "object", "required": ["a"]}, value={})
@example(schema={"minLength": 2}, value=1)
def test_membership_agrees_with_a_validator(schema, value):
    """A value is a member exactly if jsonschema_rs accepts it in the inclusive reading."""
    known, shape = compiled(schema)

    assert is_member(known, shape, value) == accepts(inclusive(schema), value)


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"enum": [[1]]}, [True], False),
        ({"enum": [{"a": 0}]}, {"a": False}, False),
        ({"enum": [[1]]}, [1.0], True),
        ({"type": "string", "pattern": "^a+$"}, "aa", True),
        ({"type": "string", "pattern": "^a+$"}, "ab", False),
        ({"type": "string", "maxLength": 1}, "😀", True),
        ({"type": "string", "format": "date-time"}, "soon", True),
        ({"type": "number", "multipleOf": 0.5}, 1.5, True),
        ({"type": "number", "multipleOf": 0.5}, 1.25, False),
        ({"type": "number", "multipleOf": 0.1}, 0.3, True),
        ({"type": "number", "exclusiveMinimum": 1}, 1, False),
        ({"type": "integer"}, 1e300, True),
        ({"type": "object", "additionalProperties": {"type": "null"}}, {"x": None}, True),
        ({"type": "object", "additionalProperties": {"type": "null"}}, {"x": 1}, False),
        ({"allOf": [{"type": "string"}, {"maxLength": 1}]}, "ab", False),
        ({"const": None}, None, True),
    ],
)
def test_each_keyword_is_read_as_the_standard_says(schema, value, expected):
    """One example for each; lengths count code points, and formats are annotations."""
    known, shape = compiled(schema)

    assert is_member(known, shape, value) is expected


def test_a_component_that_holds_itself_is_followed_as_far_as_the_value_goes():
    """A value is finite, so the answer is."""
    node = {"type": "object", "properties": {"next": {"$ref": "#/$defs/Node"}}, "additionalProperties": False}
    known, shape = compiled({"$ref": "#/$defs/Node"}, Node=node)

    assert is_member(known, shape, {"next": {"next": {}}})
    assert not is_member(known, shape, {"next": {"next": {"last": 1}}})


def test_a_list_has_an_item_of_what_it_holds():
    """What tells a list from others is part of it."""
    short, any_text = Text(at="#/short", max_length=1), Text(at="#/text")
    shape = Array(at="#/list", items=any_text, holding=short)

    assert is_member(catalogue(), shape, ["long", "s"])
    assert not is_member(catalogue(), shape, ["long"])
    assert not is_member(catalogue(), shape, [])
