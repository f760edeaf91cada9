"""
How a finding is repeated by whoever reads it.
"""

import shlex
from dataclasses import replace

from ..checks import Finding, Report
from ..conformance import Replay
from .exchange import told_exchange


def with_replay(report: Report, command: str) -> Report:
    """
    The report with a line in each finding that repeats its exchange: a command, and the text behind it.
    """
    return replace(report, findings=tuple(_replayable(finding, command) for finding in report.findings))


def told_replay(replay: Replay, *, in_full: bool = False) -> str:
    """
    What was sent, what came back, and whether the check still fails.
    """
    sent = f"{replay.case.type}, {replay.case.id}"
    return "\n".join([sent, told_exchange(replay.exchange, in_full=in_full), "", conclusion(replay)])


def conclusion(replay: Replay) -> str:
    """
    Whether the check still fails, and what it expects.
    """
    [check] = replay.report.checks
    expected = [f"expected {finding.expected}" for finding in replay.report.findings]
    return "; ".join([f"the check {check!r} {'still fails' if expected else 'holds now'}", *expected])


def _replayable(finding: Finding, command: str) -> Finding:
    return replace(finding, again=(f"{command}{shlex.quote(finding.replay)}", *finding.again))
