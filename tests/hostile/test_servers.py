"""Whatever a server answers, a run ends in time with a finding, and says nothing that it should not."""

import os

import pytest

from tests.depth import many
from tests.hostile.front_ends import FRONT_ENDS
from tests.hostile.runs import job, result_of, wrong_with
from tests.hostile.servers import SERVERS, served

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@pytest.mark.parametrize("front_end", many(["command"], [*FRONT_ENDS]))
@pytest.mark.parametrize("name", [*SERVERS][:: many(3, 1)])
def test_a_hostile_server_is_a_finding(processes, floor, tmp_path, name, front_end):
    """What holds of every run holds, and it is known what was wrong."""
    answer, codes = SERVERS[name]

    usual = floor(front_end)
    with served(answer) as url:
        result = result_of(processes.run(job("", "", front_end, tmp_path, place=url)))

    assert wrong_with(result, floor=usual) == []
    assert codes & {*result.codes}, result.text[-2_000:]
