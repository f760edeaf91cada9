"""Handlers that do at random what hostile ones do: no combination of it costs a run what it has found."""

import os

import pytest

from tests.depth import many
from tests.hostile.front_ends import FRONT_ENDS
from tests.hostile.runs import job, lost, result_of, wrong_with

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")

QUICK = {"check": ["accepts", "survives"], "time-budget": 2.5, "timeout": 1.0}
#: Of two types, so that a run has something to go on with.
WHOLE = {**QUICK, "type": ["hang", "tool-calls"], "check": ["accepts", "replies", "survives"]}
OPTIONS = many(QUICK, {**WHOLE, "handles": ["tool-calls"]})


@pytest.mark.parametrize("seed", range(many(6, 200)))
def test_a_random_handler_costs_no_report(processes, floor, tmp_path, seed):
    """The run ends in time, says what came of it, and is green only if all was sent and nothing was found."""
    front_end = [*FRONT_ENDS][seed % len(FRONT_ENDS)]
    usual = floor(front_end, OPTIONS)

    result = result_of(processes.run(job(f"random_handlers:{seed}", "", front_end, tmp_path, OPTIONS)))

    assert [*wrong_with(result, OPTIONS, fails=False, floor=usual), *lost(result)] == []
