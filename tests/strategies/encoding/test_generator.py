"""What bytes make of a shape."""

from collections import Counter
from random import Random

import jsonschema_rs
import pytest
from hypothesis import find, settings

from pytest_vapi_contract.shapes.compiler import compile_schema
from pytest_vapi_contract.strategies.encoding.builders import ABSENT, Late, grown
from pytest_vapi_contract.strategies.encoding.generator import Generator
from pytest_vapi_contract.strategies.message_size import DETAILS
from tests.shapes.tiny import catalogue
from tests.strategies.drawing import drawn, smallest

SEARCH = settings(max_examples=2_000, database=None, derandomize=True, deadline=None)
TEXT = {"type": "string"}
LAMP = {"type": "object", "properties": {"watts": {"type": "integer"}}, "required": ["watts"]}
TREE = {"type": "object", "properties": {"name": TEXT, "twigs": {"$ref": "#/$defs/Twigs"}}}
TWIGS = {"type": "array", "items": TREE}
SCHEMAS = [
    {"oneOf": [{"type": "boolean"}, {"oneOf": [TEXT, LAMP]}]},
    {"type": "object", "additionalProperties": LAMP},
    {"type": "object", "additionalProperties": TEXT, "minProperties": 2, "maxProperties": 2},
    {
        "type": "object",
        "properties": {"a": TEXT, "b": LAMP, "c": TEXT},
        "minProperties": 1,
        "maxProperties": 2,
    },
    {"type": "array", "items": LAMP, "minItems": 1, "maxItems": 2},
    {"type": "array", "items": {"enum": [1, 2, 3]}, "minItems": 2, "uniqueItems": True},
    {"oneOf": [{"type": "array", "items": TEXT}, {"type": "array", "items": {"oneOf": [TEXT, LAMP]}}]},
    TREE,
]


def generator(schema, detail="typical", **components):
    """What generates values of a schema, and its shape."""
    known = catalogue(schema, **components)
    return Generator(known, DETAILS[detail]), known.resolve(compile_schema(schema, "#"))


def values_of(schema, detail="typical", *, optional=False, **components):
    """Values of a schema."""
    generates, shape = generator(schema, detail, **components)
    return grown(generates.part(shape, 0, optional=optional))


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("schema", SCHEMAS)
def test_what_is_grown_is_valid(schema, detail):
    """Whatever the shape, and however much of it is there."""
    defined = {"$defs": {"Twigs": TWIGS}, "allOf": [schema]}

    values = drawn(values_of(schema, detail, Twigs=TWIGS), 60)

    assert [value for value in values if not jsonschema_rs.is_valid(defined, value)] == []


@pytest.mark.parametrize("schema", [LAMP, TEXT, TWIGS, {}, {"type": "object"}, SCHEMAS[0], SCHEMAS[1]])
def test_what_is_optional_is_absent_when_it_is_simplest(schema):
    """So shrinking takes it away."""
    values = values_of(schema, optional=True, Twigs=TWIGS)

    assert find(values, lambda _: True, settings=SEARCH) is ABSENT
    assert any(value is not ABSENT for value in drawn(values, 50))


def test_a_byte_chooses_a_branch_and_within_it():
    """The branch with the smallest value comes first, and a scalar takes no further choice."""
    generates, shape = generator({"oneOf": [LAMP, {"enum": ["on", "off"]}]})

    values = generates.values(shape, 0)

    assert values[:6:2] == ("on", "off", "on")
    assert all(isinstance(value, Late) for value in values[1::2])
    assert Counter(values[::2]) == {"on": 64, "off": 64}


def test_what_lies_deep_ends():
    """A tree has as many levels as the detail, and its leaves hold what is required."""

    def height(tree):
        return 1 + max(map(height, tree.get("twigs", ())), default=0)

    trees = drawn(values_of(TREE, "rich", Twigs=TWIGS), 100)

    assert 2 < max(map(height, trees)) <= len(DETAILS["rich"].levels) + 1


def test_maps_have_names_that_are_not_taken():
    """One that comes up twice is told apart, and one that is forbidden is never there."""
    named = {"type": "object", "properties": {"": False}, "additionalProperties": LAMP, "minProperties": 2}

    maps = drawn(values_of(named), 100)

    assert all(len(each) >= 2 and "" not in each for each in maps)


def test_a_list_shrinks_to_as_many_items_as_are_asked_for():
    """And each of them to the smallest."""
    lamps = values_of(TWIGS, "rich", Twigs=TWIGS)

    assert smallest(lamps, lambda items: len(items) > 2, Random(0)) == [{}, {}, {}]
