"""Plans for the parts of a message."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.realism.sample_size import DETAILS
from pytest_vapi_contract.realism.scenario import Scenario
from pytest_vapi_contract.samples.builders import Plans
from pytest_vapi_contract.shapes import Nothing
from tests.depth import many
from tests.shapes.tiny import SCHEMAS, accepts, compiled

TYPICAL = DETAILS["typical"]


def made(schema, seed=0, detail=TYPICAL, level=3):
    """A value of a schema, as a plan makes it."""
    known, shape = compiled(schema)
    return Plans(known, detail).plan(shape, level)(Scenario(seed, "hang", detail))


@settings(max_examples=many(60, 5_000))
@given(schema=SCHEMAS, seed=st.integers(0, 1000), detail=st.sampled_from(sorted(DETAILS)))
def test_whatever_is_planned_is_valid(schema, seed, detail):
    """At every detail, for every shape that has a value."""
    known, shape = compiled(schema)
    if known.why_empty(shape) is not None:
        return

    value = Plans(known, DETAILS[detail]).plan(shape, 3)(Scenario(seed, "hang", DETAILS[detail]))

    assert accepts(schema, value)


def test_a_plan_is_made_once():
    """For one shape and level; a scalar has no levels."""
    known, shape = compiled({"type": "array", "items": {"type": "string"}})
    plans = Plans(known, TYPICAL)

    assert plans.plan(shape, 2) is plans.plan(shape, 2)
    assert plans.plan(shape.items, 1) is plans.plan(shape.items, 3)


def test_the_same_seed_makes_the_same_value():
    """And another seed another one."""
    schema = {"type": "object", "properties": {name: {"type": "string"} for name in "abcdef"}}

    values = [made(schema, seed) for seed in range(10)]

    assert values == [made(schema, seed) for seed in range(10)]
    assert len({str(value) for value in values}) > 1


def test_a_minimal_value_has_what_is_required():
    """And nothing else."""
    schema = {
        "type": "object",
        "properties": {"a": {"type": "null"}, "b": {"type": "null"}},
        "required": ["b"],
    }

    assert made(schema, detail=DETAILS["minimal"], level=0) == {"b": None}


def test_unique_items_are_unique():
    """As many as there must be."""
    schema = {"type": "array", "items": {"type": "integer"}, "uniqueItems": True, "minItems": 4}

    value = made(schema)

    assert len(value) == len(set(value)) >= 4


def test_nothing_cannot_be_made():
    """A shape without a value is an error of the caller, and names its place."""
    known, _ = compiled({"type": "null"})

    with pytest.raises(ValueError, match="nothing can be made at #/here"):
        Plans(known, TYPICAL).plan(Nothing(at="#/here", reason="no"), 1)
