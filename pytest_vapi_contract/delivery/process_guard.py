"""
What a handler in process may do to the process: end it, interrupt it, or fork it.

While a guard is open, `os._exit` and its like raise where the handler calls them, so that a run and what it
found outlive the handler. A child that the handler forks ends when its request is done, or else with the
process: it must not go on as a second run.
"""

from __future__ import annotations

import _thread
import os
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from os import getpid, getppid
from time import sleep
from types import ModuleType
from typing import Any

from ..freeze_guard import FREEZE_GUARD
from .patches import PATCHES

Call = Callable[..., Any]

#: What ends or interrupts the process in which it is called.
ENDS: Sequence[tuple[ModuleType, str]] = (
    (os, "_exit"),
    (os, "abort"),
    (os, "execv"),
    (os, "execve"),
    (signal, "raise_signal"),
    (_thread, "interrupt_main"),
)
#: What does so if its first argument is this process, or its group.
SIGNALS: Sequence[tuple[ModuleType, str]] = ((os, "kill"), (os, "killpg"))
#: How often a child looks whether its parent is still there, in seconds.
LOOK = 0.2


@dataclass(slots=True)
class ProcessGuard:
    """Guards the process for as long as some handler is open in it."""

    forks: int = 0  #: How many children handlers have made so far.
    _open: int = 0
    _usual: dict[tuple[ModuleType, str], Call] = field(default_factory=dict[tuple[ModuleType, str], Call])
    _exit: Call = os._exit
    _process: int = field(default_factory=getpid)
    _listens: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self) -> None:
        """Begin to guard the process, or go on."""
        with self._lock:
            self._open += 1
            if self._open == 1:
                self._process, self._exit = getpid(), os._exit
                self._usual = {each: getattr(*each) for each in (*ENDS, *SIGNALS) if hasattr(*each)}
                for place, usual in self._usual.items():
                    setattr(*place, partial(self._signal if place in SIGNALS else self._end, place, usual))
                FREEZE_GUARD.open()
            if not self._listens and hasattr(os, "register_at_fork"):
                # For good: it cannot be taken back.
                os.register_at_fork(after_in_parent=self._count, after_in_child=self._follow)
                self._listens = True

    def close(self) -> None:
        """Leave the process as it was, if nothing else guards it."""
        with self._lock:
            self._open -= 1
            if self._open == 0:
                for place, usual in self._usual.items():
                    setattr(*place, usual)
                FREEZE_GUARD.close()
        PATCHES.forget()

    def __enter__(self) -> None:
        self.open()

    def __exit__(self, *_error: object) -> None:
        self.close()

    def end_child(self) -> None:
        """End this process if it is a child that a handler has forked."""
        if self._open and getpid() != self._process:
            self._exit(0)

    def _end(self, place: tuple[ModuleType, str], usual: Call, *args: Any, **kwargs: Any) -> Any:
        """Do what it says in a child; in the process itself raise what says that it was called."""
        if getpid() != self._process:
            return usual(*args, **kwargs)
        raise SystemExit(f"{place[0].__name__}.{place[1]}({', '.join(map(repr, (*args, *kwargs.values())))})")

    def _signal(self, place: tuple[ModuleType, str], usual: Call, to: int, number: int) -> Any:
        """The same for a signal, which may well be for another process, or none at all."""
        groups = (0, os.getpgrp()) if place[1] == "killpg" else (0, -1, getpid(), -os.getpgrp())
        return self._end(place, usual, to, int(number)) if number and to in groups else usual(to, number)

    def _follow(self) -> None:
        """In a child of the handler's: end when the parent has ended."""
        if self._open:
            threading.Thread(target=self._end_after, args=(getppid(),), daemon=True).start()

    def _end_after(self, parent: int) -> None:
        while getppid() == parent:
            sleep(LOOK)
        self._exit(0)

    def _count(self) -> None:
        if self._open:
            self.forks += 1


#: The one of this process.
GUARD = ProcessGuard()
