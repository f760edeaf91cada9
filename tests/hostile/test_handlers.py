"""Whatever a handler does to a run, it ends in time with a report, and says nothing that it should not."""

import os

import pytest

from tests.depth import DEEP
from tests.hostile.handlers import ATTACKS, Attack
from tests.hostile.runs import job, result_of, unseen, wrong_with

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


def trials():
    """Each attack with a kind of handler and a front end, all of them in a deep run."""
    for attack in ATTACKS:
        for kind in attack.kinds if DEEP else attack.kinds[:1]:
            for front_end in attack.meant_for if DEEP else attack.front_ends:
                probes = "-".join(
                    f"{option}-{attack.options[option]}"
                    for option in ("state", "reset")
                    if option in attack.options
                )
                yield pytest.param(
                    attack,
                    kind,
                    front_end,
                    id="-".join(filter(None, [attack.place, probes, kind, front_end])),
                )


@pytest.mark.parametrize(("attack", "kind", "front_end"), list(trials()))
def test_a_hostile_handler_is_a_finding(processes, floor, tmp_path, attack: Attack, kind, front_end):
    """What holds of every run holds, and what is expected is seen."""
    usual = floor(front_end, attack.options)

    ended = processes.run(job(attack.place, kind, front_end, tmp_path, attack.options))

    result = result_of(ended)
    assert [*wrong_with(result, attack.options, floor=usual), *unseen(attack, result)] == []
