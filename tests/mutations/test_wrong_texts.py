"""Strings that are too short, too long, or unlike their pattern."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.cases.family import Family
from pytest_vapi_contract.mutations.fault import ValidValue
from pytest_vapi_contract.mutations.wrong_texts import LONGEST, longer_than, shorter_than, unlike_pattern


def texts(mutator, schema, value=""):
    """What a mutator offers instead of a value, with the family."""
    return [(fault.family, fault.value) for fault in mutator(ValidValue(value=value, schema=schema))]


@given(limit=st.integers(1, 40), value=st.text(max_size=50))
def test_a_short_string_lacks_one_character(limit, value):
    """It is as long as allowed but for one character, whatever it was made from."""
    offered = texts(shorter_than, {"minLength": limit}, value)

    assert offered
    assert {len(text) for _, text in offered} == {limit - 1}


def test_nothing_is_shorter_than_no_limit():
    """A minimum of 0 cannot be broken."""
    assert texts(shorter_than, {"minLength": 0}) == []


@given(limit=st.integers(0, 300), value=st.text(max_size=5))
def test_a_long_string_is_past_the_limit_in_code_points(limit, value):
    """One character more in letters and in emoji, which count twice in UTF-16, and far more."""
    offered = texts(longer_than, {"maxLength": limit}, value[:limit])

    lengths = {family: {len(text) for each, text in offered if each == family} for family, _ in offered}
    assert lengths[Family.MAX_LENGTH_ABOVE] == lengths[Family.MAX_LENGTH_ASTRAL] == {limit + 1}
    assert min(lengths[Family.MAX_LENGTH_FAR_ABOVE]) > 10 * limit


@pytest.mark.parametrize(("limit", "families"), [(LONGEST - 1, 2), (LONGEST, 0)])
def test_no_message_becomes_larger_than_those_of_vapi(limit, families):
    """A string that would not fit is not offered, and neither is one of emoji that would not."""
    offered = texts(longer_than, {"maxLength": limit})

    assert len({family for family, _ in offered}) == families
    assert all(len(text.encode()) <= 2 * LONGEST for _, text in offered)


@pytest.mark.parametrize("pattern", ["^a+$", r"^\d{3}$", "^[^!]*$", ""])
def test_what_matches_the_pattern_is_not_offered(pattern):
    """Near misses and others, all of them unlike the pattern."""
    offered = texts(unlike_pattern, {"pattern": pattern}, "aaa")

    assert all(not re.search(pattern, text) for _, text in offered)
    assert bool(offered) is bool(pattern)
