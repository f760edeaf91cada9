"""What can be told of a union without validating."""

import pytest

from pytest_vapi_contract.contract.tagged_unions import branch, json_type, texts_of, union

COMPONENTS = {
    "Cat": {"type": "object", "properties": {"kind": {"enum": ["cat"]}, "size": {"type": "number"}}},
    "Dog": {"type": "object", "properties": {"kind": {"const": "dog"}}},
    "Loop": {"anyOf": [{"$ref": "#/$defs/Loop"}, {"type": "string"}]},
}
PETS = [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}, {"type": "string"}]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, "integer"),
        (1.0, "integer"),
        (1.5, "number"),
        (True, "boolean"),
        (None, "null"),
        ("", "string"),
        ([], "array"),
        ({}, "object"),
    ],
)
def test_the_json_type_of_a_value(value, expected):
    """`1.0` is an integer, as JSON Schema has it, and `true` is no number."""
    assert json_type(value) == expected


def test_a_tag_tells_the_branches_apart():
    """A property with a single value in most branches is a tag."""
    pets = union(PETS, COMPONENTS)

    assert pets.tags == {"kind"}
    assert pets.accepted("kind") == ["cat", "dog"]
    assert pets.types == ["object", "string"]


@pytest.mark.parametrize(
    ("value", "agreements"),
    [
        ({"kind": "cat"}, {0: 1}),
        ({"kind": "dog", "size": "any"}, {1: 1}),
        ({"kind": "cow"}, {}),
        ({"kind": ["cat"]}, {}),
        ({}, {0: 0, 1: 0}),
        ("cat", {2: 0}),
        (None, {}),
    ],
)
def test_which_branches_may_accept_a_value(value, agreements):
    """Those of its JSON type whose tags it does not contradict, with how many it has."""
    pets = union(PETS, COMPONENTS)

    assert pets.agreements(value) == agreements
    assert pets.allows_type(value) is (value is not None)


def test_all_parts_of_a_schema_count():
    """`allOf` narrows, `oneOf` widens, an enum leaves its types only."""
    both = branch({"allOf": [{"type": ["string", "null"]}, {"type": ["null", "object"]}]}, {})
    either = branch({"oneOf": [{"type": "string"}, {"type": "number"}]}, {})

    assert both.types == {"null"}
    assert either.types == {"string", "number", "integer"}
    assert branch({"type": "string", "enum": ["a", 1]}, {}).types == {"string"}
    assert branch(False, {}).types == set()
    assert "object" in branch(True, {}).types


def test_tags_of_parts_are_those_of_the_whole():
    """What both say of a property is what is left; what one of two says only if both say something."""
    narrowed = branch(
        {"allOf": [{"properties": {"a": {"enum": ["x", "y"]}}}, {"properties": {"a": {"const": "x"}}}]}, {}
    )
    widened = branch(
        {"anyOf": [{"properties": {"a": {"const": "x"}}}, {"properties": {"b": {"const": "y"}}}]}, {}
    )

    assert narrowed.texts == {"a": {"x"}}
    assert widened.texts == {}


def test_a_circle_of_references_ends():
    """A component that refers to itself tells what the rest of it tells."""
    assert branch({"$ref": "#/$defs/Loop"}, COMPONENTS).takes("string")


@pytest.mark.parametrize(
    ("schema", "texts"),
    [
        ({"enum": ["a", "b"]}, ["a", "b"]),
        ({"const": "a"}, ["a"]),
        ({"allOf": [{"const": "a"}]}, ["a"]),
        ({"enum": ["a", 1]}, None),
        ({"enum": []}, None),
        ({"type": "string"}, None),
        (True, None),
    ],
)
def test_the_texts_to_which_a_value_is_limited(schema, texts):
    """None where it may be anything else."""
    assert texts_of(schema, {}) == texts
