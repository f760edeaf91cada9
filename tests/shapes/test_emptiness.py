"""Which shapes have no value, and why."""

import pytest
from hypothesis import example, given, settings

from pytest_vapi_contract.shapes import Nothing, Smallest, occurrences
from pytest_vapi_contract.shapes.emptiness import why_full
from tests.contract.messages import REVISIONS, contract
from tests.depth import many
from tests.shapes.observer import OPEN, Observer
from tests.shapes.tiny import LEAVES, SCHEMAS, VALUES, accepts, catalogue, compiled, inclusive, unions

NODE = {"type": "object", "properties": {"next": {"$ref": "#/$defs/Node"}}, "required": ["next"]}


@settings(max_examples=many(200, 20_000))
@given(schema=SCHEMAS)
def test_what_has_a_value_has_a_smallest_one(schema):
    """And a validator accepts it, whatever unions mean to it."""
    known, shape = compiled(schema)

    if known.why_empty(shape) is None:
        value = Smallest(known).of(shape)
        assert accepts(schema, value)
        assert accepts(inclusive(schema), value)


@settings(max_examples=many(200, 20_000))
@given(schema=LEAVES | unions(LEAVES), value=VALUES)
@example(schema={"oneOf": [{"type": "string"}, {"type": "string"}]}, value="a")
def test_what_has_no_value_takes_none(schema, value):
    """Of strings, numbers and enums nothing is lost: no value is of one branch alone."""
    known = catalogue(schema)

    look = Observer(known).look(schema, "#", value)

    assert known.why_empty(known.message("ping")) is None or look is None or look is OPEN


@pytest.mark.parametrize(
    ("components", "reason"),
    [
        ({"Node": NODE}, "it must hold itself without end"),
        (
            {"Node": {"type": "array", "items": {"$ref": "#/$defs/Node"}, "minItems": 1}},
            "it must hold itself without end",
        ),
        ({"Node": {"anyOf": [NODE, {"enum": []}]}}, "it must hold itself without end"),
        ({"Node": {"anyOf": [NODE, {"type": "null"}]}}, None),
        ({"Node": {"type": "array", "items": {"$ref": "#/$defs/Node"}}}, None),
        ({"Node": {**NODE, "required": []}}, None),
    ],
    ids=["record", "list", "union", "way-out", "empty-list", "optional"],
)
def test_what_holds_itself_needs_a_way_out(components, reason):
    """A value is finite."""
    known, shape = compiled({"$ref": "#/$defs/Node"}, **components)

    assert known.why_empty(shape) == reason


@pytest.mark.parametrize("revision", REVISIONS)
def test_no_shape_that_a_message_can_hold_is_empty(revision):
    """Whoever walks along the shapes never has to turn back."""
    known = contract(revision).catalogue()

    for type in ("session.created", "model-output"):
        for shape in occurrences(known, known.message(type)):
            assert not isinstance(shape, Nothing)
            assert known.why_empty(shape) is None


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        (False, "nothing is allowed here"),
        ({"type": "array", "minItems": 2, "maxItems": 1}, "#: minItems is above maxItems"),
        ({"type": "object", "required": ["a", "b"], "maxProperties": 1}, "#: maxProperties is below what"),
        ({"oneOf": [{"type": "string"}, {"type": "string"}]}, "#: every branch overlaps another one"),
        ({"type": "array", "items": {"enum": []}, "minItems": 1}, "#/items/enum: the enum is empty"),
        ({"type": "array", "items": {"enum": []}}, None),
    ],
    ids=["false", "sizes", "properties", "overlap", "items", "empty-list"],
)
def test_the_reason_names_the_place_and_the_keyword(schema, reason):
    """The list of unreachable places shows it to users."""
    known, shape = compiled(schema)

    why = known.why_empty(shape)

    assert why is None if reason is None else reason.removeprefix("#: ") in why


def test_a_full_record_has_no_room_for_more():
    """What is required takes all the properties that may be there."""
    required = {"type": "object", "properties": {"a": {}, "b": {}}, "required": ["a"]}

    assert why_full(compiled({**required, "maxProperties": 1})[1]) is not None
    assert why_full(compiled({**required, "maxProperties": 2})[1]) is None
    assert why_full(compiled(required)[1]) is None
