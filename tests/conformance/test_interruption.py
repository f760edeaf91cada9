"""Ctrl-C during a run."""

import pytest

from pytest_vapi_contract.conformance.interruption import Interruption


@pytest.mark.parametrize("essential", [True, False])
def test_an_interruption_is_noted(essential):
    """Ctrl-C ends what is done, and the run goes on to its report."""
    interruption, skipped = Interruption(), []

    with interruption.noted(skipped, lambda: essential):
        raise KeyboardInterrupt

    assert interruption.happened
    assert [(each.what, each.why, each.essential) for each in skipped] == [
        ("the rest", "interrupted", essential)
    ]


def test_nothing_is_noted_where_nothing_happens():
    """The list stays empty."""
    interruption, skipped = Interruption(), []

    with interruption.noted(skipped):
        pass

    assert (interruption.happened, skipped) == (False, [])
