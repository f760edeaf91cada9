"""
Lets threads of the user's code take turns at every instruction, so that what they share unlocked gets wrong.

Python changes threads wherever it likes, but seldom: without this a fault may take thousands of requests.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from random import Random
from threading import get_ident
from time import sleep
from types import CodeType, FrameType
from typing import Any

from ...clock import now
from .thread_tracer import ThreadTracer, Trace, is_own_code, tracing

#: Seconds after which Python lets another thread run that waits.
SWITCH = 1e-6
#: Seconds that a thread pauses at an instruction: enough for others to go on.
PAUSE = 2e-5
#: How many of the instructions pause: if all did, all threads would go on in step.
PAUSING = 0.5
#: Seconds after which none pauses any more, so that a handler with long loops is not slowed down much.
RESTLESS_TIME = 0.1


class _Pauses:
    def __init__(self) -> None:
        self._until = now() + RESTLESS_TIME
        self._chance = Random(0).random

    def pause(self) -> None:
        if self._chance() < PAUSING and now() < self._until:
            sleep(PAUSE)

    def trace(self, frame: FrameType, event: str, argument: Any) -> Trace:  # noqa: ARG002 - `settrace` has it so
        if event == "opcode":
            self.pause()
        return self.trace


@contextmanager
def restless() -> Generator[None, None, None]:
    """Let Python change threads as often as it can, and at each instruction of the user's code."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    try:
        with _pausing(_Pauses()):
            yield
    finally:
        sys.setswitchinterval(usual)


if sys.version_info >= (3, 12):
    from .monitoring import NAME, monitoring_tool

    @contextmanager
    def _pausing(pauses: _Pauses) -> Generator[None, None, None]:
        monitoring, event = sys.monitoring, sys.monitoring.events.INSTRUCTION
        here = get_ident()  # it only sends: the threads of the handler pause

        def pause(code: CodeType, offset: int) -> object:  # noqa: ARG001 - the signature
            if not is_own_code(code.co_filename):
                return monitoring.DISABLE
            if get_ident() != here:
                pauses.pause()
            return None

        try:
            with monitoring_tool(NAME, {event: pause}) as tool:
                if tool is not None:
                    monitoring.set_events(tool, event)
                yield
        finally:
            monitoring.restart_events()  # what was disabled is so for whoever has that id next

else:

    @contextmanager
    def _pausing(pauses: _Pauses) -> Generator[None, None, None]:
        with tracing(ThreadTracer(pauses.trace, instructions=True)):
            yield
