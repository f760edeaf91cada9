"""The signals that end a run, SIGINT (Ctrl-C) and SIGTERM: what was found by then is reported."""

import signal
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager


@contextmanager
def ending_signals() -> Generator[Callable[[], None], None, None]:
    """
    Take a request to terminate, as `timeout`, `docker stop` and CI servers send it, for Ctrl-C.

    What is given sees to it once more: a module that was imported meanwhile may have made the signals exit
    with status 0. An exit that another signal of its asks for is an interruption too. A signal that was
    ignored before, as SIGINT is in the background, still is.
    """
    if threading.current_thread() is not threading.main_thread():  # where no signal arrives
        yield lambda: None
        return
    both = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    before = {each: handler for each, handler in both.items() if handler != signal.SIG_IGN}

    def interrupt() -> None:
        for each in before:
            signal.signal(each, signal.default_int_handler)

    interrupt()
    try:
        yield interrupt
    except SystemExit:
        raise KeyboardInterrupt from None
    finally:
        for each, handler in before.items():
            signal.signal(each, handler or signal.SIG_DFL)
