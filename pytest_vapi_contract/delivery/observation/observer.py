"""
Watches which exceptions pass through the user's code while a request is answered.

From Python 3.12 on the interpreter tells of them, in every thread (`sys.monitoring`).
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from types import CodeType, FrameType, TracebackType
from typing import Any

from ...masking.mask import Masks
from ..exchange import Crash
from .catching import Raised, led_to_reply
from .thread_tracer import ThreadTracer, Trace, is_own_code, tracing

#: How many exceptions are kept.
MOST = 1000


class Observer:
    """Keeps what passes through the user's code while it is entered; one at a time."""

    def __init__(self) -> None:
        self._raised: dict[int, Raised] = {}  # by the id of the exception, which is kept alive
        self._active = True

    def crash(self, masks: Masks, timeout: float) -> Crash | None:
        """
        The exception that led to the reply, if one did, without secrets. What was kept is let go.

        That runs methods of the exception's own class, which may take their time, or fail.
        """
        raised, self._raised = list(self._raised.values()), {}
        if not raised:
            return None
        found: list[Crash | None] = []

        def find() -> None:
            with suppress(Exception):
                found.append(led_to_reply(raised, masks))

        thread = threading.Thread(target=find, name="vapi-contract observer", daemon=True)
        thread.start()
        thread.join(timeout)
        return found[0] if found else None

    def note(self, error: object, frame: FrameType | None, trace: TracebackType | None) -> None:
        """Keep an exception that passes through a frame, with its traceback so far."""
        if not self._active or not isinstance(error, BaseException):
            return
        known = self._raised.get(id(error))
        outermost = known.outermost if known else _outermost(frame)
        if outermost is not None and (known or len(self._raised) < MOST):
            self._raised[id(error)] = Raised(error, outermost, trace)

    def end(self) -> None:
        """Keep nothing more."""
        self._active = False

    def trace_frame(self, frame: FrameType, event: str, argument: Any) -> Trace:
        """The trace function of a frame of the user's."""
        if event == "exception":
            self.note(argument[1], frame, argument[2])
        return self.trace_frame


def _outermost(frame: FrameType | None) -> CodeType | None:
    """The outermost function of the user's on the stack."""
    found = None
    while frame is not None:
        if is_own_code(frame.f_code.co_filename):
            found = frame.f_code
        frame = frame.f_back
    return found


@contextmanager
def observing() -> Generator[Observer, None, None]:
    """An observer at work. Where other tools have every place, it sees nothing."""
    observer = Observer()
    with _watching(observer):
        try:
            yield observer
        finally:
            observer.end()


if sys.version_info >= (3, 12):
    from .monitoring import NAME, monitoring_tool

    @contextmanager
    def _watching(observer: Observer) -> Generator[None, None, None]:
        monitoring, event = sys.monitoring, sys.monitoring.events.RAISE

        def note(code: CodeType, offset: int, error: BaseException) -> None:  # noqa: ARG001 - the signature
            if is_own_code(code.co_filename):
                observer.note(error, sys._getframe(1), error.__traceback__)  # the frame that raised

        with monitoring_tool(NAME, {event: note}) as tool:
            if tool is not None:
                monitoring.set_events(tool, event)
            yield

else:

    @contextmanager
    def _watching(observer: Observer) -> Generator[None, None, None]:
        with tracing(ThreadTracer(observer.trace_frame)):
            yield
