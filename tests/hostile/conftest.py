"""Processes for hostile handlers, as many as there are workers."""

import pytest

from tests.hostile.processes import Processes


@pytest.fixture(scope="session")
def processes():
    """Run something in a process of its own."""
    made = Processes()
    yield made
    made.close()
