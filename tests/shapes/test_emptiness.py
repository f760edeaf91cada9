"""Which shapes have no value, and why."""

import pytest
from hypothesis import example, given, settings

from pytest_vapi_contract.shapes import Nothing, Smallest, occurrences
from pytest_vapi_contract.shapes.emptiness import why_full
from pytest_vapi_contract.shapes.nodes import (
    Anything,
    Array,
    Branch,
    Choice,
    Number,
    Option,
    Property,
    Record,
    Text,
    Union,
)
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
        ({"Node": NODE}, "it would have to contain itself without end"),
        (
            {"Node": {"type": "array", "items": {"$ref": "#/$defs/Node"}, "minItems": 1}},
            "it would have to contain itself without end",
        ),
        ({"Node": {"anyOf": [NODE, {"enum": []}]}}, "it would have to contain itself without end"),
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


@pytest.mark.parametrize(("levels", "is_empty"), [(50, False), (70, True)])
def test_a_value_has_so_many_levels_at_most(levels, is_empty):
    """Deeper ones are not generated, however the components are written that must hold each other."""
    components = {
        f"C{at}": {"type": "object", "properties": {"in": {"$ref": f"#/$defs/C{at + 1}"}}, "required": ["in"]}
        for at in range(levels)
    }
    known, shape = compiled({"$ref": "#/$defs/C0"}, **components, **{f"C{levels}": {"type": "null"}})

    why = known.why_empty(shape)

    assert (why == "values of more than 60 levels are not generated") is is_empty


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        (False, "nothing is allowed here"),
        ({"type": "array", "minItems": 2, "maxItems": 1}, "#: minItems is above maxItems"),
        ({"type": "object", "required": ["a", "b"], "maxProperties": 1}, "#: maxProperties is below what"),
        ({"oneOf": [{"type": "string"}, {"type": "string"}]}, "#: every branch overlaps another one"),
        ({"type": "array", "items": {"enum": []}, "minItems": 1}, "#/items/enum: the enum is empty"),
        ({"type": "array", "items": {"enum": []}}, None),
        ({"oneOf": [{"enum": [at]} for at in range(201)]}, "#/oneOf: 201 branches are not told apart"),
        ({"anyOf": [{"enum": [at]} for at in range(201)]}, None),
        ({"required": [str(at) for at in range(1_001)], "type": "object"}, "1,001 required properties are"),
        ({"enum": list(range(20_001))}, "#/enum: enums of 20,001 values are not generated"),
        (
            {"allOf": [{"type": "string"}] * 51},
            "#/allOf: values that must match 51 schemas at once are not generated",
        ),
        ({"type": "string", "minLength": 100_001}, "strings of 100,001 characters are not generated"),
        (
            {"allOf": [{"anyOf": [{"enum": [at]} for at in range(10)]}] * 5},
            "100,000 combinations of branches",
        ),
        ({"type": "array", "minItems": 200, "items": {"type": "array", "minItems": 200}}, "40,201 parts"),
    ],
    ids=[
        *("false", "sizes", "properties", "overlap", "items", "empty-list"),
        *("branches", "inclusive", "required", "values", "parts", "length", "ways", "size"),
    ],
)
def test_the_reason_names_the_place_and_the_keyword(schema, reason):
    """The list of unreachable places shows it to users."""
    known, shape = compiled(schema)

    why = known.why_empty(shape)

    assert why is None if reason is None else reason.removeprefix("#: ") in why


WORD, NEVER, NEITHER = (
    Text(at="#/word"),
    Nothing(at="#/never", reason="is not there"),
    Nothing(at="#/odd", reason="is not understood", understood=False),
)


def record(*required, optional=(), **facts):
    """A record with properties of these shapes: a, b and so on."""
    parts = [(part, True) for part in required] + [(part, False) for part in optional]
    properties = {name: Property(*part) for name, part in zip("abc", parts, strict=False)}
    return Record(at="#/record", properties=properties, **facts)


def array(**facts):
    """A list of words, unless it is said otherwise."""
    return Array(at="#/list", **{"items": WORD, **facts})


def union(*shapes):
    """A union of shapes that need not be told apart."""
    return Union(at="#/union", branches=tuple(Branch(shape, shape.at) for shape in shapes))


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        (NEVER, "#/never: is not there"),
        (NEITHER, "#/odd: is not understood"),
        (Text(at="#/t", min_length=2, max_length=1), "#/t: minLength is above maxLength"),
        (Number(at="#/n", minimum=2, maximum=1), "#/n: minimum is above maximum"),
        (array(min_items=2, max_items=1), "#/list: minItems is above maxItems"),
        (array(items=NEVER, min_items=1), "#/never: is not there"),
        (array(holding=NEVER), "#/never: is not there"),
        (record(WORD, NEVER), "#/never: is not there"),
        (
            record(WORD, WORD, max_properties=1),
            "#/record: maxProperties is below what minProperties or required need",
        ),
        (
            record(min_properties=2, max_properties=1),
            "#/record: maxProperties is below what minProperties or required need",
        ),
        (
            record(WORD, min_properties=2, closed=True),
            "#/record: minProperties is above the number of properties that are possible",
        ),
        (union(), "#/union: every branch overlaps another one"),
        (union(NEVER, NEITHER), "#/never: is not there"),
    ],
)
def test_what_has_no_value_is_told_why(shape, reason):
    """The place, and what is wrong there; asked again, the same."""
    known = catalogue()

    assert known.why_empty(shape) == known.why_empty(shape) == reason


@pytest.mark.parametrize(
    "shape",
    [
        WORD,
        Anything(at="#"),
        Choice(at="#", options=(Option(1),)),
        array(min_items=2, max_items=2),
        array(items=NEVER),
        array(items=NEVER, holding=WORD),
        record(WORD, optional=[NEVER]),
        record(WORD, WORD, max_properties=2),
        record(min_properties=2, max_properties=2),
        record(WORD, min_properties=1, closed=True),
        record(WORD, min_properties=2),
        union(NEVER, WORD),
    ],
)
def test_what_has_a_value_is_not_empty(shape):
    """One value is enough."""
    assert catalogue().why_empty(shape) is None


@pytest.mark.parametrize(("most", "full"), [(None, False), (3, False), (2, True), (1, True)])
def test_a_record_is_full_where_all_that_it_may_have_is_required(most, full):
    """Then there is no room for a property that is not."""
    reason = why_full(record(WORD, WORD, max_properties=most))

    assert reason == ("#/record: maxProperties leaves no room beside what is required" if full else None)
