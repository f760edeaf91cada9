"""
The threads and the event loop that handlers run on.

All state that lives is here. Every thread is a daemon, and so is each thread that a handler starts from
one: a handler that hangs can never keep the process from ending.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from contextvars import Context, copy_context
from queue import SimpleQueue
from sys import getrecursionlimit
from typing import Any

from ..clock import now
from .batch import Batch, Done, Job, Jobs, restore, within
from .observation.thread_tracer import TRACER, trace_thread
from .patches import PATCHES
from .process_guard import GUARD
from .time_limits import CLOSING, HEARTBEAT, SHUTDOWN

Work = Callable[[], object]


class Workers:
    """Threads that run one job each at a time; one that does not come back in time is left to itself."""

    def __init__(self) -> None:
        self._idle: deque[_Worker] = deque()

    def run(self, job: Work, timeout: float) -> bool:
        """Run a job in the caller's context; False if it was not done in time. The job must not raise."""
        try:
            worker = self._idle.pop()
        except IndexError:
            worker = _Worker()
        try:
            with PATCHES:
                done = worker.run(copy_context(), job, timeout)
        except BaseException:  # Ctrl-C while we wait
            worker.retire()
            raise
        if done:
            self._idle.append(worker)
        else:
            worker.retire()
        return done

    def close(self) -> None:
        """End the idle threads. One that hangs ends when its job does."""
        with suppress(IndexError):
            while True:
                self._idle.pop().close()


class _Worker:
    def __init__(self) -> None:
        self._jobs: SimpleQueue[tuple[Context, Work, SimpleQueue[None]] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="vapi-contract worker", daemon=True)
        self._thread.start()

    def run(self, context: Context, job: Work, timeout: float) -> bool:
        done: SimpleQueue[None] = SimpleQueue()
        self._jobs.put((context, job, done))
        return within(done, timeout)

    def retire(self) -> None:
        self._jobs.put(None)

    def close(self) -> None:
        self.retire()
        if threading.current_thread() is not self._thread:
            self._thread.join(CLOSING)

    def _work(self) -> None:
        while (task := self._jobs.get()) is not None:
            context, job, done = task
            limit = getrecursionlimit()
            context.run(_observed, job)
            GUARD.end_child()
            restore(limit)
            done.put(None)
            del task, context, job, done  # nothing of an exchange may outlive it here


class LoopThread:
    """An event loop that runs in a thread of its own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._loop.time = now  # type: ignore[method-assign] # timers go on where a test has frozen the time
        self._loop.set_default_executor(_DaemonExecutor())
        self._stop = asyncio.Event()
        self.usable = True
        self._thread = threading.Thread(target=self._run, name="vapi-contract loop", daemon=True)
        self._thread.start()

    def run(self, job: Job, timeout: float, give_up: Done = lambda: None) -> bool:
        """
        Run a coroutine until it says that it is done; False if that did not happen in time.

        It may go on after saying so. `give_up` is called before one that is late is cancelled.
        """
        in_time = False

        def alone() -> Jobs:
            nonlocal in_time
            with PATCHES:
                in_time = yield job, timeout
                if not in_time:
                    give_up()

        self.run_each(alone())
        return in_time

    def run_each(self, jobs: Jobs) -> None:
        """
        Run coroutines one after the other, until one is late.

        That one is cancelled, and a loop that does not react is given up.
        """
        if threading.current_thread() is self._thread:  # the collector closes a forgotten handler on any
            with suppress(StopIteration):
                next(jobs)
                jobs.send(False)
            return
        self.watch()
        batch = Batch(self._loop, jobs)
        self._loop.call_soon_threadsafe(batch.begin)
        try:
            in_time = batch.wait()
        except BaseException:  # Ctrl-C while we wait
            batch.end()
            self._cancel(batch.tasks)
            raise
        if not in_time:
            self._cancel(batch.tasks)

    def watch(self) -> None:
        """Let the tracer at work, if there is one, trace on the loop."""
        if TRACER.get() is not None:
            self._loop.call_soon_threadsafe(trace_thread)

    def close(self, last: Job | None = None) -> None:
        """
        Cancel what still runs, and end loop and thread; a blocked loop ends when it is free again.

        `last` is done before that, unless it takes too long.
        """
        responds = self.usable and self.responds()
        if responds and last is not None:
            responds = self.run(last, SHUTDOWN)
        self.usable = False
        with suppress(RuntimeError):  # closed already
            self._loop.call_soon_threadsafe(self._stop.set)
        if responds and threading.current_thread() is not self._thread:
            self._thread.join(CLOSING * 2)

    def responds(self) -> bool:
        """Whether the loop is not blocked."""
        if threading.current_thread() is self._thread:
            return True
        alive: SimpleQueue[None] = SimpleQueue()
        with suppress(RuntimeError):  # closed already
            self._loop.call_soon_threadsafe(alive.put, None)
        return within(alive, HEARTBEAT)

    def _cancel(self, tasks: list[asyncio.Task[None]]) -> None:
        alive: SimpleQueue[None] = SimpleQueue()

        def cancel() -> None:
            for task in tasks:
                task.cancel()
            alive.put(None)

        self._loop.call_soon_threadsafe(cancel)
        if not within(alive, HEARTBEAT):
            self.usable = False
            self._loop.call_soon_threadsafe(self._stop.set)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        # One root task for the life of the loop: anyio keeps its worker threads as long as that lives.
        root = self._loop.create_task(self._live())
        while not root.done():
            # Raised by a task of the handler's, or because that has stopped the loop: it goes on.
            with suppress(SystemExit, KeyboardInterrupt, RuntimeError):
                self._loop.run_until_complete(root)
        asyncio.set_event_loop(None)
        self._loop.close()

    async def _live(self) -> None:
        await self._stop.wait()
        self._loop.set_exception_handler(lambda _loop, _context: None)  # nobody is left to be told
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        if others:
            await asyncio.wait(others, timeout=CLOSING)
        await self._loop.shutdown_asyncgens()


def _observed(job: Work) -> None:
    trace_thread()
    with suppress(BaseException):  # a job does not raise, unless a handler has replaced what it is made of
        job()


class _DaemonExecutor(ThreadPoolExecutor):
    """Runs `asyncio.to_thread` on daemon threads; the interpreter waits at exit for others."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        threading.Thread(target=_fulfil, args=(future, lambda: fn(*args, **kwargs)), daemon=True).start()
        return future


def _fulfil(future: Future[Any], job: Work) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = job()
    except BaseException as error:  # noqa: BLE001 - whoever awaits the future gets it
        future.set_exception(error)
    else:
        future.set_result(result)
