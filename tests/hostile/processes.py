"""
Processes for hostile handlers: each run has one of its own, whatever the handler does to it.

They are forked from one that has imported everything and made one run: a run takes a fraction of a second.
Python ends in them as it always does, with `atexit`, threads that are left over, an output that is closed.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from tests.hostile.front_ends import FRONT_ENDS, warm_up
from tests.hostile.target import MADE

ROOT = Path(__file__).parent.parent.parent
OUT, ERR, HERE = "stdout", "stderr", "here"
#: How often it is looked whether a process has ended, in seconds.
LOOK = 0.01


@dataclass(frozen=True, kw_only=True)
class Job:
    """One run in a process of its own."""

    front_end: str
    args: Sequence[str]
    directory: str  #: Its output goes there, and it runs in a directory in there.
    environ: Mapping[str, str] = field(default_factory=dict)
    limit: float = 60.0  #: Seconds after which it is killed.


@dataclass(frozen=True, kw_only=True)
class Ended:
    """What came of a process."""

    status: int  #: As a shell has it; negative for a signal.
    seconds: float  #: From when its handler was made, if that is known, to its end.
    peak: float  #: The most memory that it had at a time, in megabytes.
    directory: Path

    @property
    def out(self) -> str:
        """What it printed."""
        return (self.directory / OUT).read_text(encoding="utf-8", errors="surrogateescape")

    @property
    def err(self) -> str:
        """What it printed on standard error."""
        return (self.directory / ERR).read_text(encoding="utf-8", errors="surrogateescape")


class Processes:
    """The process that all others are forked from."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._parent = subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, job: Job) -> Ended:
        """Run a job to its end."""
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        with self._lock:
            self._parent.stdin.write(json.dumps(vars(job)) + "\n")
            self._parent.stdin.flush()
            line = self._parent.stdout.readline()
        return Ended(**json.loads(line), directory=Path(job.directory))

    def close(self) -> None:
        """End the process that all others are forked from."""
        self._parent.communicate()


def main() -> int:
    """Fork a process for each job that is read, and write down how it ended."""
    warm_up()
    for line in sys.stdin:
        job = Job(**json.loads(line))
        began, child = time.monotonic(), os.fork()
        if child == 0:
            return _child(job)
        status, peak = _waited(child, began + job.limit)
        seconds = time.monotonic() - _made(job, began)
        print(json.dumps({"status": status, "seconds": seconds, "peak": peak}), flush=True)
    return 0


def _made(job: Job, began: float) -> float:
    """When the handler was made; else when the process began."""
    file = Path(job.directory, MADE)
    return float(file.read_text(encoding="utf-8") or began) if file.exists() else began


def _waited(child: int, until: float) -> tuple[int, float]:
    ended, status, usage = os.wait4(child, os.WNOHANG)
    while not ended:
        if time.monotonic() > until:
            os.killpg(child, signal.SIGKILL)
            ended, status, usage = os.wait4(child, 0)
        else:
            time.sleep(LOOK)
            ended, status, usage = os.wait4(child, os.WNOHANG)
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return os.waitstatus_to_exitcode(status), kilobytes / 1024


def _child(job: Job) -> int:
    """Be what a shell would have started."""
    os.setsid()
    os.environ.update(job.environ)
    os.chdir(job.directory)
    encoding = os.environ.get("PYTHONIOENCODING", "utf-8")
    for number, name in ((1, OUT), (2, ERR)):
        file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, number)
        os.close(file)
    os.mkdir(HERE)
    os.chdir(HERE)
    for number, name in ((1, OUT), (2, ERR)):
        errors = "strict" if name == OUT else "backslashreplace"
        stream = open(number, "w", encoding=encoding, errors=errors, buffering=1)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    logging.getLogger("asyncio").disabled = True  # it tells of the handler's tasks
    sys.stdin = open(os.devnull, encoding="utf-8")
    return FRONT_ENDS[job.front_end](job.args)


if __name__ == "__main__":
    sys.exit(main())
