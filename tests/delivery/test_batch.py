"""Jobs that run one after the other on a loop."""

import asyncio
import sys
import threading
from contextvars import ContextVar

import pytest

from pytest_vapi_contract.clock import now
from pytest_vapi_contract.delivery.batch import Batch
from pytest_vapi_contract.delivery.threads import LoopThread

CONTEXT = ContextVar("context", default="none")


@pytest.fixture
def loop():
    """A loop that is ended after the test."""
    loop = LoopThread()
    yield loop
    loop.close()


def jobs(log, *each, seconds=5.0):
    """Jobs by their names, and what comes of them in a log."""

    def made():
        for number, job in enumerate(each):
            in_time = yield job, seconds
            log.append((number, in_time))

    return made()


async def quick(done):
    """Be done at once."""
    done()


async def hanging(done):
    """Never be done."""
    await asyncio.sleep(60)


def test_jobs_run_one_after_the_other(loop):
    """Each begins when the one before it is done, though that may go on."""
    seen, log = [], []

    async def job(done):
        seen.append("begun")
        await asyncio.sleep(0)
        seen.append("done")
        done()
        await asyncio.sleep(0)

    loop.run_each(jobs(log, job, job, job))

    assert log == [(0, True), (1, True), (2, True)]
    assert seen == ["begun", "done"] * 3


def test_the_first_that_is_late_is_the_last(loop):
    """The time of each is its own, and none of the others begins."""
    log = []
    began = now()

    loop.run_each(jobs(log, quick, hanging, quick, seconds=0.3))

    assert log == [(0, True), (1, False)]
    assert 0.3 <= now() - began < 5
    assert loop.usable


def test_many_quick_jobs_may_take_longer_than_one(loop):
    """All together they have more time than each."""
    log = []

    async def job(done):
        await asyncio.sleep(0.1)
        done()

    loop.run_each(jobs(log, *[job] * 8, seconds=0.5))

    assert log == [(number, True) for number in range(8)]


def test_a_job_that_blocks_the_loop_is_late(loop):
    """The loop is given up; the jobs before it are not lost."""
    held, log = threading.Event(), []

    async def blocks(done):
        held.wait(30)

    loop.run_each(jobs(log, quick, blocks, quick, seconds=0.1))

    held.set()
    assert (log, loop.usable) == ([(0, True), (1, False)], False)


def test_a_job_is_done_once(loop):
    """It may say so again, later, while the next one runs."""
    seen, log = [], []

    async def twice(done):
        done()
        asyncio.get_running_loop().call_later(0.05, done)

    async def longer(done):
        await asyncio.sleep(0.2)
        seen.append("longer")
        done()

    loop.run_each(jobs(log, twice, longer, quick))

    assert (seen, log) == (["longer"], [(0, True), (1, True), (2, True)])


def test_each_job_has_a_context_of_its_own(loop):
    """It is a copy of the caller's, and what a job sets is its own."""
    seen = []

    async def job(done):
        seen.append(CONTEXT.get())
        CONTEXT.set("of the first")
        done()

    token = CONTEXT.set("the caller's")
    loop.run_each(jobs([], job, job))
    CONTEXT.reset(token)

    assert seen == ["the caller's", "the caller's"]


def test_the_recursion_limit_is_that_of_the_caller(loop):
    """What one job does to it is undone before the next."""
    seen = []

    async def lowers(done):
        seen.append(sys.getrecursionlimit())
        sys.setrecursionlimit(sys.getrecursionlimit() + 500)
        done()

    usual = sys.getrecursionlimit()
    loop.run_each(jobs([], lowers, lowers))

    assert (seen, sys.getrecursionlimit()) == ([usual, usual], usual)


def test_a_job_that_exits_leaves_the_loop_for_the_next(loop):
    """`SystemExit` in one is not the end of the others."""
    log = []

    async def exits(done):
        done()
        raise SystemExit(3)

    loop.run_each(jobs(log, exits, quick))

    assert log == [(0, True), (1, True)]


def test_an_interruption_ends_it(loop, monkeypatch):
    """No other job begins, and the one under way is cancelled."""
    log, begun, cancelled = [], threading.Event(), threading.Event()

    async def job(done):
        begun.set()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.set()
            raise

    def interrupted(batch):
        begun.wait(5)
        raise KeyboardInterrupt

    monkeypatch.setattr(Batch, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        loop.run_each(jobs(log, job, quick))

    assert cancelled.wait(5)
    assert log == []


def test_nothing_is_waited_for_on_the_loop_itself(loop):
    """That would never end: the job is late at once."""
    log = []

    async def job(done):
        loop.run_each(jobs(log, quick, quick))
        done()

    assert loop.run(job, 5)
    assert log == [(0, False)]


def test_what_is_late_before_it_begins_never_begins(loop):
    """A loop that is blocked by what came before begins nothing once it is free."""
    held, seen, log = threading.Event(), [], []

    async def blocks(done):
        done()
        held.wait(30)

    async def job(done):
        seen.append("begun")
        done()

    loop.run(blocks, 2)
    loop.run_each(jobs(log, job, seconds=0.1))
    held.set()
    loop.close()

    assert (log, seen) == ([(0, False)], [])
