"""The section at the end of a session."""

import json
from types import SimpleNamespace

import pytest

from pytest_vapi_contract.findings.read_report import report_of
from pytest_vapi_contract.plugin.failures import ToldFailure
from pytest_vapi_contract.plugin.section import session_report, write_section
from pytest_vapi_contract.report_formats import RenderedReport
from pytest_vapi_contract.reporting import rendered_report
from tests.reporting.webhook_reports import record_of

REPORT = {
    "ok": True,
    "handler": "app:app",
    "revision": "2026-08-18",
    "seed": 0,
    "types": ["hang"],
    "exchanges": 3,
    "seconds": 0.5,
    "findings": [],
    "fail_on": [],
    "skipped": [],
    "latency": [{"type": "hang", "p50": 0.001, "p95": 0.001, "p99": 0.001, "slowest": 0.002, "limit": 20.0}],
}
ABOUT = "0 findings in 3 exchanges, 1 message type, 0.5 s (revision 2026-08-18, seed 0)"
SUMMARY = f"vapi-contract: app:app: {ABOUT}"
LATENCY = "latency of hang (limit 20 s): p50 1 ms, p95 1 ms, p99 1 ms, slowest 2 ms"


def written(isatty):
    """The lines of a session in which nothing is wrong, on a terminal of 40 columns or in a file."""
    lines = []
    writer = SimpleNamespace(fullwidth=40)
    terminal = SimpleNamespace(
        isatty=isatty,
        config=SimpleNamespace(get_terminal_writer=lambda: writer),
        write_line=lambda line, **_: lines.append(line),
    )
    told = RenderedReport(json=REPORT, findings=(), skipped=(), warning="", may_be_incomplete=False)
    write_section(terminal, told, {}, None)
    return lines


def test_a_webhook_with_nothing_wrong_takes_a_line():
    """It has the latency too. In a file no line is broken."""
    assert written(isatty=False) == [f"{SUMMARY}; {LATENCY}"]


def test_a_terminal_gets_whole_words():
    """No line is longer than it is wide."""
    lines = written(isatty=True)

    assert max(map(len, lines)) <= 40
    assert " ".join(" ".join(lines).split()) == f"{SUMMARY}; {LATENCY}"


@pytest.mark.parametrize("hasmarkup", [True, False])
def test_the_titles_of_an_item_fit_a_terminal(hasmarkup):
    """As they do in the section."""
    lines = []
    terminal = SimpleNamespace(hasmarkup=hasmarkup, fullwidth=40, line=lambda line, **_: lines.append(line))
    title = "LOST  hang (also transcript and many more types) is rejected"

    ToldFailure("", title).toterminal(terminal)

    assert " ".join(" ".join(lines).split()) == " ".join(title.split())
    assert len(lines) == (2 if hasmarkup else 1)


def test_a_session_with_one_run_has_its_report():
    """It is not read again."""
    told = rendered_report(report_of(json.loads(record_of("fastapi_app_faulty"))))

    assert session_report([told]) is told


def test_the_runs_of_a_session_are_merged():
    """What one test and another one have found is one finding, with one text."""
    told = rendered_report(report_of(json.loads(record_of("fastapi_app_faulty"))))

    both = session_report([told, told])

    assert [each.title for each in both.findings] == [each.title for each in told.findings]
    assert both.json["exchanges"] == 2 * told.json["exchanges"]
    assert both.skipped == told.skipped
