"""The clock of runs goes on, whatever a test does to the time."""

import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from pytest_vapi_contract import clock


def test_it_never_goes_back():
    """Readings are in seconds, and in order."""
    readings = [clock.now() for _ in range(1000)]

    assert readings == sorted(readings)
    assert isinstance(readings[0], float)


def test_a_frozen_time_does_not_stop_it(monkeypatch):
    """Libraries that freeze the time replace these functions in every module that has them."""
    for name in ("time", "monotonic", "perf_counter"):
        monkeypatch.setattr(time, name, lambda: 0.0)

    began = clock.now()
    while clock.now() == began:
        pass

    assert clock.now() > began
    assert not any(value is time.monotonic for value in vars(clock).values())


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="the system does not tell")
def test_it_is_known_how_long_this_process_waited_for_others():
    """There are more processes that never wait than processors."""
    before = clock.waited_for_processor()

    with ExitStack() as others:
        for _ in range(2 * (os.cpu_count() or 1)):
            other = others.enter_context(subprocess.Popen([sys.executable, "-c", "while True: pass"]))
            others.callback(other.kill)
        until = clock.now() + 60
        while clock.waited_for_processor() < before + 0.01 and clock.now() < until:
            pass

    assert clock.waited_for_processor() >= before + 0.01


def test_the_own_time_leaves_out_what_others_had(monkeypatch):
    """It goes on as the clock does, less what was waited."""
    monkeypatch.setattr(clock, "now", lambda: 100.0)
    monkeypatch.setattr(clock, "waited_for_processor", lambda: 2.5)

    assert clock.own_time() == 97.5


def test_nobody_waits_where_the_system_does_not_tell(monkeypatch, tmp_path):
    """There is no such folder, or there is nothing in it; a thread may end while it is looked at."""
    monkeypatch.setattr(clock, "_THREADS", tmp_path / "missing")
    assert clock.waited_for_processor() == 0.0

    monkeypatch.setattr(clock, "_THREADS", tmp_path)
    (tmp_path / "1").mkdir()
    assert clock.waited_for_processor() == 0.0

    (tmp_path / "1" / "schedstat").mkdir()
    assert clock.waited_for_processor() == 0.0
