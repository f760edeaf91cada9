"""How severe a finding is, by what was sent and which check fails."""

from ..cases.case import DEMANDED, Category
from ..report_formats.severity_order import Severity

#: What Vapi sends.
SENT_BY_VAPI: frozenset[Category] = DEMANDED | frozenset[Category](
    {"turns", "redelivery", "call", "concurrency"}
)
#: Said where a message has to come twice, and it is not known that it does.
SAY_SO = 'if you have, say so with `schedules=["redelivered"]` (`--schedule redelivered`): then the run fails'
IF_RETRIED = f"This matters only if you have enabled retries (`backoffPlan`); {SAY_SO}."
#: Checks whose findings are about safety, whatever was sent.
SECURITY = frozenset({"credentials", "replays", "leaks", "side-effects"})


def severity_of(check: str, category: Category) -> Severity:
    """How severe it is that a check fails for something of a category."""
    if category == "documented":
        return "note"
    if check in SECURITY:
        return "security"
    return "lost" if category in SENT_BY_VAPI else "hardening"
