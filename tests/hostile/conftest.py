"""Processes for hostile handlers, as many as there are workers."""

import pytest

from tests.depth import DEEP
from tests.hostile.processes import Processes
from tests.hostile.runs import BUSY, job

#: Options that name what may do anything, too.
PROBES = ("state", "reset")


@pytest.fixture(scope="session")
def processes():
    """Run something in a process of its own."""
    made = Processes()
    yield made
    made.close()


@pytest.fixture
def floor(processes, tmp_path_factory):
    """
    Seconds that a run of a front end takes that waits for nothing, on a machine as busy as it is now.

    In a usual run that is not measured: each trial would take twice as long.
    """

    def measured(front_end, options=None):
        if not DEEP:
            return BUSY
        calm = {name: value for name, value in (options or {}).items() if name not in PROBES}
        directory = tmp_path_factory.mktemp("calm")
        return processes.run(job("returning:nothing", "function", front_end, directory, calm)).seconds

    return measured
