"""What is left after subtraction is of the one shape and, in no reading, of the other."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.shapes import Array, Record, Smallest, is_member
from pytest_vapi_contract.shapes.compiler import compile_schema
from pytest_vapi_contract.strategies.encoding.builders import grown
from pytest_vapi_contract.strategies.encoding.generator import Generator
from pytest_vapi_contract.strategies.message_size import DETAILS
from tests.depth import many
from tests.shapes.oracle import as_schema
from tests.shapes.tiny import ENUMS, NUMERIC, SCHEMAS, TEXTS, VALUES, accepts, catalogue, inclusive


def tagged(tag, *, closed=False):
    """The schema of an object whose `type` is the tag."""
    rest = {"additionalProperties": False} if closed else {}
    return {"type": "object", "properties": {"type": {"enum": [tag]}}, "required": ["type"], **rest}


def remainder(one, other):
    """A catalogue, and what is left of one schema without another in it."""
    known = catalogue()
    left = known.without(compile_schema(one, "#/one"), compile_schema(other, "#/other"))
    return known, [part for part in left if known.why_empty(part) is None]


@settings(max_examples=many(150, 20_000))
@given(one=SCHEMAS, other=SCHEMAS)
def test_the_smallest_value_of_what_is_left_is_of_the_first_alone(one, other):
    """A validator accepts it for the first schema and refuses it for the second."""
    known, left = remainder(one, other)

    for part in left:
        value = Smallest(known).of(part)
        assert accepts(one, value)
        assert not accepts(inclusive(other), value)


@settings(max_examples=many(40, 3_000))
@given(one=SCHEMAS, other=SCHEMAS, data=st.data())
def test_every_value_of_what_is_left_is_of_the_first_alone(one, other, data):
    """The same holds for whatever is grown along what is left."""
    known, left = remainder(one, other)
    if not left:  # an assumption would fail for half of all pairs
        return

    shape = data.draw(st.sampled_from(left))

    value = data.draw(grown(Generator(known, DETAILS["typical"]).part(shape, 0)))

    assert accepts(one, value)
    assert not accepts(inclusive(other), value)


@settings(max_examples=many(150, 10_000))
@given(one=TEXTS | ENUMS, other=TEXTS | ENUMS, value=VALUES)
def test_of_strings_and_enums_nothing_is_lost(one, other, value):
    """A value of the first schema alone is of some part that is left."""
    known, left = remainder(one, other)

    if accepts(one, value) and not accepts(other, value):
        assert any(is_member(known, part, value) for part in left)


@settings(max_examples=many(100, 10_000))
@given(one=NUMERIC, other=NUMERIC, value=st.integers(-4, 6))
def test_of_whole_numbers_between_bounds_nothing_is_lost(one, other, value):
    """Bounds of numbers are told apart as well, where both kinds are the same."""
    assume(one["type"] == other["type"])
    known, left = remainder(one, other)

    if accepts(one, value) and not accepts(other, value):
        assert any(is_member(known, part, value) for part in left)


def test_shapes_that_never_meet_are_left_alone():
    """The answer is the first shape itself, so that it is known to be whole."""
    known = catalogue()
    one, other = compile_schema({"type": "string"}, "#/one"), compile_schema({"type": "null"}, "#/other")

    assert known.without(one, other) == (one,)
    assert known.without(one, one) == ()
    assert known.without(one, compile_schema({}, "#/all")) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"enum": ["a", "b"]}, {"enum": ["c"]}),
        ({"enum": ["a", "b"]}, {"type": "string", "minLength": 2}),
        ({"type": "string", "maxLength": 1}, {"type": "string", "minLength": 2}),
        ({"type": "string", "minLength": 2}, {"type": "string", "maxLength": 1}),
        ({"type": "string"}, {"enum": [1, None]}),
        ({"type": "number", "maximum": 1}, {"type": "number", "minimum": 2}),
        ({"type": "number", "minimum": 2}, {"type": "number", "maximum": 1}),
        ({"type": "number"}, {"enum": ["a", True]}),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, {"type": "number"}),
        (tagged("a"), tagged("b")),
        (tagged("a"), {"type": "object", "properties": {"type": False}}),
        (tagged("a", closed=True), {"type": "object", "required": ["other"]}),
    ],
)
def test_a_shape_that_never_meets_the_other_stays_the_same(one, other):
    """By this it is known that the branches of a union do not overlap."""
    known = catalogue()
    first = compile_schema(one, "#/one")

    assert known.without(first, compile_schema(other, "#/other")) == (first,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"type": "string", "maxLength": 2}, {"type": "string", "minLength": 2}),
        ({"type": "string", "minLength": 2}, {"type": "string", "maxLength": 2}),
        ({"type": "number", "maximum": 2}, {"type": "number", "minimum": 2}),
        ({"type": "number", "minimum": 2}, {"type": "number", "maximum": 2}),
        ({"type": "object", "properties": {"type": {"enum": ["a"]}}}, tagged("a")),
    ],
)
def test_shapes_that_meet_in_a_single_value_overlap(one, other):
    """A bound that both name belongs to both."""
    known = catalogue()
    first = compile_schema(one, "#/one")

    assert known.without(first, compile_schema(other, "#/other")) != (first,)


@pytest.mark.parametrize(
    ("other", "left"),
    [
        ({"type": "string"}, [None, False, True, 0.5, [None], {"a": None}]),
        ({"type": "null"}, [False, True, 0.5, "", [None], {"a": None}]),
        ({"enum": [False, 0.5]}, [None, True, 0, "", [None], {"a": None}]),
        ({"type": "array"}, [None, False, True, 0.5, "", {"a": None}]),
        ({"type": "object"}, [None, False, True, 0.5, "", [None]]),
    ],
)
def test_anything_without_a_type_is_all_the_others(other, left):
    """Every value of every other type is left, at the place of what allows anything."""
    known = catalogue()

    [rest] = known.without(compile_schema({}, "#/any"), compile_schema(other, "#/other"))

    assert all(is_member(known, rest, value) for value in left)
    assert {rest.at, *(branch.at for branch in rest.branches)} == {"#/any"}
    assert {known.resolve(branch.shape).at for branch in rest.branches} == {"#/any"}


STRING, NUMBER, ARRAY, OBJECT = ({"type": type} for type in ("string", "number", "array", "object"))
EITHER = {"anyOf": [STRING, NUMBER]}


@pytest.mark.parametrize(
    ("one", "other", "left"),
    [
        (STRING | {"maxLength": 2}, STRING | {"minLength": 1, "maxLength": 2}, [STRING | {"maxLength": 0}]),
        (
            STRING | {"minLength": 1, "maxLength": 9},
            STRING | {"minLength": 3, "maxLength": 4},
            [STRING | {"minLength": 1, "maxLength": 2}, STRING | {"minLength": 5, "maxLength": 9}],
        ),
        (
            NUMBER | {"minimum": 2, "maximum": 8},
            NUMBER | {"minimum": 4, "maximum": 6},
            [
                NUMBER | {"minimum": 2, "exclusiveMaximum": 4, "maximum": 8},
                NUMBER | {"minimum": 2, "exclusiveMinimum": 6, "maximum": 8},
            ],
        ),
        (
            NUMBER | {"exclusiveMinimum": 2, "exclusiveMaximum": 8},
            NUMBER | {"exclusiveMinimum": 4, "exclusiveMaximum": 6},
            [
                NUMBER | {"exclusiveMinimum": 2, "maximum": 4, "exclusiveMaximum": 8},
                NUMBER | {"exclusiveMinimum": 2, "minimum": 6, "exclusiveMaximum": 8},
            ],
        ),
        (ARRAY | {"maxItems": 1}, ARRAY | {"minItems": 5}, [ARRAY | {"maxItems": 1}]),
        (ARRAY | {"maxItems": 3}, ARRAY | {"minItems": 2}, [ARRAY | {"maxItems": 1}]),
        (ARRAY, ARRAY | {"minItems": 2}, [ARRAY | {"maxItems": 1}]),
        (ARRAY | {"minItems": 5}, ARRAY | {"maxItems": 3}, [ARRAY | {"minItems": 5}]),
        (ARRAY | {"minItems": 2}, ARRAY | {"maxItems": 3}, [ARRAY | {"minItems": 4}]),
        (ARRAY | {"maxItems": 2}, ARRAY | {"maxItems": 2}, []),
        (EITHER, {"anyOf": [NUMBER, STRING]}, []),
        (EITHER, NUMBER, [{"anyOf": [STRING]}]),
        (EITHER, {"type": "null"}, [EITHER]),
        ({"enum": ["a", 1]}, NUMBER, [{"enum": ["a"]}]),
    ],
)
def test_what_is_left_is_no_less_and_no_more(one, other, left):
    """Each part of it has all the bounds of the first, and ends where the second begins."""
    known = catalogue()

    parts = known.without(compile_schema(one, "#/one"), compile_schema(other, "#/other"))

    expected = [as_schema(known, compile_schema(each, "#/one")) for each in left]
    assert [as_schema(known, part) for part in parts] == expected


def test_a_list_of_other_items_holds_one_that_is_not_of_the_second():
    """There is an item at least, and as many as the first asks for."""
    short = compile_schema(ARRAY | {"items": STRING | {"maxLength": 1}}, "#/other")
    known = catalogue()

    held = [
        known.without(compile_schema(ARRAY | {"items": STRING} | sizes, "#/one"), short)[0]
        for sizes in ({}, {"minItems": 3})
    ]

    assert [part.min_items for part in held if isinstance(part, Array)] == [1, 3]
    assert {as_schema(known, part)["contains"]["minLength"] for part in held} == {2}


@pytest.mark.parametrize("declared", [{"properties": {"a": STRING}}, {"additionalProperties": STRING}])
def test_what_the_second_requires_is_forbidden_in_what_is_left(declared):
    """Whether the first declares it or not: else a value with it would be of both."""
    known = catalogue()

    [left] = known.without(
        compile_schema(OBJECT | declared, "#/one"), compile_schema(OBJECT | {"required": ["a"]}, "#/other")
    )

    assert isinstance(left, Record)
    assert left.forbidden == {"a"}
    assert not is_member(known, left, {"a": "x"})
    assert is_member(known, left, {})


def test_what_the_second_forbids_is_required_in_what_is_left():
    """If the first declares it; else there is nothing to tell them apart."""
    known = catalogue()
    one = compile_schema(OBJECT | {"properties": {"a": STRING, "b": STRING}}, "#/one")
    other = Record(at="#/other", forbidden=frozenset({"a", "z"}))

    [left] = known.without(one, other)

    assert isinstance(left, Record)
    assert [name for name, part in left.properties.items() if part.required] == ["a"]
    assert is_member(known, left, {"a": "x"})
    assert not is_member(known, left, {"a": 1})


def test_a_record_of_anything_else_stays_free():
    """What is left of anything can be built as freely as before."""
    known = catalogue()

    [rest] = known.without(compile_schema({}, "#/any"), compile_schema({"type": "string"}, "#/other"))
    parts = [branch.shape for branch in rest.branches]

    assert [part.is_free_form for part in parts if isinstance(part, Record)] == [True]
    assert [part.items.at for part in parts if isinstance(part, Array)] == ["#/any"]
    assert [part.additional.at for part in parts if isinstance(part, Record) and part.additional] == ["#/any"]


def test_what_tells_records_apart_becomes_required():
    """
    A record without another holds a property that the other refuses, or lacks one that the other requires.
    """
    tag = {"type": "object", "properties": {"type": {"enum": ["a", "b"]}}}
    other = {"type": "object", "properties": {"type": {"enum": ["a"]}}, "required": ["type"]}
    known, left = remainder(tag, other)

    assert [Smallest(known).of(part) for part in left] == [{}, {"type": "b"}]


def test_why_a_property_is_left_out_can_be_told():
    """A place of the schema that no message shows is listed with its reason."""
    one = {"type": "object", "properties": {"type": {}}}
    tagged_or_not, closed = {"type": "object", "required": ["type"]}, {"type": "object", "properties": {}}
    known, [lacking] = remainder(one, tagged_or_not)
    _, [holding] = remainder(one, closed | {"additionalProperties": False})

    assert known.why_absent(lacking, "type") == "#/one: left out"
    assert holding.properties["type"].required
