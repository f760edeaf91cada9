"""
One cause, one finding, whichever checks see it.
"""

from collections.abc import Sequence
from dataclasses import replace

from ..cases.condition import Condition
from .finding import Finding

#: Checks that may see the same cause, the one that tells it best first.
RANKS = {
    name: rank for rank, name in enumerate(("accepts", "observed", "tolerates", "survives", "malformed"))
}


def once(findings: Sequence[Finding]) -> list[Finding]:
    """
    The findings without those whose cause another check tells better; when else it happens is kept.
    """
    told: list[Finding] = []
    for finding in sorted(findings, key=lambda each: RANKS.get(each.check, len(RANKS))):
        known = next((at for at, other in enumerate(told) if _is_told_by(finding, other)), None)
        if known is None:
            told.append(finding)
        else:
            told[known] = _with_conditions_of(told[known], finding)
    return told


def place_of(finding: Finding) -> str | Condition | None:
    """
    What tells replies with the same status apart: the place that decides, whatever stands there.
    """
    return finding.case.at or finding.condition


def _is_told_by(finding: Finding, other: Finding) -> bool:
    if finding.check == other.check or finding.cause != other.cause:
        return False
    if not {finding.check, other.check} <= RANKS.keys():
        return False
    if finding.cause[0] == "crash" or (finding.check, other.check) == ("malformed", "survives"):
        return True
    same = place_of(finding) == place_of(other) if finding.check == "observed" else not finding.condition
    return same and other.check == "accepts"


def _with_conditions_of(finding: Finding, other: Finding) -> Finding:
    if not finding.condition:
        return finding  # it happens always
    told = dict.fromkeys(each for each in (*finding.also, other.condition, *other.also) if each)
    told.pop(finding.condition, None)
    return replace(finding, also=tuple(told))
