import pytest

from pytest_vapi_contract.checks.state_difference import (
    added_between,
    beyond,
    changes_between,
    leading,
    plain,
    quiet,
    records_about,
    told_changes,
)
from pytest_vapi_contract.errors import ProbeFailed


class Stubborn:
    """A value that does not let itself be compared or shown."""

    def __ne__(self, other):
        raise TypeError("no")

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self):
        raise TypeError("no")


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (1, 1, set()),
        (1, 2, {()}),
        ([1], [1, 2], {()}),
        ({"rows": {"a": 1}, "n": 1}, {"rows": {"a": 1, "b": 2}, "n": 2}, {("rows", "b"), ("n",)}),
        ({"a": 1}, {}, {("a",)}),
        ((1, [2]), (1, [3]), {(1,)}),
        ((1,), (1, 2), {()}),
        ({"a": 1}, [1], {()}),
    ],
)
def test_changes_are_paths_to_what_differs(before, after, changes):
    """They lead into dictionaries and tuples of one length; anything else differs as a whole."""
    assert changes_between(before, after) == changes


def test_values_that_cannot_be_compared_are_an_error_of_the_probe():
    """Their own exception is in it."""
    with pytest.raises(ProbeFailed, match="cannot be compared: TypeError: no"):
        changes_between(Stubborn(), Stubborn())


@pytest.mark.parametrize(
    ("before", "after", "added"),
    [
        (1, 1, None),
        (1, 2, 2),
        (["a"], ["a", "b"], ["b"]),
        (["a"], ["b"], ["b"]),
        ({"rows": {"a": 1}, "n": 1}, {"rows": {"a": 1, "b": 2}, "n": 1}, {"rows": {"b": 2}}),
        ({"a": 1}, {}, {}),
        ((1, [2]), (1, [2, 3]), (None, [3])),
    ],
)
def test_what_is_added_is_the_end_of_lists_and_the_values_that_differ(before, after, added):
    """What is gone is not in it."""
    assert added_between(before, after) == added


def test_states_to_which_nothing_can_be_added_are_an_error_of_the_probe():
    """It is said why."""
    with pytest.raises(ProbeFailed, match="cannot be compared"):
        added_between([1], Stubborn())


def test_what_changes_with_everything_says_nothing():
    """Neither does what is in it; what is beside it counts."""
    changes = frozenset({("n",), ("log", "c1"), ("rows", "c1")})

    assert beyond(changes, frozenset({("n",), ("log",)})) == {("rows", "c1")}
    assert beyond(changes, frozenset({()})) == frozenset()


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"rows": {}}, {"rows": {"c1": {"done": True}}}, "rows.c1: {'done': True}"),
        ({"rows": {"c1": 1}}, {"rows": {}}, "rows.c1 is gone"),
        ({"n": [1]}, {"n": [1, 2]}, "n + [2]"),
        ({"n": [1]}, {"n": []}, "n: []"),
        ([1], [1, 2], "+ [2]"),
        (1, 2, "2"),
        (("a", 1), ("a", 2), "1: 2"),
        ({}, {"a": 1, "b": 2, "c": 3}, "a: 1; b: 2; and 1 more"),
        ({}, {"x" * 99: "y" * 99}, f"{'x' * 15}…: '{'y' * 38}…"),
    ],
)
def test_changes_are_told_in_a_few_words(before, after, told):
    """Where they are, and what is there now; of a list that has grown, what is new."""
    assert told_changes(before, after, changes_between(before, after)) == told


def test_a_value_that_cannot_be_shown_is_an_error_of_the_probe():
    """Its own exception is in it."""
    with pytest.raises(ProbeFailed, match="cannot be shown: TypeError: no"):
        told_changes(1, Stubborn(), frozenset({()}))


def test_a_state_can_do_without_what_changes_with_everything():
    """Wherever it is in dictionaries and tuples."""
    state = {"n": 5, "rows": ({"a": 1, "b": 2}, 3)}

    assert quiet(state, frozenset({("n",), ("rows", 0, "a")})) == {"rows": ({"b": 2}, 3)}
    assert quiet(state, frozenset()) is state
    assert quiet([1], frozenset({("n",)})) == [1]


def test_a_plain_state_has_other_names_and_no_order_of_keys():
    """Ids are replaced wherever they are, within longer texts too."""
    one = plain({"b": {"id-1"}, "a": ["x id-1"]}, {"id-1": "A"})
    other = plain({"a": ["x id-2"], "b": {"id-2"}}, {"id-2": "A"})

    assert one == other


def test_records_about_a_call_have_its_name_and_no_other():
    """They are the largest such parts; what is about both calls is looked into."""
    state = plain({"A": ["said"], "B": ["heard"], "log": ["A", "B", "A and B"], "n": 5}, {})

    assert records_about(state, "A", ["B"]) == sorted([repr(("A", ("list", "said"))), repr("A")])
    assert records_about(state, "C", ["A"]) == []


@pytest.mark.parametrize(
    ("path", "known"),
    [((), ()), (("rows", 7, "x"), ("rows", 7)), (("rows", 8), ("rows",)), (("n", "x"), ("n",)), (("m",), ())],
)
def test_a_path_leads_as_far_as_there_is_something(path, known):
    """To dictionaries, and to what is in them."""
    assert leading({"rows": {7: {}}, "n": 1}, path) == known
