"""Each place of a contract is reachable, or it is said why not. One tiny contract proves each reason."""

import pytest

from pytest_vapi_contract.shapes import Place, Union, bounds, places_of, reachability
from pytest_vapi_contract.shapes.places import EITHER
from tests.contract.messages import REVISIONS, contract, small
from tests.depth import DEEP
from tests.shapes.tiny import compiled

NODE = {"type": "object", "properties": {"next": {"$ref": "#/$defs/Node"}}, "required": ["next"]}
VALUE = "#/properties/value"


def unreachable(schema, **components):
    """
    What is out of reach in a message whose property `value` has the schema: its place below, and the reason.
    """
    found = small(schema, components=components).reachability("ping").unreachable
    return {str(place).replace(VALUE, "value"): reason for place, reason in found.items()}


@pytest.mark.parametrize(
    ("schema", "place", "reason"),
    [
        (
            {"oneOf": [{"type": "string"}, {"type": "string", "maxLength": 3}]},
            "value/oneOf/1 branch",
            "every value of #/properties/value/oneOf/1 is also one of #/properties/value/oneOf/0",
        ),
        (
            {"oneOf": [{"type": "string"}, {"type": "string"}]},
            "value present",
            "#/properties/value/oneOf: every branch overlaps another one",
        ),
        ({"type": "string", "enum": []}, "value present", "#/properties/value/enum: the enum is empty"),
        (
            {"type": "array", "enum": ["a"]},
            "value present",
            "#/properties/value/enum: no value of it is allowed by #/properties/value",
        ),
        (
            {"type": "string", "minLength": 4, "maxLength": 3},
            "value present",
            "#/properties/value: minLength is above maxLength",
        ),
        (
            {"type": "number", "minimum": 4, "maximum": 3},
            "value present",
            "#/properties/value: minimum is above maximum",
        ),
        (
            {"type": "integer", "minimum": 1, "exclusiveMaximum": 1},
            "value present",
            "#/properties/value: no number is between its bounds",
        ),
        (
            {"type": "array", "minItems": 4, "maxItems": 3},
            "value present",
            "#/properties/value: minItems is above maxItems",
        ),
        (
            {"type": "object", "minProperties": 2, "maxProperties": 1},
            "value present",
            "#/properties/value: maxProperties is below what minProperties or required need",
        ),
        (
            {"type": "object", "required": ["a", "b"], "maxProperties": 1},
            "value present",
            "#/properties/value: maxProperties is below what minProperties or required need",
        ),
        (
            {"type": "object", "properties": {"a": {}}, "minProperties": 2, "additionalProperties": False},
            "value present",
            "#/properties/value: minProperties is above the number of properties that are possible",
        ),
        (
            {"type": "object", "properties": {"a": {}, "b": {}}, "required": ["a"], "maxProperties": 1},
            "value/properties/b present",
            "#/properties/value: maxProperties leaves no room beside what is required",
        ),
        (
            {"type": "object", "properties": {"a": {}}, "minProperties": 1, "additionalProperties": False},
            "value/properties/a absent",
            "#/properties/value: minProperties asks for all of its properties",
        ),
        ({"$ref": "#/$defs/Node"}, "value present", "it would have to contain itself without end"),
        (
            {"not": {"type": "string"}},
            "value present",
            "#/properties/value: the keyword 'not' is not supported",
        ),
        (False, "value present", "#/properties/value: nothing is allowed here"),
        (
            {"allOf": [{"type": "string"}, {"type": "number"}]},
            "value present",
            "#/properties/value/allOf/0: contradicts #/properties/value/allOf/1",
        ),
        (
            {"type": "string", "maxLength": 100_000},
            "value/maxLength bound",
            "a string of that length does not fit into a message of 64 KB",
        ),
        (
            {"type": "string", "enum": ["abc"], "maxLength": 40},
            "value/maxLength bound",
            "the values that are listed beside it, or other bounds, rule out every value at it",
        ),
        (
            {"oneOf": [{"type": "string"}, {"type": "string", "enum": ["a"]}]},
            "value/oneOf/1/enum/0 value",
            "every value of #/properties/value/oneOf/1 is also one of #/properties/value/oneOf/0",
        ),
        (
            {"type": "string", "enum": ["a", "abc"], "maxLength": 2},
            "value/enum/1 value",
            "the keywords beside it allow no message that shows it",
        ),
        (
            {"type": "array", "items": {}, "minItems": 2},
            "value one",
            "minItems or maxItems does not allow lists of that size",
        ),
        (
            {"type": "array", "items": {"enum": [1]}, "maxItems": 0},
            "value/items/enum/0 value",
            "minItems or maxItems does not allow lists of that size",
        ),
        (
            {"oneOf": [{"type": "integer", "enum": ["a", 1]}, {"type": "string", "maxLength": 0}]},
            "value/oneOf/0/enum/0 value",
            EITHER,
        ),
    ],
    ids=[
        "overlap",
        "overlap-of-all",
        "empty-enum",
        "container-enum",
        "lengths",
        "numbers",
        "whole-numbers",
        "sizes",
        "numbers-of-properties",
        "more-are-required",
        "fewer-are-declared",
        "no-room",
        "no-choice",
        "recursion",
        "unsupported",
        "false",
        "contradiction",
        "too-long",
        "never-touched",
        "value-in-overlap",
        "value-beside-a-bound",
        "size-of-a-list",
        "items-of-an-empty-list",
        "joint-in-overlap",
    ],
)
def test_a_reason(schema, place, reason):
    """What is out of reach is listed with the reason, in full."""
    assert unreachable(schema, Node=NODE)[place] == reason


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "minLength": 1, "maxLength": 3},
        {"oneOf": [{"type": "string"}, {"type": "number", "minimum": 1}]},
        {"anyOf": [{"type": "string"}, {"type": "string", "maxLength": 3}]},
        {"type": "object", "properties": {"value": {"$ref": "#/$defs/Free"}}},
        {"type": "array", "items": {"enum": [1, 2]}},
        {"type": ["string", "null"]},
        {"type": "object", "properties": {"a": {}, "b": {}}, "minProperties": 1, "maxProperties": 1},
    ],
)
def test_a_contract_without_faults_is_reachable_everywhere(schema):
    """Nothing is listed without need."""
    free = {"type": "object", "properties": {"again": {"$ref": "#/$defs/Free"}}}

    assert unreachable(schema, Free=free) == {}


def test_what_is_only_within_something_out_of_reach_is_no_cause():
    """A branch of presets beside any string is one; each of the presets is listed with the same reason."""
    presets = {"oneOf": [{"type": "string", "enum": ["a", "b"]}, {"type": "string"}]}

    found = small(presets).reachability("ping")

    branch = next(place for place in found.unreachable if place.at.endswith("/oneOf/0"))
    assert found.causes == {branch}
    assert len(found.unreachable) == 3
    assert set(found.unreachable.values()) == {found.unreachable[branch]}


@pytest.mark.parametrize("revision", REVISIONS if DEEP else REVISIONS[-1:])
def test_hardly_anything_that_ships_is_out_of_reach_by_itself(revision):
    """Less than one place in a hundred, over all message types."""
    asked = contract(revision)
    found = [asked.reachability(type) for type in asked.message_types]

    reachable = {place for each in found for place in each.reachable}
    causes = {place for each in found for place in each.causes} - reachable

    assert 0 < len(causes) < 0.01 * len(reachable)


def test_an_optional_property_that_must_hold_itself_is_never_present():
    """The message is reachable without it."""
    assert unreachable({"$ref": "#/$defs/Node"}, Node=NODE).keys() == {
        "value present",
        "#/$defs/Node/properties/next present",
    }


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"enum": [1, None]}, {"#/enum/0 value", "#/enum/1 value"}),
        ({"type": "string", "minLength": 1, "maxLength": 2}, {"#/minLength bound", "#/maxLength bound"}),
        ({"type": "string", "minLength": 0}, set()),
        ({"type": "array"}, {"# empty", "# one", "# many"}),
        ({"type": "array", "minItems": 1, "maxItems": 1}, {"# one"}),
        ({"type": "array", "minItems": 5}, {"# many"}),
        ({"type": "array", "items": False}, {"# empty"}),
        (
            {"type": "object", "properties": {"a": {}, "b": {}}, "required": ["a"]},
            {"#/properties/a present", "#/properties/b present", "#/properties/b absent"},
        ),
        ({"anyOf": [{}, {}]}, {"#/anyOf/0 branch", "#/anyOf/1 branch"}),
        ({"type": "boolean"}, set()),
        ({"minLength": 2}, set()),
        ({"type": "string", "enum": ["abc"], "minLength": 3}, {"#/enum/0 value", "#/minLength bound"}),
        ({"type": "number", "minimum": 1, "exclusiveMinimum": 1}, set()),
        ({"type": "integer", "minimum": 2, "multipleOf": 3}, set()),
        ({"type": "string", "maxLength": 3, "pattern": r"^aa$(?!\n)"}, set()),
        ({"type": "string", "maxLength": 30, "format": "uri"}, set()),
        (
            {"allOf": [{"type": "number", "minimum": 1}, {"minimum": 2, "type": "number"}]},
            {"#/allOf/1/minimum bound"},
        ),
        (
            {
                "allOf": [
                    {"type": "object", "properties": {"a": {}}},
                    {"type": "object", "properties": {"a": {}, "b": {}}, "required": ["a", "b"]},
                ]
            },
            {
                "#/allOf/0/properties/a present",
                "#/allOf/1/properties/a present",
                "#/allOf/1/properties/b present",
            },
        ),
        (
            {"allOf": [{"type": "array", "maxItems": 0}, {"type": "array"}]},
            {"#/allOf/0 empty", "#/allOf/1 empty"},
        ),
    ],
)
def test_each_kind_of_shape_has_its_places(schema, expected):
    """These are what a value of the shape can show by itself."""
    known, shape = compiled(schema)

    assert {str(place) for place in places_of(known, shape)} == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"minLength": 1, "maxLength": 5}, {"maxLength": 2}, {"maxLength": 5}),
        ({"minLength": 1, "maxLength": 5}, {"minLength": 4}, {"minLength": 1}),
        ({"minLength": 2, "maxLength": 3}, {"minLength": 1, "maxLength": 9}, {}),
    ],
)
def test_a_branch_that_is_narrowed_keeps_the_bounds_that_it_can_touch(one, other, expected):
    """What another branch takes is out of reach, and nothing else."""
    known, shape = compiled({"oneOf": [{"type": "string", **one}, {"type": "string", **other}]})

    narrowed = [each.shape for each in known.branches(shape) if each.at == "#/oneOf/0"]

    found = {place: edge for text in narrowed for place, edge in bounds(text).items()}
    assert found == {Place(f"#/oneOf/0/{name}", "bound"): edge for name, edge in expected.items()}


def test_a_schema_that_says_nothing_has_no_places():
    """What tells it from others has none either, although it is narrowed to some types."""
    known, shape = compiled({"oneOf": [{}, {"type": "integer"}]})
    (everything_else,) = known.branches(shape)

    assert isinstance(known.resolve(everything_else.shape), Union)
    assert list(places_of(known, known.resolve(everything_else.shape))) == []
    assert {str(place) for place in places_of(known, shape)} == {"#/oneOf/0 branch"}


def test_bounds_say_what_touches_them():
    """A length or a number for each."""
    _, shape = compiled({"type": "number", "minimum": 0.5, "maximum": 2})

    assert bounds(shape) == {Place("#/minimum", "bound"): 0.5, Place("#/maximum", "bound"): 2}


@pytest.mark.parametrize("revision", REVISIONS)
def test_few_places_of_the_shipped_contract_are_out_of_reach(revision):
    """At most one in twenty besides listed values: many of those stand on containers or beside any string."""
    asked, reachable, every = contract(revision), set(), set()
    for type in asked.message_types if DEEP else ("session.created", "model-output"):
        found = reachability(asked.catalogue(), type)
        reachable |= found.reachable
        every |= found.places
    lost = every - reachable

    besides_values = [place for place in lost if place.aspect != "value"]

    assert len(besides_values) <= 0.05 * sum(place.aspect != "value" for place in every)
    assert len(lost) <= 0.11 * len(every)
