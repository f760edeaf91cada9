"""The threads and the loop that handlers run on."""

import asyncio
import threading
from contextvars import ContextVar

import pytest

from pytest_vapi_contract.delivery.threads import LoopThread, Workers

CONTEXT = ContextVar("context", default="none")


@pytest.fixture
def workers():
    """Threads that are ended after the test."""
    workers = Workers()
    yield workers
    workers.close()


@pytest.fixture
def loop():
    """A loop that is ended after the test."""
    loop = LoopThread()
    yield loop
    loop.close()


def test_a_job_runs_in_the_callers_context(workers):
    """What the caller has set is seen by the job."""
    seen = []
    token = CONTEXT.set("the caller's")

    done = workers.run(lambda: seen.append(CONTEXT.get()), 5)

    CONTEXT.reset(token)
    assert done
    assert seen == ["the caller's"]


def test_a_thread_that_came_back_is_used_again(workers):
    """A thousand exchanges do not need a thousand threads."""
    used = []

    for _ in range(3):
        workers.run(lambda: used.append(threading.get_ident()), 5)

    assert len(set(used)) == 1


def test_a_thread_that_hangs_is_left_to_itself(workers):
    """The next job gets another one, and does not wait."""
    held, seen = threading.Event(), []

    late = workers.run(held.wait, 0.05)
    next_one = workers.run(lambda: seen.append("ran"), 5)

    held.set()
    assert (late, next_one, seen) == (False, True, ["ran"])


def test_every_thread_is_a_daemon(workers):
    """None keeps the process from ending."""
    seen = []

    workers.run(lambda: seen.append(threading.current_thread().daemon), 5)

    assert seen == [True]


def test_a_coroutine_may_go_on_after_it_is_done(loop):
    """It says itself when the caller need not wait any more."""
    after = threading.Event()

    async def job(done):
        done()
        await asyncio.sleep(0)
        after.set()

    assert loop.run(job, 5)
    assert after.wait(5)


def test_a_coroutine_that_is_late_is_cancelled(loop):
    """The loop stays usable, and the caller is told before that it gave up."""
    cancelled, given_up = threading.Event(), []

    async def job(done):
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.set()
            raise

    in_time = loop.run(job, 0.05, lambda: given_up.append(cancelled.is_set()))

    assert not in_time
    assert given_up == [False]
    assert cancelled.wait(5)
    assert loop.usable


def test_a_loop_that_is_blocked_is_given_up(loop):
    """Nothing more is put on it."""
    held = threading.Event()

    async def job(done):
        held.wait(30)

    in_time = loop.run(job, 0.05)

    held.set()
    assert (in_time, loop.usable) == (False, False)


def test_a_task_that_exits_does_not_end_the_loop(loop):
    """`SystemExit` in one exchange leaves the loop for the next."""

    async def exits(done):
        done()
        raise SystemExit(3)

    async def works(done):
        done()

    assert loop.run(exits, 5)
    assert loop.run(works, 5)


def test_threads_of_the_loop_are_daemons(loop):
    """`asyncio.to_thread` of a handler does not keep the process from ending either."""
    seen = []

    async def job(done):
        seen.append(await asyncio.to_thread(lambda: threading.current_thread().daemon))
        done()

    assert loop.run(job, 5)
    assert seen == [True]


def test_an_exception_of_a_thread_reaches_who_awaits_it(loop):
    """What a thread of the loop raises is raised where it is awaited."""
    seen = []

    def fails():
        raise KeyError("call")

    async def job(done):
        try:
            await asyncio.to_thread(fails)
        except KeyError as error:
            seen.append(error.args)
        done()

    assert loop.run(job, 5)
    assert seen == [("call",)]
