"""The garbage collector during a run."""

import gc
from collections.abc import Generator
from contextlib import contextmanager

#: The number of new objects to wait for. A contract is hundreds of thousands of objects that live on: to look
#: at them as often as Python does by default takes a quarter of a run, and this takes no more memory.
SELDOM = 10_000


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
