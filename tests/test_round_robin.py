from itertools import count, islice

from pytest_vapi_contract.round_robin import in_turn


def test_each_source_gives_one_item_in_turn():
    """Those that have more go on."""
    assert list(in_turn([iter("ab"), iter("1"), iter("xyz")])) == ["a", "1", "x", "b", "y", "z"]


def test_nothing_is_an_item_like_any_other():
    """Null ends no source."""
    assert list(in_turn([iter([None, 1]), iter([None])])) == [None, None, 1]


def test_a_source_may_have_no_end():
    """Only what is wanted is taken."""
    assert list(islice(in_turn([count(), iter([])]), 3)) == [0, 1, 2]
