"""The clock that runs are timed by: one that tests which freeze the time do not stop."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path


def _unstoppable() -> Callable[[], float]:
    # Libraries that freeze the time replace `time.monotonic` in every module that has it under a name.
    # They leave the clocks of the system alone, and what a partial holds.
    if hasattr(time, "clock_gettime"):
        return partial(time.clock_gettime, time.CLOCK_MONOTONIC)
    return partial(time.monotonic)


#: Seconds since some moment. It never goes back, and no test stops it.
now: Callable[[], float] = _unstoppable()

#: Where Linux tells of each thread how long it has run and waited, in nanoseconds (proc_pid_schedstat(5)).
_THREADS = Path("/proc/self/task")


def waited_for_processor() -> float:
    """
    Seconds in which the threads of this process could have run, and other processes had the processors.

    Always 0 where the system does not tell.
    """
    return sum(map(_waited, _THREADS.glob("*/schedstat"))) / 1e9


def own_time() -> float:
    """
    Seconds as `now` has them, without those in which this process waited for a processor.

    What ends by it does not depend on what else the machine does. It goes back where several threads wait.
    """
    return now() - waited_for_processor()


def _waited(file: Path) -> int:
    try:
        return int(file.read_bytes().split()[1])
    except OSError:  # the thread has ended
        return 0
