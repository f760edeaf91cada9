"""A catalogue compiles what it is asked for once, tells branches apart, and says what has no value."""

import jsonschema_rs
import pytest
from hypothesis import example, given, settings

from pytest_vapi_contract.errors import UnsupportedMessage
from pytest_vapi_contract.shapes import Nothing, Record, Smallest, Union, occurrences
from pytest_vapi_contract.shapes.compiler import compile_schema
from tests.contract.messages import REVISIONS, contract
from tests.depth import many
from tests.shapes.observer import OPEN, Observer
from tests.shapes.tiny import LEAVES, SCHEMAS, VALUES, accepts, catalogue, compiled, inclusive, unions

NODE = {"type": "object", "properties": {"next": {"$ref": "#/$defs/Node"}}, "required": ["next"]}


def test_each_shape_is_compiled_once():
    """Shapes are compared by identity, so that a component that holds itself can be followed."""
    known = catalogue({"$ref": "#/$defs/Free"}, Free={"type": "object"})

    assert known.message("ping") is known.message("ping")
    assert known.message("ping") is known.component("Free")


def test_a_component_is_compiled_when_it_is_asked_for():
    """Another one may be broken without anybody noticing."""
    known = catalogue({"type": "null"}, Broken="no schema at all")

    assert known.message("ping").at == "#"


def test_a_message_is_generated_from_a_record():
    """A type whose messages are none is refused, by its name."""
    assert isinstance(catalogue({"type": "object"}).record("ping"), Record)
    with pytest.raises(UnsupportedMessage, match="'ping' cannot be generated"):
        catalogue({"type": "string"}).record("ping")


def test_references_and_joint_parts_are_resolved():
    """What is left is what all of them allow, once and for all."""
    schema = {"$ref": "#/$defs/Short", "minLength": 1, "type": "string"}
    known = catalogue(schema, Short={"type": "string", "maxLength": 3})

    shape = known.message("ping")

    assert (shape.min_length, shape.max_length) == (1, 3)
    assert known.resolve(shape) is shape


def test_a_shape_that_is_a_part_of_itself_is_nothing():
    """It would be resolved without end."""
    known = catalogue(
        {"$ref": "#/$defs/Self"}, Self={"allOf": [{"$ref": "#/$defs/Self"}, {"type": "object"}]}
    )

    assert known.message("ping").reason == "it is a part of itself"


@settings(max_examples=many(200, 20_000))
@given(schema=unions(SCHEMAS))
def test_branches_are_told_apart(schema):
    """The smallest value of each branch is of that branch alone, and valid in both readings of unions."""
    known, shape = compiled(schema)
    (keyword,) = schema

    for branch in known.branches(shape) if isinstance(shape, Union) else ():
        value = Smallest(known).of(branch.shape)
        taking = [accepts(inclusive(each), value) for each in schema[keyword]]
        assert taking[int(branch.at.rpartition("/")[2])]
        assert keyword == "anyOf" or sum(taking) == 1
        assert accepts(schema, value)


def test_a_branch_without_a_value_is_left_out():
    """Also where unions are inclusive; and a branch that differs from another in two ways is listed twice."""
    apart = {"type": "object", "properties": {"a": {"type": "null"}, "b": {"type": "null"}}}
    either = {"oneOf": [apart, {"type": "object", "required": ["a", "b"]}, {"enum": []}]}
    strict, loose = catalogue(either), catalogue(either, exclusive=False)

    first, second = "#/oneOf/0", "#/oneOf/1"
    assert [each.at for each in strict.branches(strict.message("ping"))] == [first, first, second, second]
    assert [each.at for each in loose.branches(loose.message("ping"))] == [first, second]


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"oneOf": [{"type": "string"}, {"type": "null"}]}, False),
        ({"oneOf": [{"type": "string"}, {"enum": ["a"]}]}, True),
        ({"oneOf": [{"type": "number"}, {"type": "integer"}]}, True),
        ({"oneOf": [{"type": "string", "maxLength": 1}, {"type": "string", "minLength": 2}]}, False),
        ({"anyOf": [{"type": "string"}, {"type": "string"}]}, False),
    ],
)
def test_an_overlap_is_of_exclusive_unions(schema, expected):
    """
    Some value is of several branches, of which only one may take it, however the catalogue reads unions.
    """
    for exclusive in (True, False):
        known = catalogue(schema, exclusive=exclusive)
        assert known.overlaps(known.message("ping")) is expected


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
def test_the_smallest_value_of_each_shape_that_ships_is_valid(revision):
    """Every component with a value has a smallest one that a validator accepts in both readings of unions."""
    asked = contract(revision)
    known, components = asked.catalogue(), asked.schema("session.created")["$defs"]
    inhabited = [name for name in components if known.why_empty(known.component(name)) is None]

    values = {name: Smallest(known).of(known.component(name)) for name in inhabited}

    assert len(inhabited) >= 320
    whole = {"$defs": components, "properties": {name: {"$ref": f"#/$defs/{name}"} for name in components}}
    assert list(jsonschema_rs.iter_errors(whole, values)) == []
    assert list(jsonschema_rs.iter_errors(inclusive(whole), values)) == []


@pytest.mark.parametrize("revision", REVISIONS)
def test_no_shape_that_a_message_can_hold_is_empty(revision):
    """Whoever walks along the shapes never has to turn back."""
    known = contract(revision).catalogue()

    for type in ("session.created", "model-output"):
        for shape in occurrences(known, known.message(type)):
            assert not isinstance(shape, Nothing)
            assert known.why_empty(shape) is None


def test_what_is_without_another_is_worked_out_once():
    """The answer is remembered, also for a shape that holds itself."""
    known = catalogue(Node={"type": "array", "items": {"$ref": "#/$defs/Node"}})
    node, lists = known.component("Node"), compile_schema({"type": "array", "maxItems": 0}, "#")

    assert known.without(node, lists) is known.without(node, lists)
    assert known.without(node, node) == ()
