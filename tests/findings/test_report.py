"""What a run has found, and what is said of it."""

from dataclasses import replace

import pytest

from pytest_vapi_contract.cases.skip import Skip
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.findings import Report
from tests.exchanges import conforming, exchange

LOST = CHECKS["accepts"].judge(conforming({"message": {"type": "hang"}}), exchange(status=400))
assert LOST is not None
NOTE = replace(LOST, severity="note")
MISSED = Skip(what="all messages", why="the time budget was used up", essential=True)
LEFT = Skip(what="8 requests that need a connection", why="pass a URL to run them")


def report(*findings, **fields):
    """A report of one message type."""
    usual = {
        "handler": "app",
        "revision": "2026-08-18",
        "seed": 0,
        "checks": ("accepts",),
        "types": ("hang",),
    }
    return Report(**usual | {"findings": findings, "exchanges": 12, "seconds": 0.25} | fields)


@pytest.mark.parametrize(
    ("findings", "fields", "ok"),
    [
        ((), {}, True),
        ((NOTE,), {}, True),
        ((LOST,), {}, False),
        ((), {"skipped": (LEFT,)}, True),
        ((), {"skipped": (MISSED,)}, False),
        ((), {"skipped": (MISSED,), "allow_incomplete": True}, True),
        ((LOST,), {"skipped": (MISSED,), "allow_incomplete": True}, False),
    ],
)
def test_a_report_is_true_if_it_is_ok(findings, fields, ok):
    """Notes fail nothing; what every run sends must have been sent, unless that is allowed to be missing."""
    made = report(*findings, **fields)

    assert made.ok is bool(made) is ok


def test_findings_are_failures_or_notes():
    """Each is one of both, in the same order."""
    made = report(LOST, NOTE)

    assert (made.failures, made.notes) == ((LOST,), (NOTE,))


def test_the_summary_counts():
    """One line, with what another run needs to be the same."""
    text = report(LOST, NOTE).summary

    assert text.startswith("1 finding and 1 note in 12 exchanges, 1 message type, ")
    assert text.endswith("(revision 2026-08-18, seed 0)")


def test_a_replay_command_comes_before_the_others():
    """The id is quoted for the shell, and what was there is kept."""
    [finding] = report(replace(LOST, again={"curl": "curl x"})).with_replay("check app --replay ").findings

    assert list(finding.again) == ["replay", "curl"]
    assert finding.again["replay"] == f"check app --replay {finding.replay}"
