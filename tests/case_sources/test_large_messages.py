"""Messages as large as those of a long call."""

import pytest

from pytest_vapi_contract.case_sources.large_messages import LONG_CALL, large_messages
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.json_paths import dumps

CONTRACT = shipped()
REPORT = "end-of-call-report"


@pytest.mark.parametrize("seed", range(3))
def test_there_is_one_of_each_size_and_all_conform(seed):
    """They are at least as large as the limits that they are meant to break."""
    messages = list(large_messages(REPORT, CONTRACT, seed))

    sizes = [len(dumps(each).encode()) for each in messages]
    assert len(sizes) == len(LONG_CALL[REPORT])
    assert all(size >= least for size, least in zip(sizes, LONG_CALL[REPORT], strict=True))
    assert {CONTRACT.standing(each) for each in messages} == {"conforming"}


def test_a_long_dialogue_goes_on_in_time():
    """It is repeated, each time later."""
    *_, largest = large_messages(REPORT, CONTRACT, 0)

    seconds = [
        turn["secondsFromStart"] for turn in largest["artifact"]["messages"] if "secondsFromStart" in turn
    ]
    assert len(seconds) > 50
    assert seconds[-1] > seconds[0]


def test_other_types_are_small():
    """Nobody sends a large one."""
    assert list(large_messages("hang", CONTRACT, 0)) == []


def test_no_two_are_about_the_same_call():
    """A handler that keeps calls by their id would see one of them twice."""
    ids = [each["call"]["id"] for each in large_messages(REPORT, CONTRACT, 0) if "call" in each]

    assert len(set(ids)) == len(ids)
