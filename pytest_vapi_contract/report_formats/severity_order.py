"""What a finding costs the user, and the order in which findings are told."""

from collections.abc import Mapping
from typing import Literal

#: `lost`: Vapi sends it, and the handler refuses it, breaks, is too slow, or answers what Vapi cannot use.
#: `security`: bad credentials, replays, leaks, effects of what was refused. `hardening`: the handler breaks
#: on what Vapi does not send. `note`: worth knowing, and no failure.
Severity = Literal["lost", "security", "hardening", "note"]
#: In the order in which findings are told.
SEVERITIES: tuple[Severity, ...] = ("lost", "security", "hardening", "note")
#: Those that fail a run, unless it was said which do.
FAILING: tuple[Severity, ...] = SEVERITIES[:-1]


def rank_of(severity: str) -> int:
    """The place of a severity in the order in which findings are told."""
    return _RANKS[severity]


_RANKS: Mapping[str, int] = {severity: rank for rank, severity in enumerate(SEVERITIES)}
