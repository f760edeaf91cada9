"""What came of an exchange that was repeated."""

from typing import TYPE_CHECKING

from ..findings.conversation import table
from .exchange import told_exchange

if TYPE_CHECKING:
    from ..conformance import Replay


def told_replay(replay: "Replay") -> str:
    """What was sent, what came back, and whether the check still fails."""
    sent = f"{replay.case.type}, {replay.case.id}"
    exchange = told_exchange(replay.exchange)
    return "\n".join([sent, exchange, "", *conversation(replay), conclusion(replay)])


def conversation(replay: "Replay") -> list[str]:
    """The lines of the conversation in which something is wrong, if it took one to see that."""
    rows = [row for finding in replay.report.findings for row in finding.conversation]
    return [*table(rows), ""] if rows else []


def conclusion(replay: "Replay") -> str:
    """Whether the check still fails, and what it expects."""
    [check] = replay.report.checks
    expected = [f"expected {finding.expected}" for finding in replay.report.failures]
    notes = [f"note: {finding.hint}" for finding in replay.report.notes if finding.hint]
    outcome = "passes, with a note" if notes else "passes now"
    return "; ".join([f"the check {check!r} {'still fails' if expected else outcome}", *expected, *notes])
