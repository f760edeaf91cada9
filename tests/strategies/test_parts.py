"""
What one byte makes of a property.
"""

from hypothesis import find, settings
from hypothesis import strategies as st

from pytest_vapi_contract.strategies.parts import (
    ABSENT,
    Late,
    apart,
    drawn_from,
    grown,
    in_a_span,
    settled,
    table,
    unless_simplest,
)
from tests.strategies.drawing import drawn

SEARCH = settings(database=None, derandomize=True, deadline=None)


def test_a_table_begins_with_what_is_absent_and_ends_with_what_is_drawn():
    """
    In between the prepared values come in turn.
    """
    part = drawn_from(st.none())

    made = table(2, ("a", "b"), part, 0.5)

    assert len(made) == 256
    assert made[:5] == (ABSENT, ABSENT, "a", "b", "a")
    assert made[128] == "a"
    assert made[129:] == (Late(part),) * 127


def test_without_prepared_values_all_is_drawn():
    """
    However small the share is.
    """
    part = drawn_from(st.none())

    assert table(0, (), part, 0) == (Late(part),) * 256


def test_what_is_late_is_made_until_nothing_is():
    """
    A part may lead to another.
    """
    nested = Late(lambda draw: Late(drawn_from(st.just("value"))))

    assert drawn(grown(lambda draw: settled(draw, nested)), 1) == ["value"]


def test_the_simplest_value_of_an_optional_part_is_absent():
    """
    A required one keeps it.
    """
    for optional, wanted in ((True, ABSENT), (False, 0)):
        part = unless_simplest(drawn_from(st.integers()), lambda value: value == 0, optional=optional)

        assert find(grown(part), lambda _: True, settings=SEARCH) == wanted


def test_parts_in_spans_make_the_same():
    """
    Also one within another.
    """
    pair = st.tuples(st.integers(0, 9), st.integers(0, 9))
    inner = in_a_span(drawn_from(pair))

    values = drawn(grown(in_a_span(lambda draw: (inner(draw), inner(draw)))), 20)

    assert all(0 <= number <= 9 for one, other in values for number in (*one, *other))
    assert len(set(values)) > 10


def test_what_is_drawn_apart_shrinks_as_ever():
    """
    The list around it is not seen.
    """
    assert find(apart(st.integers(0, 100)), lambda value: value > 6, settings=SEARCH) == 7
