"""How far a run has come, on a terminal and elsewhere."""

import io

import pytest
from rich.console import Console

from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.conformance import Progress
from pytest_vapi_contract.reporting.progress import HEAD, SHOWN, WIDTH, progress_on, told_failure
from tests.exchanges import conforming, crash, exchange

FAILED = CHECKS["accepts"].judge(
    conforming({"message": {"type": "hang"}}), exchange(status=500, crash=crash())
)
LINE = "  accepts: hang got 500 in 3 ms: KeyError: 'id' (app.py:41 in on_session)"


def progress(failed=None):
    """The progress in the middle of a run."""
    return Progress(done=1, steps=3, exchanges=12, failures=2, doing="messages of hang", failed=failed)


def shown(*progresses, is_terminal=False):
    """What is printed of it."""
    stream = io.StringIO()
    with progress_on(Console(file=stream, force_terminal=is_terminal, width=160)) as update:
        for each in progresses:
            update(each)
    return stream.getvalue()


def test_a_terminal_has_a_bar():
    """It says what is being tried, and how much is left; elsewhere there is none."""
    text = shown(progress(), is_terminal=True)

    assert "12 exchanges, 2 failed" in text
    assert "2 steps left: messages of hang" in text
    assert shown(progress()) == ""


def test_a_failure_is_told_in_one_line():
    """What was sent, and what came back: of more nobody is sure yet."""
    assert told_failure(FAILED) == LINE


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_failure_is_printed_at_once(is_terminal):
    """Below a heading, which is printed once."""
    text = shown(progress(FAILED), progress(), progress(FAILED), is_terminal=is_terminal)

    assert text.count(HEAD) == 1
    assert text.count(LINE) == 2


def test_of_many_failures_the_first_are_printed():
    """All findings are told at the end."""
    lines = shown(*[progress(FAILED)] * (SHOWN + 5)).splitlines()

    assert len(lines) == SHOWN + 2
    assert lines[-1] == "  more failures …"


def test_a_long_reply_is_cut():
    """A line stays one."""
    long = CHECKS["accepts"].judge(conforming({}), exchange(status=400, body=b"x " * 1_000))

    assert len(told_failure(long)) <= WIDTH + 1
