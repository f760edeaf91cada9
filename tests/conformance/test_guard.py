"""
Errors of ours, and Ctrl-C.
"""

import pytest

from pytest_vapi_contract.conformance.guard import guarded
from pytest_vapi_contract.conformance.interruption import Interruption
from pytest_vapi_contract.errors import UnknownCheck


def test_an_error_of_ours_is_told():
    """
    It ends what was guarded, and the list says what did not run and why.
    """
    with guarded("the check x") as failures:
        raise ValueError("odd")

    assert [str(each) for each in failures] == ["the check x: it failed with ValueError: odd"]


def test_nothing_is_told_where_nothing_fails():
    """
    The list stays empty.
    """
    with guarded("the check x") as failures:
        pass

    assert failures == []


def test_what_a_user_can_put_right_is_raised():
    """
    The run ends with it.
    """
    with pytest.raises(UnknownCheck), guarded("the check x"):
        raise UnknownCheck("x", ["accepts"])


@pytest.mark.parametrize("essential", [True, False])
def test_an_interruption_is_noted(essential):
    """
    Ctrl-C ends what is done, and the run goes on to its report.
    """
    interruption, skipped = Interruption(), []

    with interruption.noted(skipped, lambda: essential):
        raise KeyboardInterrupt

    assert interruption.happened
    assert [(each.what, each.why, each.essential) for each in skipped] == [
        ("the rest", "interrupted", essential)
    ]
