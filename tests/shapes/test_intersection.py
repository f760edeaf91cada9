"""An intersection holds what is of both shapes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.shapes import Nothing, Smallest, is_member
from pytest_vapi_contract.shapes.compiler import compile_schema
from pytest_vapi_contract.shapes.intersection import intersect
from pytest_vapi_contract.strategies.detail import DETAILS
from pytest_vapi_contract.strategies.encoding.builders import grown
from pytest_vapi_contract.strategies.encoding.generator import Generator
from tests.depth import many
from tests.shapes.tiny import SCHEMAS, VALUES, accepts, catalogue, compiled, inclusive


@settings(max_examples=many(150, 20_000))
@given(one=SCHEMAS, other=SCHEMAS, value=VALUES)
def test_what_is_of_both_is_of_the_intersection_and_the_other_way_round(one, other, value):
    """A validator that is asked for both at once agrees."""
    known, shape = compiled({"allOf": [one, other]})

    both = accepts(inclusive(one), value) and accepts(inclusive(other), value)

    assert is_member(known, shape, value) == both


@settings(max_examples=many(150, 20_000))
@given(one=SCHEMAS, other=SCHEMAS)
def test_the_smallest_value_of_the_intersection_is_of_both(one, other):
    """Also where unions are exclusive."""
    known, shape = compiled({"allOf": [one, other]})
    if known.why_empty(shape) is not None:  # an assumption would fail for half of all pairs
        return

    value = Smallest(known).of(shape)

    assert accepts(one, value)
    assert accepts(other, value)


@settings(max_examples=many(40, 3_000))
@given(one=SCHEMAS, other=SCHEMAS, data=st.data())
def test_every_value_of_the_intersection_is_of_both(one, other, data):
    """The same holds for whatever is grown along it."""
    known, shape = compiled({"allOf": [one, other]})
    if known.why_empty(shape) is not None:  # an assumption would fail for half of all pairs
        return

    value = data.draw(grown(Generator(known, DETAILS["typical"]).part(shape, 0)))

    assert accepts(one, value)
    assert accepts(other, value)


def test_what_is_left_open_is_of_both_as_well():
    """A property that neither declares has to be what both say of others."""
    known, shape = compiled(
        {
            "allOf": [
                {"type": "object", "additionalProperties": {"type": "string"}},
                {"type": "object", "additionalProperties": {"maxLength": 1, "type": "string"}},
                {"type": "object"},
            ]
        }
    )

    assert is_member(known, shape, {"x": "a"})
    assert not is_member(known, shape, {"x": "ab"})
    assert not is_member(known, shape, {"x": 1})


def test_what_contradicts_each_other_says_so():
    """The reason names the place of the other part."""
    known = catalogue()

    shape = intersect(
        known, compile_schema({"type": "string"}, "#/one"), compile_schema({"type": "null"}, "#/two")
    )

    assert isinstance(shape, Nothing)
