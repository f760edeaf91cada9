"""Each shape that a message can hold is found, with a way to it that can be gone."""

import pytest
from hypothesis import given, settings

from pytest_vapi_contract.shapes import (
    EXTRA_PROPERTY,
    Array,
    Record,
    Smallest,
    Union,
    occurrences,
    occurrences_within_lists,
    steps,
    steps_into,
)
from pytest_vapi_contract.shapes.graph import LONGEST_WAY
from tests.contract.messages import REVISIONS, contract
from tests.depth import many
from tests.shapes.tiny import SCHEMAS, accepts, catalogue, compiled

TREE = {
    "type": "object",
    "properties": {"leaf": {"type": "null"}, "inner": {"type": "array", "items": {"$ref": "#/$defs/Tree"}}},
}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string"}, []),
        ({"type": "object", "properties": {"a": {}, "b": {"enum": []}}}, [("a", None)]),
        ({"type": "object", "additionalProperties": {"type": "null"}}, [(EXTRA_PROPERTY, None)]),
        ({"type": "object", "additionalProperties": {"enum": []}}, []),
        ({"type": "array", "items": {"type": "null"}}, [(0, None)]),
        ({"type": "array", "items": {"type": "null"}, "maxItems": 0}, []),
        ({"type": "array", "items": {"enum": []}}, []),
        ({"anyOf": [{"enum": []}, {"type": "null"}, {"type": "string"}]}, [(None, 0), (None, 1)]),
    ],
)
def test_the_ways_down(schema, expected):
    """Into properties, items and branches, as long as something can be there."""
    known, shape = compiled(schema)

    assert [(step.token, step.branch) for step in steps(known, shape)] == expected


@pytest.mark.parametrize("token", ["a", "b", "c", EXTRA_PROPERTY])
def test_the_ways_down_with_a_token(token):
    """They are those of all ways that have it."""
    part = {"type": "object", "properties": {"a": {}, "b": {"enum": []}}, "additionalProperties": {}}
    known, shape = compiled(part | {"required": ["c"]})

    found = list(steps_into(known, shape, token))

    assert found == [step for step in steps(known, shape) if step.token == token]


def test_what_is_very_deep_is_not_looked_for():
    """A chain of components that hold each other is followed so far, and no further."""
    components = {
        f"C{at}": {"type": "object", "properties": {"in": {"$ref": f"#/$defs/C{at + 1}"}}}
        for at in range(900)
    }
    known, shape = compiled({"$ref": "#/$defs/C0"}, **components, C900={"type": "null"})

    found = occurrences(known, shape)

    assert max(len(occurrence.at) for occurrence in found.values()) == LONGEST_WAY


def test_a_list_that_must_hold_something_has_a_way_to_it():
    """It is told from other items by its number."""
    schema = {"oneOf": [{"type": "array", "items": {}}, {"type": "array", "items": {"type": "null"}}]}
    known, shape = compiled(schema)
    narrowed = known.resolve(known.branches(shape)[0].shape)

    found = list(steps(known, narrowed))

    assert [(step.token, step.branch) for step in found] == [(0, None), (0, 1)]
    assert all(step.into_item for step in found)


@settings(max_examples=many(150, 10_000))
@given(schema=SCHEMAS)
def test_every_way_can_be_gone(schema):
    """The smallest value that goes along it is valid."""
    known, root = compiled(schema)
    if known.why_empty(root) is not None:  # an assumption would fail for many
        return

    for found in (occurrences(known, root), occurrences_within_lists(known, root)):
        for shape, occurrence in found.items():
            assert occurrence.path[0].shape is root
            assert occurrence.path[-1].shape is shape is occurrence.shape
            assert accepts(schema, along(known, occurrence.path))


def along(known, path):
    """The smallest value that goes a way."""
    occurrence, *rest = path
    smallest = Smallest(known)
    if not rest:
        return smallest.of(occurrence.shape)
    below, step = along(known, rest), rest[0].step
    match occurrence.shape:
        case Record():
            return smallest.of(occurrence.shape) | {step.token: below}
        case Array():
            items = smallest.of(occurrence.shape)
            # The first item is the one that the list must hold, if there is one.
            return (
                [below, *items[1:]]
                if step.branch or not occurrence.shape.holding
                else [items[0], below, *items[2:]]
            )
    return below


def test_the_nearest_way_is_the_one():
    """A shape that can be met twice is found where it is nearest, or within a list if one leads there."""
    schema = {
        "type": "object",
        "properties": {
            "one": {"$ref": "#/$defs/Leaf"},
            "many": {
                "type": "array",
                "items": {"type": "object", "properties": {"x": {"$ref": "#/$defs/Leaf"}}},
            },
        },
    }
    known, root = compiled(schema, Leaf={"type": "null"})
    leaf = known.component("Leaf")

    assert occurrences(known, root)[leaf].at == ("one",)
    assert occurrences_within_lists(known, root)[leaf].at == ("many", 0, "x")


def test_depth_counts_properties_and_items_but_no_branches():
    """A branch is no step into a message."""
    known, root = compiled(
        {"type": "object", "properties": {"a": {"anyOf": [{"type": "array", "items": {"type": "null"}}]}}}
    )

    near = {depth: {type(shape) for shape in occurrences(known, root, depth=depth)} for depth in (0, 1)}

    assert near == {0: {Record}, 1: {Record, Union, Array}}
    assert len(occurrences(known, root, depth=2)) == len(occurrences(known, root)) == 4


def test_a_component_that_holds_itself_is_found_once():
    """The search comes to an end."""
    known = catalogue({"$ref": "#/$defs/Tree"}, Tree=TREE)

    assert [occurrence.at for occurrence in occurrences(known, known.message("ping")).values()] == [
        (),
        ("leaf",),
        ("inner",),
    ]
    assert occurrences_within_lists(known, known.message("ping"))[known.component("Tree")].at == ("inner", 0)


@pytest.mark.parametrize("revision", REVISIONS)
def test_both_searches_find_the_same_shapes(revision):
    """They differ in the way alone: through a list wherever there is one."""
    known = contract(revision).catalogue()
    root = known.message("session.created")

    plain, listed = occurrences(known, root), occurrences_within_lists(known, root)

    assert plain.keys() == listed.keys()
    assert all(len(plain[shape].at) <= len(listed[shape].at) for shape in plain)
    assert sum(0 in occurrence.at for occurrence in listed.values()) > 0.8 * len(listed)
