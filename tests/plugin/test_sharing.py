"""What several processes make once."""

import multiprocessing
from time import monotonic

import pytest

from pytest_vapi_contract.plugin.sharing import made_once


def test_it_is_made_once(tmp_path):
    """The second one gets what the first one has made."""
    first, second = (made_once(tmp_path / "run", lambda each=each: each) for each in "ab")

    assert (first, second) == ("a", "a")


def test_a_maker_that_fails_leaves_it_to_the_next(tmp_path):
    """Nothing is kept of it, and its lock is gone."""
    with pytest.raises(ZeroDivisionError):
        made_once(tmp_path / "run", lambda: str(1 / 0))

    assert made_once(tmp_path / "run", lambda: "made") == "made"


def hold(file, ready, go):
    """Begin to make, say so, and end with the process before anything is made."""

    def make():
        ready.set()
        go.wait(60)
        raise SystemExit

    made_once(file, make)


def test_a_process_that_is_gone_is_not_waited_for(tmp_path):
    """Its lock ends with it, and the one who waits goes on."""
    context = multiprocessing.get_context("spawn")
    ready, go = context.Event(), context.Event()
    process = context.Process(target=hold, args=(tmp_path / "run", ready, go))
    process.start()
    assert ready.wait(60)
    process.kill()

    assert made_once(tmp_path / "run", lambda: "made") == "made"

    process.join()


def test_others_get_time_to_begin(tmp_path):
    """One that may wait does so while none has begun, and not once it is made."""
    began = monotonic()
    made_once(tmp_path / "run", lambda: "made", lead=0.3)
    waited = monotonic() - began

    assert waited >= 0.3
    assert made_once(tmp_path / "run", lambda: "again", lead=60) == "made"
