"""Branches that end by themselves are found: whoever takes no others comes to an end."""

import pytest
from hypothesis import given, settings

from pytest_vapi_contract.shapes import Array, Endings, Record, Union, occurrences
from tests.contract.messages import REVISIONS, contract
from tests.depth import DEEP, many
from tests.shapes.tiny import SCHEMAS, compiled

LEAF = {"type": "null"}
NODE = {"type": "object", "properties": {"next": {"$ref": "#/$defs/List"}}, "required": ["next"]}


def held(known, endings, shape):
    """The shapes that a value must hold, or may if it is of a union whose ending branches alone are taken."""
    match shape:
        case Record():
            parts = [part.shape for part in shape.properties.values() if part.required]
        case Array():
            parts = [shape.holding or shape.items] if shape.holding or shape.min_items else []
        case Union():
            parts = [branch.shape for branch in endings.branches(shape)]
        case _:
            parts = []
    return [known.resolve(part) for part in parts]


def check(known, shape):
    """Follow all that has to be followed from a shape: no way leads back, and none stops at a union."""
    endings, done, above = Endings(known), set(), set()

    def follow(shape):
        assert shape not in above
        if shape in done:
            return
        above.add(shape)
        assert not isinstance(shape, Union) or endings.branches(shape)
        for part in held(known, endings, shape):
            follow(part)
        above.remove(shape)
        done.add(shape)

    follow(shape)


@pytest.mark.parametrize("reading", ["every", "observed"])
@pytest.mark.parametrize("revision", REVISIONS)
def test_every_shape_that_ships_comes_to_an_end(revision, reading):
    """From each shape that a message can hold."""
    asked = contract(revision)
    known = asked.catalogue(reading)

    for type in asked.message_types if DEEP else ("session.created", "model-output", "tool-calls"):
        for shape in occurrences(known, known.message(type)):
            check(known, shape)


@settings(max_examples=many(150, 10_000))
@given(branches=SCHEMAS, other=SCHEMAS)
def test_any_shape_comes_to_an_end(branches, other):
    """Also one that may hold itself in one branch, if there is another one."""
    node = {
        "type": "object",
        "properties": {"a": {"$ref": "#/$defs/Node"}, "b": branches},
        "required": ["a", "b"],
    }
    known, shape = compiled({"$ref": "#/$defs/Node"}, Node={"anyOf": [node, other]})

    if known.why_empty(shape) is None:
        check(known, shape)


@pytest.mark.parametrize(
    ("branches", "expected"),
    [
        ([LEAF, NODE], ["#/$defs/List/anyOf/0"]),
        ([NODE, LEAF, {"type": "string"}], ["#/$defs/List/anyOf/1", "#/$defs/List/anyOf/2"]),
        ([{**NODE, "required": []}], ["#/$defs/List/anyOf/0"]),
        ([{"type": "array", "items": {"$ref": "#/$defs/List"}}], ["#/$defs/List/anyOf/0"]),
        ([{"type": "array", "items": NODE, "minItems": 1}, LEAF], ["#/$defs/List/anyOf/1"]),
        ([{"anyOf": [NODE, LEAF]}, {"type": "string"}], ["#/$defs/List/anyOf/0", "#/$defs/List/anyOf/1"]),
    ],
    ids=["leaf", "two-leaves", "optional", "empty-list", "list-of-one", "union-within"],
)
def test_the_branches_that_end(branches, expected):
    """What requires the union again does not; what is only allowed to hold it does."""
    known, shape = compiled({"$ref": "#/$defs/List"}, List={"anyOf": branches})

    assert [branch.at for branch in Endings(known).branches(shape)] == expected
