"""
Keep two threads that take turns on one CPU while they wait for each other.

Waking a thread on another CPU takes up to a hundred times as long as on the same one, in virtual machines
above all: there it costs more than the whole exchange. So a thread that waits is bound to the CPU of the
one that will wake it, and free again before it runs anything else. Linux only; elsewhere, or where it is
not allowed, nothing happens.
"""

from __future__ import annotations

import ctypes
import os
import selectors
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import cast


def _found() -> Callable[[], int] | None:
    if sys.platform != "linux":
        return None
    with suppress(OSError, AttributeError):
        return cast("Callable[[], int]", ctypes.CDLL(None).sched_getcpu)
    return None


_CPU_OF_THREAD = _found()


def here() -> int | None:
    """
    The CPU that this thread runs on; None if that cannot be told.
    """
    cpu = -1 if _CPU_OF_THREAD is None else _CPU_OF_THREAD()
    return cpu if cpu >= 0 else None


def bind(cpu: int | None) -> set[int] | None:
    """
    Bind this thread to a CPU, and return where it may run otherwise; None if nothing was done.
    """
    if cpu is None or sys.platform != "linux":
        return None
    try:
        free = os.sched_getaffinity(0)
        if len(free) < 2 or cpu not in free:
            return None
        os.sched_setaffinity(0, {cpu})
    except OSError:
        return None
    return free


def release(free: set[int] | None) -> None:
    """
    Let this thread run where it might before.
    """
    if free is not None and sys.platform == "linux":
        with suppress(OSError):
            os.sched_setaffinity(0, free)


@contextmanager
def near(cpu: int | None) -> Iterator[None]:
    """
    Bind this thread to a CPU for as long as it waits.
    """
    free = bind(cpu)
    try:
        yield
    finally:
        release(free)


class NearSelector(selectors.DefaultSelector):
    """
    The selector of an event loop that waits near whoever gave it work last.
    """

    cpu: int | None = None

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """
        Wait for events.
        """
        if timeout is not None and timeout <= 0:
            return super().select(timeout)
        with near(self.cpu):
            return super().select(timeout)
