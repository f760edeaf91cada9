"""
Coroutines that run one after the other on a loop, while another thread watches how long each takes.

Many short ones take one change of thread there and back, which takes longer than they do.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Generator
from contextvars import copy_context
from queue import Empty, SimpleQueue
from sys import getrecursionlimit, setrecursionlimit
from typing import Any

from ..clock import now
from .process_guard import GUARD

Done = Callable[[], None]
#: Is told how to say that it is done; it may go on after that.
Job = Callable[[Done], Coroutine[Any, Any, None]]
#: Each job with the seconds that it may take; is told whether it was done in time when it is over, and makes
#: the next one then. After one that is late there is none.
Jobs = Generator[tuple[Job, float], bool, None]


class Batch:
    """Jobs under way, one at a time."""

    def __init__(self, loop: asyncio.AbstractEventLoop, jobs: Jobs) -> None:
        self.tasks: list[asyncio.Task[None]] = []  #: Of the job that is under way.
        self._loop, self._jobs = loop, jobs
        self._context, self._recursion_limit = copy_context(), getrecursionlimit()
        self._over: SimpleQueue[None] = SimpleQueue()
        self._lock = threading.Lock()  # of a job that is late no other thread may say that it is done
        self._ended = False
        self._job, seconds = next(jobs)
        self._until = now() + seconds

    def begin(self) -> None:
        """Begin a job, on the loop. If it is late already, it is cancelled before it does anything."""
        finish = self._finish()
        self.tasks[:] = [self._loop.create_task(self._job(finish), context=self._context.copy())]

    def wait(self) -> bool:
        """Wait until all jobs are done; False as soon as one is late, after which no other begins."""
        while not within(self._over, max(0.0, self._until - now())):
            if self._is_late():
                return False
        return True

    def end(self) -> None:
        """Begin no other job."""
        with self._lock:
            self._ended = True
            self._jobs.close()

    def _is_late(self) -> bool:
        """Whether the job that is under way is late; if so it is told, and the last one."""
        with self._lock:
            if not self._ended and now() >= self._until:
                self._ended = True
                self._next(in_time=False)
                return True
            return False

    def _finish(self) -> Done:
        """What a job calls when it is done; it may do so more than once."""
        called = False

        def finish() -> None:
            nonlocal called
            GUARD.end_child()
            restore(self._recursion_limit)
            if not called:
                called = True
                self._loop.call_soon(self._go_on, context=self._context)

        return finish

    def _go_on(self) -> None:
        with self._lock:
            if self._ended:
                return
            self._ended = not self._next(in_time=True)
        if self._ended:
            self._over.put(None)
        else:
            self.begin()

    def _next(self, *, in_time: bool) -> bool:
        """Make the next job; False if there is none."""
        try:
            self._job, seconds = self._jobs.send(in_time)
        except StopIteration:
            return False
        self._until = now() + seconds
        return True


def within(queue: SimpleQueue[None], timeout: float) -> bool:
    """Whether something is put into a queue in time; `timeout` is in seconds."""
    try:
        queue.get(timeout=timeout)
    except Empty:
        return False
    return True


def restore(recursion_limit: int) -> None:
    """Undo what a handler did to the limit, which is one for all threads: ours needs more than none."""
    if getrecursionlimit() != recursion_limit:
        setrecursionlimit(recursion_limit)
