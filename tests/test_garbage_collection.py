import gc

import pytest

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.garbage_collection import SELDOM, never_collected, seldom_collected


@pytest.fixture
def usual():
    """The collector as Python starts it; afterwards it is as it was."""
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield gc.get_threshold()
    gc.set_threshold(*before)


def test_the_collector_looks_less_often_during_a_run(usual):
    """It is brought back afterwards, also when the run ends with an error."""
    seen = set()

    check_handler(
        lambda message: seen.add(gc.get_threshold()), types=["hang"], checks=["accepts"], max_examples=2
    )
    with pytest.raises(ZeroDivisionError), seldom_collected():
        seen.add(1 / 0)

    assert seen == {(SELDOM, *usual[1:])}
    assert gc.get_threshold() == usual


@pytest.mark.parametrize("first", [0, SELDOM * 2])
def test_a_collector_that_looks_seldom_stays_as_it_is(usual, first):
    """Who has switched it off wants it off."""
    gc.set_threshold(first, *usual[1:])

    with seldom_collected():
        within = gc.get_threshold()[0]

    assert within == first


def test_what_is_there_can_be_spared():
    """The collector ignores it, and not what is made later."""
    before = gc.get_freeze_count()

    never_collected()

    try:
        spared, made_later = gc.get_freeze_count(), [[]]
        assert spared > before
        assert any(each is made_later for each in gc.get_objects())
    finally:
        gc.unfreeze()
