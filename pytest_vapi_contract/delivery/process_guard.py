"""
What a handler in process may do to the process: end it, or fork it.

While a guard is open, `os._exit` raises where the handler calls it, so that a run and what it found outlive
the handler. A child that the handler forks ends when its request is done: it must not go on as a second run.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn

Exit = Callable[[int], NoReturn]


@dataclass(slots=True)
class ProcessGuard:
    """Guards the process for as long as some handler is open in it."""

    forks: int = 0  #: How many children handlers have made so far.
    _open: int = 0
    _exit: Exit = os._exit
    _process: int = field(default_factory=os.getpid)
    _listens: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self) -> None:
        """Begin to guard the process, or go on."""
        with self._lock:
            self._open += 1
            if self._open == 1:
                self._process, self._exit = os.getpid(), os._exit
                os._exit = self._refuse
            if not self._listens and hasattr(os, "register_at_fork"):
                os.register_at_fork(after_in_parent=self._count)  # for good: it cannot be taken back
                self._listens = True

    def close(self) -> None:
        """Leave the process as it was, if nothing else guards it."""
        with self._lock:
            self._open -= 1
            if self._open == 0:
                os._exit = self._exit  # type: ignore[assignment]

    def end_child(self) -> None:
        """End this process if it is a child that a handler has forked."""
        if self._open and os.getpid() != self._process:
            self._exit(0)

    def _refuse(self, status: int) -> NoReturn:
        if os.getpid() != self._process:
            self._exit(status)
        raise SystemExit(f"os._exit({status!r})")

    def _count(self) -> None:
        if self._open:
            self.forks += 1


#: The one of this process.
GUARD = ProcessGuard()
