"""The garbage collector: what lives on is not looked at again and again."""

import gc
from collections.abc import Generator
from contextlib import contextmanager

#: The number of new objects to wait for. A contract is hundreds of thousands of objects that live on: to look
#: at them as often as Python does by default takes a quarter of a run, and this takes no more memory.
SELDOM = 50_000


@contextmanager
def seldom_collected() -> Generator[None, None, None]:
    """Have the collector look less often; one that is off, or looks even less often, stays as it is."""
    usual = gc.get_threshold()
    if 0 < usual[0] < SELDOM:
        gc.set_threshold(SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def never_collected() -> None:
    """
    Have the collector ignore all that there is now, for the rest of the process.

    It would go through all of it, several times, when the process ends.
    """
    gc.freeze()
