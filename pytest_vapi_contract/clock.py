"""The clock that runs are timed by: one that tests which freeze the time do not stop."""

import time
from collections.abc import Callable
from functools import partial


def _unstoppable() -> Callable[[], float]:
    # Libraries that freeze the time replace `time.monotonic` in every module that has it under a name.
    # They leave the clocks of the system alone, and what a partial holds.
    if hasattr(time, "clock_gettime"):
        return partial(time.clock_gettime, time.CLOCK_MONOTONIC)
    return partial(time.monotonic)


#: Seconds since some moment. It never goes back, and no test stops it.
now: Callable[[], float] = _unstoppable()
