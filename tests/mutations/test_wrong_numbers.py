"""Numbers beyond their bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.cases.family import Family
from pytest_vapi_contract.mutations.fault import ValidValue
from pytest_vapi_contract.mutations.wrong_numbers import FAR, at_bound, off_the_multiple, past

BOUNDS = st.integers(-1000, 1000) | st.decimals(-9, 9, places=2).map(float)
BELOW = past(Family.MINIMUM_BELOW, Family.MINIMUM_FAR_BELOW, -1)
ABOVE = past(Family.MAXIMUM_ABOVE, Family.MAXIMUM_FAR_ABOVE, 1)


def values(mutator, schema, value=0):
    """What a mutator offers instead of a value."""
    return [fault.value for fault in mutator(ValidValue(value=value, schema=schema))]


@given(bound=BOUNDS)
def test_what_is_past_a_bound_is_outside_and_near_comes_first(bound):
    """One step past the bound, and so far past that it is absurd."""
    near, far = values(BELOW, {"minimum": bound})
    more, most = values(ABOVE, {"maximum": bound})

    assert far < near < bound < more < most
    assert bound - 1 <= near
    assert more <= bound + 1
    assert most - bound == pytest.approx(FAR)


def test_a_bound_with_decimals_has_a_small_step():
    """A whole bound is missed by one, another one by a hundredth."""
    assert values(ABOVE, {"maximum": 60})[0] == 61
    assert values(ABOVE, {"maximum": 0.7})[0] == 0.71


def test_an_exclusive_bound_is_touched():
    """The bound itself is the nearest number that is not allowed."""
    mutator = at_bound(Family.EXCLUSIVE_MAXIMUM_AT_BOUND, Family.EXCLUSIVE_MAXIMUM_FAR_ABOVE, 1)

    assert values(mutator, {"exclusiveMaximum": 9}) == [9, 9 + FAR]


@given(step=st.integers(1, 50), times=st.integers(0, 50))
def test_no_multiple_is_offered(step, times):
    """Whatever the conforming value was, at least one value is offered, and none is a multiple."""
    offered = values(off_the_multiple, {"multipleOf": step}, value=step * times)

    assert offered
    assert all(value % step for value in offered)


def test_a_fault_says_what_the_limit_is():
    """The finding about it needs the number and the limit."""
    [near, _] = BELOW(ValidValue(value=0, schema={"minimum": 60}))

    assert (near.keyword, near.facts) == ("minimum", {"value": 59, "limit": 60})
