"""What several processes make once."""

import multiprocessing

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
