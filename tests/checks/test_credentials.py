"""What is said of a handler that meets a bad credential."""

import json

import pytest

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.checks import CHECKS
from tests.exchanges import conforming, crash, exchange

SECRET = "c0rrect-Horse"
BODY = {"message": {"type": "hang"}}
NAMES = ["credentials", "replays"]


def judged(check, reply):
    """What a check about strangers says of a reply."""
    category = next(iter(CHECKS[check].categories))
    return CHECKS[check].judge(conforming(BODY, category=category), reply)


@pytest.mark.parametrize("check", NAMES)
@pytest.mark.parametrize("status", [401, 403])
def test_who_is_turned_away_is_turned_away(check, status):
    """401 and 403 say that the credential is the reason."""
    assert judged(check, exchange(status=status)) is None


@pytest.mark.parametrize("check", NAMES)
@pytest.mark.parametrize("status", [200, 204, None])
def test_only_what_is_accepted_lets_a_stranger_in(check, status):
    """A 2xx, or a function that returns."""
    finding = judged(check, exchange(status=status))

    assert finding.verdict == CHECKS[check].verdict
    assert finding.severity == "security"
    assert finding.hint.startswith("answer 401 ")


@pytest.mark.parametrize("check", NAMES)
@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        (exchange(status=500), "breaks the handler"),
        (exchange(status=503, crash=crash()), "breaks the handler"),
        (exchange(status=200, crash=crash()), "breaks the handler"),
        (exchange(status=0, fault="the connection was closed"), "breaks the handler"),
        (exchange(status=0, timed_out=True), "is not answered in time"),
    ],
)
def test_a_crash_is_a_crash(check, reply, verdict):
    """A 5xx, an exception or a connection that is dropped lets nobody in: the handler breaks."""
    finding = judged(check, reply)

    assert (finding.verdict, finding.severity) == (verdict, "hardening")


@pytest.mark.parametrize("check", NAMES)
@pytest.mark.parametrize("status", [302, 400, 404, 422])
def test_another_refusal_is_a_note(check, status):
    """It turns the stranger away, and does not say why."""
    finding = judged(check, exchange(status=status))

    assert (finding.verdict, finding.severity) == (
        f"is rejected with {status} instead of 401 or 403",
        "note",
    )
    assert "401 or 403 would show" in finding.hint


@pytest.mark.parametrize("check", NAMES)
def test_a_limit_of_guesses_is_fine(check):
    """A 429 is said of many requests, and not of the one that gets it."""
    assert judged(check, exchange(status=429)) is None


def guarded(status, *, accepts=lambda message: True):
    """A web app that answers a stranger with a status."""

    def app(environ, start_response):
        message = json.loads(environ["wsgi.input"].read())["message"]
        known = environ.get("HTTP_X_VAPI_SECRET", "").encode("latin-1") == SECRET.encode()
        refusal = "400 No" if known and not accepts(message) else f"{status} No"
        start_response("200 OK" if known and accepts(message) else refusal, [])
        return [b""]

    return app


def test_a_refusal_of_all_strangers_is_one_note():
    """The run is in order, and says once that another status would tell more."""
    report = check_handler(guarded(404), secret=SECRET, types=["hang"], checks=["credentials"])

    assert report.ok
    [note] = report.findings
    assert note.title.startswith("a request is rejected with 404 instead of 401 or 403 when the credential ")
    assert note.count > 3


def test_a_dropped_stranger_is_no_guest():
    """A 500 to whoever has no credential is told as a crash."""
    report = check_handler(guarded(500), secret=SECRET, types=["hang"], checks=["credentials"])

    assert [finding.title for finding in report.findings] == [
        "a request breaks the handler when the credential is missing"
    ]


def test_strangers_come_with_a_message_that_is_accepted():
    """A handler that refuses the smallest message is asked with one that it takes."""
    takes = guarded(200, accepts=lambda message: "timestamp" in message)

    report = check_handler(takes, secret=SECRET, types=["hang"], checks=["credentials"])

    [finding] = report.findings
    assert "timestamp" in finding.case.body["message"]
    assert finding.title == "a request is accepted without valid credentials when the credential is missing"


def test_strangers_come_with_a_type_that_is_accepted():
    """A handler that refuses all messages of the first type is asked with those of another."""
    takes = guarded(200, accepts=lambda message: message["type"] == "hang")

    report = check_handler(
        takes, secret=SECRET, types=["model-output", "hang"], checks=["accepts", "credentials"]
    )

    assert report.complete
    assert [finding.title for finding in report.findings] == [
        "model-output is rejected",
        "a request is accepted without valid credentials when the credential is missing",
    ]


def test_where_nobody_gets_in_strangers_are_not_sent():
    """
    That a stranger is refused says nothing if the right credential is refused as well; so it is skipped.
    """
    report = check_handler(
        guarded(401, accepts=lambda message: False), secret=SECRET, types=["hang"], checks=["credentials"]
    )

    assert not report.findings
    assert str(report.untested) == (
        "bad credentials with hang: no message was accepted with the right credential"
    )
