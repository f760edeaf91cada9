"""The algebra of shapes agrees with a validator about each of a few hundred values."""

from hypothesis import example, given, settings

from pytest_vapi_contract.shapes import is_member
from pytest_vapi_contract.shapes.compiler import compile_schema
from tests.depth import many
from tests.shapes.oracle import PAIRS, PLAIN_PAIRS, SCHEMAS, UNDERSTOOD_PAIRS, UNIVERSE, held, shown, valid
from tests.shapes.tiny import catalogue, compiled, inclusive

LIST = {"type": "array", "items": {}}


def remainder(one, other):
    """A catalogue, and what is left of one schema without another in it."""
    known = catalogue()
    return known, known.without(compile_schema(one, "#/one"), compile_schema(other, "#/other"))


@settings(max_examples=many(150, 3_000))
@given(schema=SCHEMAS)
def test_a_shape_holds_what_its_schema_allows(schema):
    """Nothing is lost between the two, and nothing is added."""
    known, shape = compiled(schema)

    assert shown(held(known, shape) ^ valid(schema)) == []


@settings(max_examples=many(150, 3_000))
@given(schema=SCHEMAS)
@example(schema={"oneOf": [{"type": "string"}, {"not": {"type": "null"}}]})
@example(schema={"oneOf": [{"type": "object", "properties": {"a": {}}}, {"patternProperties": {"b": False}}]})
def test_what_is_built_is_valid_in_both_readings_of_unions(schema):
    """Also where a branch says what is not understood: it may allow anything."""
    known, shape = compiled(schema)

    built = held(known, shape, built=True)

    assert shown(built - valid(schema)) == []
    assert shown(built - valid(inclusive(schema))) == []


@settings(max_examples=many(150, 3_000))
@given(schema=SCHEMAS)
@example(schema={"type": "array", "uniqueItems": True})
def test_a_member_is_what_an_inclusive_reading_allows(schema):
    """The question is answered for one value as the shape answers it for all."""
    known, shape = compiled(schema)

    members = {index for index, value in enumerate(UNIVERSE) if is_member(known, shape, value)}

    assert shown(members ^ valid(inclusive(schema))) == []


@settings(max_examples=many(300, 3_000))
@given(pair=UNDERSTOOD_PAIRS)
@example(pair=({"enum": [[1, 1], [1]]}, {"type": "array", "uniqueItems": True}))
def test_an_intersection_holds_what_both_allow(pair):
    """No more and no less, whichever comes first."""
    one, other = pair
    both = shown(valid(one) & valid(other))

    for parts in ([one, other], [other, one]):
        known, shape = compiled({"allOf": parts})
        assert shown(held(known, shape)) == both


@settings(max_examples=many(100, 3_000))
@given(pair=PAIRS)
@example(pair=({"oneOf": [{"type": "string", "pattern": "a"}, {"type": "string"}]}, {"pattern": "b$"}))
@example(pair=({"oneOf": [{"multipleOf": 2}, {"type": "number"}]}, {"multipleOf": 0.5}))
def test_what_is_built_along_an_intersection_is_of_both(pair):
    """Also where two patterns or two multiples meet, of which nothing is known."""
    one, other = pair
    known, shape = compiled({"allOf": [one, other]})

    built = held(known, shape, built=True)

    assert shown(built - (valid(one) & valid(other))) == []


@settings(max_examples=many(300, 5_000))
@given(pair=PAIRS)
@example(pair=(LIST, {**LIST, "minItems": 2}))
@example(pair=(LIST, {**LIST, "maxItems": 1}))
def test_what_is_left_is_of_the_first_and_in_no_reading_of_the_second(pair):
    """The promise on which the label of each branch rests."""
    one, other = pair
    known, left = remainder(one, other)

    for part in left:
        built = held(known, part, built=True)
        assert shown(built - valid(one)) == []
        assert shown(built & valid(inclusive(other))) == []


@settings(max_examples=many(300, 5_000))
@given(pair=PLAIN_PAIRS)
@example(pair=(LIST, {**LIST, "minItems": 2}))
@example(pair=(LIST, {**LIST, "maxItems": 1}))
def test_nothing_is_lost_where_all_can_be_said(pair):
    """A value of the first schema alone is of some part that is left."""
    one, other = pair
    known, left = remainder(one, other)

    kept = set().union(*(held(known, part) for part in left))

    assert shown(kept) == shown(valid(one) - valid(other))


@settings(max_examples=many(150, 3_000))
@given(schema=SCHEMAS.map(inclusive))
def test_what_is_said_to_be_empty_holds_nothing(schema):
    """Of inclusive unions, where all is known."""
    known, shape = compiled(schema)

    assert known.why_empty(shape) is None or shown(valid(schema)) == []
