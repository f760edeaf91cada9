"""
Trace functions in the threads that the user's code runs on, where nothing else sees every thread.

From Python 3.12 on `sys.monitoring` does. Before, a trace function has to be set in each thread that the
handler may run on: `TRACER` has the one at work, and threads that begin to work for an exchange take it from
there.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from types import FrameType
from typing import Any

from .crash import is_own

Trace = Callable[[FrameType, str, Any], Any]

is_own_code = lru_cache(maxsize=1024)(is_own)


class ThreadTracer:
    """Sets a trace function in threads, for the frames of the user's code, until it is ended."""

    def __init__(
        self,
        trace_frame: Trace,
        *,
        lines: bool = False,
        instructions: bool = False,
        told: float = float("inf"),
    ) -> None:
        self._trace_frame, self._lines, self._instructions = trace_frame, lines, instructions
        self._told = told  #: How many times threads of a framework have to be told.
        self._active = True
        self._previous: dict[int, Any] = {}

    def end(self) -> None:
        """Trace nothing more. Where the trace function is still set, it takes itself away when called."""
        self._active = False

    def trace(self, frame: FrameType, event: str, argument: Any) -> Any:  # noqa: ARG002 - `settrace` has it so
        """The trace function of a thread: each frame of the user's gets one of its own."""
        if not self._active:
            sys.settrace(self._previous.get(threading.get_ident()))
            return None
        if not is_own_code(frame.f_code.co_filename):
            return None
        frame.f_trace_lines = self._lines
        frame.f_trace_opcodes = self._instructions
        return self._trace_frame

    def is_for_workers(self) -> bool:
        """
        Whether threads of a framework have to be told once more.

        What is at work for long need not tell them for ever: those that start from then on know.
        """
        self._told -= 1
        return self._told >= 0

    def set_here(self) -> None:
        """Set the trace function in this thread, and remember which one it had."""
        self._previous.setdefault(threading.get_ident(), sys.gettrace())
        sys.settrace(self.trace)


#: The tracer at work; only before Python 3.12.
TRACER: ContextVar[ThreadTracer | None] = ContextVar("vapi_contract_tracer", default=None)


@contextmanager
def tracing(tracer: ThreadTracer) -> Generator[None, None, None]:
    """Trace in threads that are started now, and in those that begin to work for an exchange."""
    token, usual = TRACER.set(tracer), threading.gettrace()
    threading.settrace(tracer.trace)
    try:
        yield
    finally:
        threading.settrace(usual)
        TRACER.reset(token)
        tracer.end()


def trace_thread() -> None:
    """Let the tracer at work, if there is one, trace in this thread."""
    tracer = TRACER.get()
    if tracer is not None:
        tracer.set_here()


async def trace_worker_threads() -> None:
    """The same for the thread on which anyio, if it is there, runs the next function that is not async."""
    tracer, anyio = TRACER.get(), sys.modules.get("anyio")
    if tracer is not None and anyio is not None and tracer.is_for_workers():
        await anyio.to_thread.run_sync(tracer.set_here, limiter=anyio.CapacityLimiter(1))
