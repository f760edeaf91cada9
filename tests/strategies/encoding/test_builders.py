"""What one byte makes of a property."""

from functools import partial

from hypothesis import find, settings
from hypothesis import strategies as st

from pytest_vapi_contract.strategies.encoding.builders import (
    ABSENT,
    Late,
    apart,
    drawn_from,
    grown,
    in_a_span,
    made_now,
    table,
    unless_simplest,
)
from tests.strategies.drawing import drawn

SEARCH = settings(database=None, derandomize=True, deadline=None)


def test_a_table_begins_with_what_is_prepared_and_ends_with_what_is_drawn():
    """The prepared values come in turn."""
    part = drawn_from(st.none())

    made = table(254, ("a", "b"), part, 0.5)

    assert len(made) == 254
    assert made[:3] == ("a", "b", "a")
    assert made[126] == "a"
    assert made[127:] == (Late(part),) * 127


def test_without_prepared_values_all_is_drawn():
    """However small the share is."""
    part = drawn_from(st.none())

    assert table(256, (), part, 0) == (Late(part),) * 256


def test_what_is_late_is_made_and_what_could_be_changed_is_copied():
    """What is prepared must not become part of two messages."""
    prepared = {"tags": []}
    late = Late(drawn_from(st.just("value")))

    [(made, copy)] = drawn(grown(lambda draw: (made_now(draw, late), made_now(draw, prepared))), 1)

    assert made == "value"
    assert copy == prepared
    assert copy is not prepared
    assert copy["tags"] is not prepared["tags"]


def test_the_simplest_value_of_an_optional_part_is_absent():
    """A required one keeps it."""
    for optional, wanted in ((True, ABSENT), (False, 0)):
        part = unless_simplest(drawn_from(st.integers()), lambda value: value == 0, optional=optional)

        assert find(grown(part), lambda _: True, settings=SEARCH) == wanted


def test_parts_in_spans_make_the_same():
    """Also one within another."""
    pair = drawn_from(st.tuples(st.integers(0, 9), st.integers(0, 9)))

    def two_pairs(draw):
        return in_a_span(pair, draw), in_a_span(pair, draw)

    values = drawn(grown(partial(in_a_span, two_pairs)), 20)

    assert all(0 <= number <= 9 for one, other in values for number in (*one, *other))
    assert len(set(values)) > 10


def test_what_is_drawn_apart_shrinks_as_ever():
    """The list around it is not seen."""
    assert find(apart(st.integers(0, 100)), lambda value: value > 6, settings=SEARCH) == 7


def test_what_is_drawn_apart_has_no_part_twice():
    """
    Of what is drawn by strategies of one kind, Hypothesis would copy the one over the other half of the time.
    """
    id = drawn_from(st.binary(min_size=8, max_size=8))
    pairs = grown(lambda draw: (in_a_span(id, draw), in_a_span(id, draw)))

    assert sum(one == other for one, other in drawn(pairs, 200)) > 50
    assert sum(one == other for one, other in drawn(apart(pairs), 200)) == 0
