from dataclasses import replace

import pytest

from pytest_vapi_contract.delivery import Framing, Reply, Request
from pytest_vapi_contract.findings.fingerprint import cause_of
from pytest_vapi_contract.findings.outcome import accepted, refused, survived, told_outcome
from tests.exchanges import crash, exchange


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, (True, True, False)),
        (204, (True, True, False)),
        (None, (True, True, False)),
        (302, (False, True, False)),
        (400, (False, True, True)),
        (422, (False, True, True)),
        (500, (False, False, False)),
        (0, (False, False, False)),
    ],
)
def test_a_status_says_what_became_of_a_message(status, outcome):
    """2xx is accepted, 4xx refused, everything below 500 survived; a function that returns has accepted."""
    reply = exchange(status=status)

    assert (accepted(reply), survived(reply), refused(reply)) == outcome


@pytest.mark.parametrize(
    ("reply", "is_accepted"),
    [
        (Reply(status=200, body=b"{}", truncated=True), False),
        (Reply(status=200, headers=(("Content-Type", "text/html"),), truncated=True), False),
        (Reply(status=200, headers=(("Content-Type", "application/octet-stream"),), truncated=True), True),
        (Reply(status=200, headers=(("Content-Type", "audio/L16; rate=24000"),), truncated=True), True),
        (Reply(status=None, value=bytes(8), truncated=True), True),
    ],
    ids=["json", "html", "octets", "audio", "bytes"],
)
def test_only_audio_may_be_longer_than_a_megabyte(reply, is_accepted):
    """Eleven seconds of a voice can be: it is cut, and no reply without an end."""
    long = replace(exchange(), reply=reply)

    assert (accepted(long), survived(long)) == (is_accepted, is_accepted)


def test_an_exception_behind_a_reply_counts():
    """An exception after a 200 (in a background task) is neither acceptance nor survival."""
    late = exchange(status=200, crash=crash())

    assert not accepted(late)
    assert not survived(late)


def test_a_function_refuses_by_raising():
    """An exception of a class that was named is a refusal, of a subclass too; any other is not."""
    refusal = exchange(status=0, crash=crash("UnicodeError", exception_class=UnicodeError))
    failure = exchange(status=0, crash=crash("KeyError", exception_class=KeyError))

    assert refused(refusal, (ValueError,))
    assert survived(refusal, (ValueError,))
    assert not refused(failure, (ValueError,))
    assert not survived(failure, (ValueError,))
    assert not refused(refusal)


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        (exchange(status=500, crash=crash()), "500 in 3 ms: KeyError: 'id' (app.py:41 in on_session)"),
        (
            exchange(status=0, crash=crash()),
            "an exception after 3 ms: KeyError: 'id' (app.py:41 in on_session)",
        ),
        (exchange(status=422, body=b'{"detail":\n  "no"}'), '422 in 3 ms: {"detail": "no"}'),
        (exchange(status=400), "400 in 3 ms"),
        (
            exchange(status=400, body=b"\x00\xff"),
            "400 in 3 ms: \N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}",
        ),
        (
            replace(exchange(status=400, body=b"refused"), caught=crash()),
            "400 in 3 ms: refused; KeyError: 'id' (app.py:41 in on_session)",
        ),
        (
            replace(exchange(status=400, body=b"it lacks 'id'"), caught=crash()),
            "400 in 3 ms: it lacks 'id'; KeyError (app.py:41 in on_session)",
        ),
        (
            replace(
                exchange(status=404, body=b'"no such thing"'), caught=crash(message="404: no such thing")
            ),
            '404 in 3 ms: "no such thing"; KeyError (app.py:41 in on_session)',
        ),
        (exchange(status=0, timed_out=True), "no reply within 3 ms"),
        (
            exchange(status=0, fault="the connection was closed"),
            "no reply after 3 ms: the connection was closed",
        ),
    ],
)
def test_an_outcome_is_told_in_one_line(reply, text):
    """The line has the status, the time, and the exception with its place or the beginning of the body."""
    assert told_outcome(reply) == text


def test_a_long_reply_is_cut():
    """A reply of any length takes one short line."""
    text = told_outcome(exchange(status=400, body=b"x " * 10_000))

    assert len(text) < 300
    assert text.endswith("…")


def test_not_to_know_a_method_is_no_failure():
    """501 is the status that HTTP has for methods that a server does not know; for a POST it is a failure."""
    reply = exchange(status=501)

    assert survived(replace(reply, request=Request(method="PROPFIND")))
    assert not survived(reply)


@pytest.mark.parametrize("status", [200, 404])
def test_a_reply_without_end_is_a_failure(status):
    """Whatever its status is; what was read of it is told in bytes."""
    endless = replace(exchange(), reply=Reply(status=status, body=b"x" * 2048, truncated=True))

    assert not accepted(endless)
    assert not survived(endless)
    assert told_outcome(endless).startswith(f"{status} in 3 ms, cut after 2,048 bytes: xxx")
    assert cause_of(endless) == ("endless",)


@pytest.mark.parametrize(
    ("framing", "survives"),
    [
        (Framing(sent=3), True),
        (Framing(content_length="-1"), True),
        (Framing(chunked=True), False),
        (None, False),
    ],
)
def test_a_server_may_hang_up_where_no_reply_is_due(framing, survives):
    """On a request of which it cannot tell where it ends; silence is a failure all the same."""
    request = Request(framing=framing)
    closed = replace(exchange(), request=request, reply=None, fault="the connection broke")
    late = replace(exchange(), request=request, reply=None, timed_out=True)

    assert survived(closed) is survives
    assert not survived(late)


def test_sound_is_not_shown_as_text():
    """It would fill lines, and say nothing."""
    told = told_outcome(exchange(body=bytes(range(128, 256)) * 10))

    assert told.endswith(": bytes that are not text")
