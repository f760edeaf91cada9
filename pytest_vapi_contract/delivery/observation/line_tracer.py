"""
Which lines of the user's own files are reached, and by which way, in all threads of this process.

From Python 3.12 on the interpreter tells of each once, which costs nothing from then on (`sys.monitoring`).
Before, threads that work for an exchange have a trace function.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any

from .thread_tracer import ThreadTracer, Trace, is_own_code, tracing

#: A file, and the number of a line in it.
Line = tuple[str, int]
#: For how many exchanges the worker threads of a framework are told.
WORKERS_TOLD = 20
#: How many ways a branch can go: when both are known, it is watched no more.
WAYS = 2


class LineTracer:
    """Keeps the lines that are reached while it is entered."""

    def __init__(self) -> None:
        self.lines: set[Line] = set()
        self.traced: list[CodeType] = []  #: The code of the user's own that was run.
        self._ways: set[tuple[Any, ...]] = set()
        self._branches: dict[tuple[CodeType, int], set[int]] = {}
        self._before: dict[int, int] = {}  # by the id of a frame that runs, the line that it was at
        self._known = 0

    @property
    def files(self) -> tuple[str, ...]:
        """The files that are reached, sorted."""
        return tuple(sorted({file for file, _ in self.lines}))

    def is_further(self) -> bool:
        """Whether a line was reached for the first time since this was last asked, or by another way."""
        reached = len(self.lines) + len(self._ways)
        is_further = reached > self._known
        self._known = reached
        return is_further

    def note_line(self, code: CodeType, line: int) -> None:
        """Keep a line."""
        self.lines.add((code.co_filename, line))

    def note_branch(self, code: CodeType, offset: int, destination: int) -> bool:
        """Keep a way that a branch goes; whether both are known now."""
        ways = self._branches.setdefault((code, offset), set())
        ways.add(destination)
        self._ways.add((code, offset, destination))
        return len(ways) >= WAYS

    def trace_frame(self, frame: FrameType, event: str, argument: Any) -> Trace:  # noqa: ARG002 - the signature
        """The trace function of a frame of the user's."""
        if event == "line":
            file, line = frame.f_code.co_filename, frame.f_lineno
            self.lines.add((file, line))
            self._ways.add((file, self._before.get(id(frame), 0), line))
            self._before[id(frame)] = line
        elif event == "return":
            self._before.pop(id(frame), None)
        return self.trace_frame


@contextmanager
def line_tracing() -> Generator[LineTracer, None, None]:
    """A tracer at work. Where other tools have every place, it sees nothing."""
    tracer = LineTracer()
    with _tracing_lines(tracer):
        yield tracer


if sys.version_info >= (3, 12):
    from .monitoring import NAME, monitoring_tool

    @contextmanager
    def _tracing_lines(tracer: LineTracer) -> Generator[None, None, None]:
        monitoring, events = sys.monitoring, sys.monitoring.events

        def begin(code: CodeType, offset: int) -> object:  # noqa: ARG001 - the signature
            if is_own_code(code.co_filename):
                tracer.traced.append(code)
                monitoring.set_local_events(tool, code, events.LINE | events.BRANCH)
            return monitoring.DISABLE

        def reach(code: CodeType, line: int) -> object:
            tracer.note_line(code, line)
            return monitoring.DISABLE

        def branch(code: CodeType, offset: int, destination: int) -> object:
            return monitoring.DISABLE if tracer.note_branch(code, offset, destination) else None

        callbacks = {events.PY_START: begin, events.LINE: reach, events.BRANCH: branch}
        with monitoring_tool(f"{NAME} lines", callbacks) as tool:
            if tool is None:
                yield
                return
            monitoring.set_events(tool, events.PY_START)
            try:
                yield
            finally:
                monitoring.set_events(tool, 0)
                for code in tracer.traced:
                    monitoring.set_local_events(tool, code, 0)

else:

    @contextmanager
    def _tracing_lines(tracer: LineTracer) -> Generator[None, None, None]:
        with tracing(ThreadTracer(tracer.trace_frame, lines=True, told=WORKERS_TOLD)):
            yield
