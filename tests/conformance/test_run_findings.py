import json

import pytest

from pytest_vapi_contract.conformance.diagnosis import Diagnosis
from tests.conformance.small_runs import needs_call, small_run, titles


@pytest.mark.parametrize("error", [ZeroDivisionError("division by zero"), KeyboardInterrupt()])
def test_an_explanation_that_fails_leaves_the_finding(monkeypatch, error):
    """What cannot be made smaller, or was interrupted in that, is told as it was found."""

    def fail(*_):
        raise error

    monkeypatch.setattr(Diagnosis, "_models_for", fail)

    report = small_run(needs_call, types=["hang"], checks=["accepts"])

    assert titles(report) == ["hang is rejected"]
    assert report.findings[0].count == 2
    assert report.complete
    assert report.interrupted is isinstance(error, KeyboardInterrupt)
    assert {skip.what for skip in report.skipped} <= {"the search for smaller messages", "the rest"}
    assert report.skipped


def test_what_is_found_is_told_when_there_is_no_time_to_explain_it(monkeypatch):
    """To explain hundreds of failures takes seconds, even if nothing is sent for it."""
    monkeypatch.setattr("pytest_vapi_contract.conformance.run_findings.now", lambda: float("inf"))

    report = small_run(needs_call, types=["hang"], checks=["accepts"])

    assert titles(report) == ["hang is rejected"]
    assert report.findings[0].count == 2


def test_findings_that_cannot_be_sorted_are_told(monkeypatch):
    """An error in the search for findings that say the same leaves all of them."""

    def fail(*_):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("pytest_vapi_contract.conformance.run_findings.told", fail)

    report = small_run(needs_call, types=["hang"], checks=["accepts"])

    assert titles(report) == ["hang is rejected when `call` is missing"]
    assert [skip.what for skip in report.skipped] == ["the search for findings that say the same"]


def test_a_finding_has_a_hint_for_its_exception():
    """What is told of a missing property says how the line should read."""
    report = small_run(needs_call, types=["hang"], checks=["accepts"])

    assert titles(report) == ["hang is rejected when `call` is missing"]
    assert '.get("call")' in report.findings[0].hint


def test_an_exception_behind_a_reply_is_looked_for():
    """The check sees a 400; the finding tells the exception that the handler answered with it."""

    def catching(environ, start_response):
        try:
            needs_call(json.load(environ["wsgi.input"]))
        except KeyError:
            start_response("400 Bad Request", [])
            return [b""]
        start_response("200 OK", [])
        return [b""]

    [finding] = small_run(catching, types=["hang"], checks=["accepts"]).findings

    assert finding.exchange.reply.status == 400
    assert finding.exchange.caught.type == "KeyError"


def test_a_path_that_takes_other_messages_is_a_route():
    """A 404 to one message type is the answer of the handler, and not that of a server without the route."""

    def picky(environ, start_response):
        is_hang = json.load(environ["wsgi.input"])["message"]["type"] == "hang"
        start_response("404 Not Found" if is_hang else "200 OK", [])
        return [b""]

    [finding] = small_run(picky, types=["model-output", "hang"], checks=["accepts"]).findings

    assert (finding.title, finding.code) == ("hang is rejected", "VC101")
    assert finding.hint == (
        "other messages are accepted, so this 404 is about this one; "
        "answer 200 to message types that you have no use for"
    )
