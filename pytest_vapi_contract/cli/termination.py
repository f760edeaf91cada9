"""SIGTERM ends a run as Ctrl-C does: what was found by then is reported."""

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def termination_interrupts() -> Generator[None, None, None]:
    """Take a request to terminate, as `timeout`, `docker stop` and CI servers send it, for Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():  # where no signal arrives
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before or signal.SIG_DFL)
