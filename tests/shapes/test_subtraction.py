"""
What is left after subtraction is of the one shape and, in no reading, of the other.
"""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.shapes import Smallest, is_member
from pytest_vapi_contract.shapes.compiler import compile_schema
from pytest_vapi_contract.strategies.detail import DETAILS
from pytest_vapi_contract.strategies.encoding.builders import grown
from pytest_vapi_contract.strategies.encoding.generator import Generator
from tests.depth import many
from tests.shapes.tiny import ENUMS, NUMERIC, SCHEMAS, TEXTS, VALUES, accepts, catalogue, inclusive


def remainder(one, other):
    """
    A catalogue, and what is left of one schema without another in it.
    """
    known = catalogue()
    left = known.without(compile_schema(one, "#/one"), compile_schema(other, "#/other"))
    return known, [part for part in left if known.why_empty(part) is None]


@settings(max_examples=many(150, 20_000))
@given(one=SCHEMAS, other=SCHEMAS)
def test_the_smallest_value_of_what_is_left_is_of_the_first_alone(one, other):
    """
    A validator accepts it for the first schema and refuses it for the second.
    """
    known, left = remainder(one, other)

    for part in left:
        value = Smallest(known).of(part)
        assert accepts(one, value)
        assert not accepts(inclusive(other), value)


@settings(max_examples=many(40, 3_000))
@given(one=SCHEMAS, other=SCHEMAS, data=st.data())
def test_every_value_of_what_is_left_is_of_the_first_alone(one, other, data):
    """
    The same holds for whatever is grown along what is left.
    """
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
    """
    A value of the first schema alone is of some part that is left.
    """
    known, left = remainder(one, other)

    if accepts(one, value) and not accepts(other, value):
        assert any(is_member(known, part, value) for part in left)


@settings(max_examples=many(100, 10_000))
@given(one=NUMERIC, other=NUMERIC, value=st.integers(-4, 6))
def test_of_whole_numbers_between_bounds_nothing_is_lost(one, other, value):
    """
    Bounds of numbers are told apart as well, where both kinds are the same.
    """
    assume(one["type"] == other["type"])
    known, left = remainder(one, other)

    if accepts(one, value) and not accepts(other, value):
        assert any(is_member(known, part, value) for part in left)


def test_shapes_that_never_meet_are_left_alone():
    """
    The answer is the first shape itself, so that it is known to be whole.
    """
    known = catalogue()
    one, other = compile_schema({"type": "string"}, "#/one"), compile_schema({"type": "null"}, "#/other")

    assert known.without(one, other) == (one,)
    assert known.without(one, one) == ()
    assert known.without(one, compile_schema({}, "#/all")) == ()


def test_what_tells_records_apart_becomes_required():
    """
    A record without another holds a property that the other refuses, or lacks one that the other requires.
    """
    tag = {"type": "object", "properties": {"type": {"enum": ["a", "b"]}}}
    other = {"type": "object", "properties": {"type": {"enum": ["a"]}}, "required": ["type"]}
    known, left = remainder(tag, other)

    assert [Smallest(known).of(part) for part in left] == [{}, {"type": "b"}]
