"""
What ends a process that a handler has frozen.

A regular expression may search for ever, and meanwhile no other Python code runs: neither a time limit nor
Ctrl-C is heard. While the guard is open, a thread puts off an alarm of the system again and again. If it
cannot, the alarm writes the stack of each thread to standard error, where the line is seen, and ends all.
"""

import faulthandler
import os
import signal
from _thread import LockType, allocate_lock, start_new_thread
from collections.abc import Callable
from functools import partial

#: Seconds of processor time after which the alarm goes off: no process is ended that was only stopped.
FROZEN = 60.0
#: Seconds after which it is put off: so often that threads without Python code do not use up that time.
PUT_OFF = 0.25
#: Whether the system has such an alarm, and threads that take turns: those of gevent wait for each other.
HAS_ALARM = (
    hasattr(signal, "ITIMER_PROF")
    and hasattr(faulthandler, "register")
    and start_new_thread.__module__ == "_thread"
)


def _no_alarm(_: float) -> None:
    pass


#: Sets the alarm to go off after seconds, never after none. A handler may replace what is in `signal`.
SET_ALARM: Callable[[float], object] = (
    partial(signal.setitimer, signal.ITIMER_PROF) if HAS_ALARM else _no_alarm
)


class FreezeGuard:
    """Guards one process; opened and closed by one thread at a time."""

    # Not a dataclass: to make one costs half a millisecond of every session.
    def __init__(self) -> None:
        #: The file descriptor to which the stacks are written.
        self.output = 2
        self._is_on: LockType | None = None  #: Held while the guard is open.
        self._lock = allocate_lock()

    def keep_output(self) -> Callable[[], None]:
        """Write to where standard error leads now, also if it is captured later; return what undoes that."""
        before = self.output
        try:
            self.output = kept = os.dup(2)
        except OSError:  # it is closed
            return lambda: None

        def undo() -> None:
            self.output = before
            os.close(kept)

        return undo

    def open(self) -> None:
        """Begin to guard the process, unless someone else uses the alarm."""
        if HAS_ALARM and not _is_taken():
            faulthandler.register(signal.SIGPROF, file=self.output, chain=True)
            self._is_on = is_on = allocate_lock()
            is_on.acquire()
            start_new_thread(self._put_off, (is_on,))

    def close(self) -> None:
        """Leave the process as it was."""
        if self._is_on is not None:
            with self._lock:  # nothing is put off after that
                self._is_on.release()
                SET_ALARM(0)
            faulthandler.unregister(signal.SIGPROF)
            self._is_on = None

    def _put_off(self, is_on: LockType) -> None:
        """Put the alarm off while the guard is open, by nothing that a handler can replace."""
        try:
            while not is_on.acquire(timeout=PUT_OFF):
                with self._lock:
                    if is_on.locked():
                        SET_ALARM(FROZEN)
        except BaseException:
            SET_ALARM(0)
            raise


def _is_taken() -> bool:
    """Whether something else in the process has set the alarm, or listens to it."""
    return (
        signal.getsignal(signal.SIGPROF) is not signal.SIG_DFL or signal.getitimer(signal.ITIMER_PROF)[0] > 0
    )


#: The one of this process.
FREEZE_GUARD = FreezeGuard()
