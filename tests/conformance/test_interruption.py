"""Ctrl-C during a run."""

import pytest

from pytest_vapi_contract.conformance.interruption import Interruption


@pytest.mark.parametrize("raised", [KeyboardInterrupt, SystemExit(0)])
@pytest.mark.parametrize("essential", [True, False])
def test_an_interruption_is_noted(essential, raised):
    """Ctrl-C ends what is done, and so does an exit; the run goes on to its report."""
    interruption, skipped = Interruption(), []

    with interruption.noted(skipped, lambda: essential):
        raise raised

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
