"""
Watches which exceptions pass through the user's code while a request is answered.

From Python 3.12 on the interpreter tells of them, in every thread (`sys.monitoring`). Before, a trace
function has to be set in each thread that the handler may run on: `OBSERVER` is the one at work, and threads
that begin to work for an exchange take it from there.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import lru_cache
from types import CodeType, FrameType, TracebackType
from typing import Any

from .catching import Raised, led_to_reply
from .crash import is_own
from .exchange import Crash
from .masking import Masks

Trace = Callable[[FrameType, str, Any], Any]

#: Ids of tools that nobody has reserved come first: 0 is a debugger's, 1 is coverage's, 2 and 5 are others'.
TOOLS = (3, 4, 2, 5)
NAME = "vapi-contract"
#: How many exceptions are kept.
MOST = 1000
_is_own = lru_cache(maxsize=1024)(is_own)


class Observer:
    """Keeps what passes through the user's code while it is entered; one at a time."""

    def __init__(self) -> None:
        self._raised: dict[int, Raised] = {}  # by the id of the exception, which is kept alive
        self._active = True
        self._previous: dict[int, Any] = {}

    def crash(self, masks: Masks, timeout: float) -> Crash | None:
        """
        The exception that led to the reply, if one did, without secrets. What was kept is let go.

        That runs methods of the exception's own class, which may take their time, or fail.
        """
        raised, self._raised = list(self._raised.values()), {}
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
        """Keep nothing more. Where the trace function is still set, it takes itself away when called."""
        self._active = False

    def trace(self, frame: FrameType, event: str, argument: Any) -> Any:  # noqa: ARG002 - `settrace` has it so
        """The trace function of a thread: each frame of the user's gets the one that sees exceptions."""
        if not self._active:
            sys.settrace(self._previous.get(threading.get_ident()))
            return None
        if not _is_own(frame.f_code.co_filename):
            return None
        frame.f_trace_lines = False
        return self._trace_frame

    def set_here(self) -> None:
        """Set the trace function in this thread, and remember which one it had."""
        self._previous.setdefault(threading.get_ident(), sys.gettrace())
        sys.settrace(self.trace)

    def _trace_frame(self, frame: FrameType, event: str, argument: Any) -> Trace:
        if event == "exception":
            self.note(argument[1], frame, argument[2])
        return self._trace_frame


def _outermost(frame: FrameType | None) -> CodeType | None:
    """The outermost function of the user's on the stack."""
    found = None
    while frame is not None:
        if _is_own(frame.f_code.co_filename):
            found = frame.f_code
        frame = frame.f_back
    return found


#: The observer at work; only before Python 3.12.
OBSERVER: ContextVar[Observer | None] = ContextVar("vapi_contract_observer", default=None)


@contextmanager
def observing() -> Generator[Observer, None, None]:
    """An observer at work. Where other tools have every place, it sees nothing."""
    observer = Observer()
    with _watching(observer):
        try:
            yield observer
        finally:
            observer.end()


def watch_thread() -> None:
    """Let the observer at work, if there is one that has to be told, see what is raised in this thread."""
    observer = OBSERVER.get()
    if observer is not None:
        observer.set_here()


async def watch_worker_threads() -> None:
    """The same for the thread on which anyio, if it is there, runs the next function that is not async."""
    observer, anyio = OBSERVER.get(), sys.modules.get("anyio")
    if observer is not None and anyio is not None:
        await anyio.to_thread.run_sync(observer.set_here, limiter=anyio.CapacityLimiter(1))


if sys.version_info >= (3, 12):

    @contextmanager
    def _watching(observer: Observer) -> Generator[None, None, None]:
        monitoring, event = sys.monitoring, sys.monitoring.events.RAISE
        tool = next((id for id in TOOLS if monitoring.get_tool(id) is None), None)
        if tool is None:
            yield
            return

        def note(code: CodeType, offset: int, error: BaseException) -> None:  # noqa: ARG001 - the signature
            if _is_own(code.co_filename):
                observer.note(error, sys._getframe(1), error.__traceback__)  # the frame that raised

        monitoring.use_tool_id(tool, NAME)
        try:
            monitoring.register_callback(tool, event, note)
            monitoring.set_events(tool, event)
            yield
        finally:
            monitoring.set_events(tool, 0)
            monitoring.register_callback(tool, event, None)
            monitoring.free_tool_id(tool)

else:

    @contextmanager
    def _watching(observer: Observer) -> Generator[None, None, None]:
        token, usual = OBSERVER.set(observer), threading.gettrace()
        threading.settrace(observer.trace)  # for threads that are started now
        try:
            yield
        finally:
            threading.settrace(usual)
            OBSERVER.reset(token)
