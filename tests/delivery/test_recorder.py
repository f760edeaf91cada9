"""What is noted of an exchange while it goes on."""

import pytest

from pytest_vapi_contract.delivery import Reply, Request
from pytest_vapi_contract.delivery.recorder import Recorder

SECRET = "a-long-enough-secret"


def failed(recorder, error):
    """Note an exception that was raised here."""
    try:
        raise error
    except type(error) as raised:
        recorder.fail(raised)


def test_nothing_is_noted_after_the_time_limit():
    """What a handler does once it was given up is not part of the exchange."""
    recorder = Recorder(Request())

    recorder.give_up()
    recorder.answer(Reply(status=200))
    failed(recorder, ValueError("late"))

    exchange = recorder.exchange(timed_out=True)
    assert (exchange.timed_out, exchange.reply, exchange.crash) == (True, None, None)


def test_a_reply_that_came_is_not_late():
    """A handler that goes on after it has answered is not late."""
    recorder = Recorder(Request())
    recorder.answer(Reply(status=200))

    exchange = recorder.exchange(timed_out=True)

    assert not exchange.timed_out
    assert exchange.reply == Reply(status=200)


def test_silence_has_a_reason():
    """Where neither a reply nor an exception came, the exchange says so."""
    exchange = Recorder(Request()).exchange()

    assert exchange.fault == "the handler ended without a reply"


@pytest.mark.parametrize(("status", "crashed"), [(200, False), (400, False), (500, True), (None, False)])
def test_a_swallowed_exception_counts_with_a_5xx_only(status, crashed):
    """A handler that answers 200 has dealt with the exception that its framework told of."""
    recorder = Recorder(Request())
    recorder.note_handled(KeyError("call"))
    recorder.answer(Reply(status=status))

    crash = recorder.exchange().crash

    assert (crash is not None) is crashed


def test_a_printed_traceback_counts_where_nothing_else_is_known():
    """Some frameworks only print what they swallow."""
    printed = 'Traceback (most recent call last):\n  File "/srv/app.py", line 7, in on_call\nKeyError: 1\n'
    recorder = Recorder(Request(), printed=printed)
    recorder.answer(Reply(status=500))

    crash = recorder.exchange().crash

    assert crash is not None
    assert (crash.type, crash.file, crash.line) == ("KeyError", "/srv/app.py", 7)


def test_a_secret_in_an_exception_is_hidden():
    """Neither the message nor the traceback of a crash shows the credential."""
    recorder = Recorder(Request().with_masks((SECRET, "$VAPI_SECRET")))
    failed(recorder, ValueError(f"bad secret {SECRET}"))

    crash = recorder.exchange().crash

    assert crash is not None
    assert SECRET not in crash.message + crash.traceback
    assert "$VAPI_SECRET" in crash.message
