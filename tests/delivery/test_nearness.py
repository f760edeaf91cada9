"""
Threads that take turns wait on one CPU, and run wherever they may.
"""

import os
import sys

import pytest

from pytest_vapi_contract.delivery import as_handler, nearness

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux binds threads to CPUs")


def free_inside(payload: object) -> list[int]:
    """
    Where the handler may run.
    """
    return sorted(os.sched_getaffinity(0))


async def free_inside_a_loop(payload: object) -> list[int]:
    """
    The same on a loop.
    """
    return free_inside(payload)


@pytest.mark.parametrize("target", [free_inside, free_inside_a_loop])
def test_nobody_is_bound_while_running(target):
    """
    Neither the handler, from the first exchange to the last, nor who sends.
    """
    free = sorted(os.sched_getaffinity(0))

    with as_handler(target) as handler:
        replies = [handler.send({}).reply for _ in range(5)]

    assert [reply and reply.value for reply in replies] == [free] * 5
    assert sorted(os.sched_getaffinity(0)) == free


def test_a_wait_is_bound_to_one_cpu():
    """
    And free again afterwards, also after an exception.
    """
    free = os.sched_getaffinity(0)
    if len(free) < 2:
        pytest.skip("there is but one CPU")
    cpu, bound = nearness.here(), []

    def wait() -> None:
        with nearness.near(cpu):
            bound.append(os.sched_getaffinity(0))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        wait()

    assert bound == [{cpu}]
    assert os.sched_getaffinity(0) == free


def test_where_it_is_not_allowed_nothing_happens(monkeypatch):
    """
    Sandboxes may forbid it.
    """

    def refuse(*args: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "sched_setaffinity", refuse)

    with nearness.near(nearness.here()):
        pass

    assert nearness.bind(nearness.here()) is None
    assert nearness.bind(None) is None
    assert nearness.bind(-5) is None
