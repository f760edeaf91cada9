"""
What ends a process that a handler has frozen.

A regular expression may search for ever, and meanwhile no other Python code runs: neither a time limit nor
Ctrl-C is heard. While the guard is open, a thread puts off an alarm of the system again and again. If it
cannot, the alarm writes the stack of each thread to standard error, where the line is seen, and ends all.
"""

import faulthandler
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

#: Seconds of processor time after which the alarm goes off: no process is ended that was only stopped.
FROZEN = 60.0
#: Seconds after which it is put off: so often that threads without Python code do not use up that time.
PUT_OFF = 0.25
#: Whether the system has such an alarm.
HAS_ALARM = hasattr(signal, "ITIMER_PROF") and hasattr(faulthandler, "register")


@dataclass(slots=True)
class FreezeGuard:
    """Guards one process; opened and closed by one thread at a time."""

    #: The file descriptor to which the stacks are written.
    output: int = 2
    _over: threading.Event | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

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
            self._over = over = threading.Event()
            threading.Thread(
                target=self._put_off, args=(over,), name="vapi-contract alarm", daemon=True
            ).start()

    def close(self) -> None:
        """Leave the process as it was."""
        if self._over is not None:
            with self._lock:  # nothing is put off after that
                self._over.set()
                signal.setitimer(signal.ITIMER_PROF, 0)
            faulthandler.unregister(signal.SIGPROF)
            self._over = None

    def _put_off(self, over: threading.Event) -> None:
        while not over.wait(PUT_OFF):
            with self._lock:
                if not over.is_set():
                    signal.setitimer(signal.ITIMER_PROF, FROZEN)


def _is_taken() -> bool:
    """Whether something else in the process has set the alarm, or listens to it."""
    return (
        signal.getsignal(signal.SIGPROF) is not signal.SIG_DFL or signal.getitimer(signal.ITIMER_PROF)[0] > 0
    )


#: The one of this process.
FREEZE_GUARD = FreezeGuard()
