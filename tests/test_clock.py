"""The clock of runs goes on, whatever a test does to the time."""

import time

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
