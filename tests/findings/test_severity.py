"""What a finding costs, and what that means for a run."""

import json
from dataclasses import replace

import pytest

from pytest_vapi_contract import Report, check_handler
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.findings import SEVERITIES, rank_of
from pytest_vapi_contract.findings.severity import severity_of
from tests.exchanges import conforming, exchange, mutation

BODY = {"message": {"type": "hang"}}
SECRET = "c0rrect-Horse"


@pytest.mark.parametrize(
    ("check", "category", "severity"),
    [
        ("accepts", "conforming", "lost"),
        ("observed", "observed", "lost"),
        ("replies", "conforming", "lost"),
        ("in-time", "conforming", "lost"),
        ("in-time", "mutation", "hardening"),
        ("concurrency", "concurrency", "lost"),
        ("redelivery", "redelivery", "lost"),
        ("credentials", "credentials", "security"),
        ("replays", "replay", "security"),
        ("leaks", "conforming", "security"),
        ("side-effects", "mutation", "security"),
        ("survives", "mutation", "hardening"),
        ("malformed", "text", "hardening"),
        ("tolerates", "forward-compatibility", "hardening"),
        ("rejects", "mutation", "hardening"),
    ],
)
def test_each_check_has_its_severity(check, category, severity):
    """What Vapi sends is lost; what nobody may do is about security; what Vapi does not send hardens."""
    assert category in CHECKS[check].categories
    assert severity_of(check, category) == severity


def test_the_most_severe_comes_first():
    """Lost messages before security, that before what hardens, and notes last."""
    assert sorted(SEVERITIES, key=rank_of) == ["lost", "security", "hardening", "note"]


def report_of(*findings):
    """The report that has these findings."""
    return Report(
        handler="app",
        revision="2026-08-18",
        seed=0,
        checks=("accepts",),
        types=("hang",),
        findings=findings,
        exchanges=3,
        seconds=0.5,
    )


def test_a_note_fails_no_run():
    """A report with notes only is in order; they are headed as notes, and counted by themselves."""
    failure = CHECKS["accepts"].judge(conforming(BODY), exchange(status=500))
    note = replace(failure, severity="note")

    only_notes, both = report_of(note), report_of(failure, note)

    assert only_notes.ok
    assert not both.ok
    assert (both.failures, both.notes) == ((failure,), (note,))
    assert str(note).startswith("NOTE  hang is rejected  ")
    assert only_notes.summary.startswith("0 findings and 1 note in 3 exchanges, ")
    assert both.summary.startswith("1 finding and 1 note in ")
    assert report_of(failure).summary.startswith("1 finding in ")


def test_a_finding_says_its_severity():
    """A mutation that breaks the handler hardens; in JSON that is a field."""
    finding = CHECKS["survives"].judge(mutation(BODY, "/call"), exchange(status=500))

    assert (finding.severity, finding.to_json()["severity"]) == ("hardening", "hardening")


def test_a_run_tells_the_most_severe_first():
    """The message that is lost comes before the request that is let in, and that before what hardens."""

    def app(environ, start_response):
        body = json.loads(environ["wsgi.input"].read())
        message = body["message"]
        start_response("400 No" if message.get("timestamp") == 0 else "200 OK", [])
        return [b""]

    report = check_handler(app, secret=SECRET, types=["session.created"])

    ranks = [rank_of(finding.severity) for finding in report.findings]
    assert ranks == sorted(ranks)
    assert {"security", "hardening"} <= {finding.severity for finding in report.findings}
