"""Each keyword becomes a part of a shape that knows where it stands, and what is not understood says so."""

import pytest
from hypothesis import given, settings

from pytest_vapi_contract.bundle.subschemas import NOT_GENERATED
from pytest_vapi_contract.json_paths import tokens
from pytest_vapi_contract.shapes import Anything, Array, Choice, Nothing, Number, Option, Record, Text, Union
from pytest_vapi_contract.shapes.compiler import compile_schema
from pytest_vapi_contract.shapes.nodes import Joint, Reference
from tests.contract.messages import REVISIONS, contract
from tests.depth import many
from tests.shapes.tiny import SCHEMAS


def parts(shape):
    """All shapes within a shape that is not resolved, itself first."""
    yield shape
    match shape:
        case Joint():
            inner = shape.parts
        case Union():
            inner = [branch.shape for branch in shape.branches]
        case Array():
            inner = [shape.items]
        case Record():
            inner = [part.shape for part in shape.properties.values()]
            inner += [shape.additional] if shape.additional else []
        case _:
            inner = []
    for part in inner:
        yield from parts(part)


def places(shape):
    """
    All pointers of a shape: where it stands, and what declares its values, branches, bounds and properties.
    """
    for part in parts(shape):
        yield part.at
        match part:
            case Choice():
                yield from (at for option in part.options for at in option.places)
            case Text() | Number():
                yield from part.edges
            case Union():
                yield from (branch.at for branch in part.branches)
            case Array():
                yield from part.places
            case Record():
                yield from (at for each in part.properties.values() for at in each.places)


def pointed_at(schema, at):
    """What a pointer leads to in a schema."""
    for token in tokens(at):
        schema = schema[int(token)] if isinstance(schema, list) else schema[token]
    return schema


@settings(max_examples=many(150, 10_000))
@given(schema=SCHEMAS)
def test_every_place_is_one_of_the_schema(schema):
    """A pointer to nothing would be listed as a place that no message shows."""
    shape = compile_schema(schema, "#")

    for at in places(shape):
        if at.rpartition("/")[2] not in {
            "items",
            "additionalProperties",
        }:  # what they leave open is a schema, too
            pointed_at(schema, at)


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_components_that_ship_are_understood(revision):
    """Each of them compiles, its places are places of its schema, and no keyword of it is unknown to us."""
    components = contract(revision).schema("session.created")["$defs"]

    for name, schema in components.items():
        shape = compile_schema(schema, "#")
        reasons = {part.reason for part in parts(shape) if isinstance(part, Nothing)}
        assert reasons <= {"the enum is empty"}, name
        for at in places(shape):
            if not at.endswith(("/items", "/additionalProperties")):
                pointed_at(schema, at)
    assert len(components) >= 330


@pytest.mark.parametrize(
    ("schema", "kind", "expected"),
    [
        (True, Anything, {}),
        ({}, Anything, {}),
        ({"description": "anything"}, Anything, {}),
        (False, Nothing, {"reason": "nothing is allowed here"}),
        ({"enum": []}, Nothing, {"at": "#/enum", "reason": "the enum is empty"}),
        ({"$ref": "#/$defs/Call"}, Reference, {"name": "Call"}),
        ({"enum": [1]}, Choice, {"at": "#/enum", "options": (Option(1, ("#/enum/0",)),)}),
        ({"const": 1}, Choice, {"at": "#", "options": (Option(1, ("#/const",)),)}),
        ({"type": "null"}, Choice, {"options": (Option(None),)}),
        ({"type": "boolean"}, Choice, {"options": (Option(False), Option(True))}),
        (
            {"type": "string", "minLength": 1, "maxLength": 2, "pattern": "a", "format": "uri"},
            Text,
            {"min_length": 1, "max_length": 2, "pattern": "a", "format": "uri"},
        ),
        ({"type": "string", "minLength": 0, "maxLength": 0}, Text, {"edges": {"#/maxLength": 0}}),
        (
            {"type": "number", "minimum": 1, "exclusiveMaximum": 2, "multipleOf": 0.5},
            Number,
            {"integral": False, "exclusive_maximum": 2, "multiple_of": 0.5, "edges": {"#/minimum": 1}},
        ),
        (
            {"type": "integer", "maximum": 3},
            Number,
            {"integral": True, "maximum": 3, "edges": {"#/maximum": 3}},
        ),
        (
            {"type": "array", "minItems": 1, "maxItems": 2, "uniqueItems": True},
            Array,
            {"min_items": 1, "max_items": 2, "unique": True, "places": ("#",)},
        ),
        ({"type": "object", "additionalProperties": False}, Record, {"closed": True, "additional": None}),
        ({"type": "object", "minProperties": 1, "maxProperties": 2}, Record, {"min_properties": 1}),
        ({"anyOf": [{}]}, Union, {"at": "#/anyOf", "exclusive": False}),
        ({"oneOf": [{}]}, Union, {"at": "#/oneOf", "exclusive": True}),
        ({"type": ["string", "null"]}, Union, {"at": "#/type", "exclusive": False}),
    ],
)
def test_a_keyword_becomes_a_shape(schema, kind, expected):
    """One example for each."""
    shape = compile_schema(schema, "#")

    assert type(shape) is kind
    assert {name: getattr(shape, name) for name in expected} == expected


@pytest.mark.parametrize("keyword", sorted(NOT_GENERATED))
def test_what_is_not_understood_is_named(keyword):
    """It is listed as out of reach rather than generated wrongly, whatever stands beside it."""
    shape = compile_schema({"type": "string", keyword: {}}, "#/here")

    assert isinstance(shape, Nothing)
    assert shape.at == "#/here"
    assert shape.reason == f"the keyword {keyword!r} is not supported"


def test_keywords_side_by_side_are_joint():
    """A value must satisfy each of them."""
    schema = {"$ref": "#/$defs/A", "allOf": [{"enum": [1]}], "oneOf": [{}], "type": "integer"}

    shape = compile_schema(schema, "#")

    assert isinstance(shape, Joint)
    assert [type(part) for part in shape.parts] == [Reference, Choice, Union, Number]


def test_a_keyword_alone_binds_its_own_type_alone():
    """Where no type is declared, values of all other types pass, and none of that is a place."""
    shape = compile_schema({"minLength": 2}, "#")

    assert isinstance(shape, Union)
    assert [type(branch.shape) for branch in shape.branches] == [Choice, Choice, Number, Text, Array, Record]
    assert {branch.at for branch in shape.branches} == {"#"}
    assert shape.branches[3].shape.min_length == 2
    assert shape.branches[4].shape.places == ()


def test_a_property_knows_whether_it_is_required_and_declared():
    """What is required but not declared has no place of its own, and is as additional ones are."""
    schema = {
        "type": "object",
        "properties": {"a/b": {}, "c": {}},
        "required": ["c", "d"],
        "additionalProperties": {"type": "null"},
    }

    properties = compile_schema(schema, "#").properties

    assert {name: (part.required, part.places) for name, part in properties.items()} == {
        "a/b": (False, ("#/properties/a~1b",)),
        "c": (True, ("#/properties/c",)),
        "d": (True, ()),
    }
    assert properties["d"].shape.at == "#/additionalProperties"


def test_a_record_that_declares_properties_is_built_from_them_alone():
    """A schema lets others pass nearly everywhere; only one that describes them means them."""
    declared = {"type": "object", "properties": {"a": {}}}

    assert compile_schema(declared, "#").additional is None
    assert compile_schema({**declared, "additionalProperties": {"type": "null"}}, "#").additional is not None
    assert compile_schema({"type": "object"}, "#").is_free_form
