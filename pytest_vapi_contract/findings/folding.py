"""What breaks on one line is one finding where nothing is lost: one guard before it fixes all of that."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from .finding import Finding

#: The checks that send what Vapi does not send, the one that tells best what a line relies on first.
RANKS = {name: rank for rank, name in enumerate(("tolerates", "survives", "malformed"))}


def folded(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, those that harden and break on the same line as one."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_line_of(finding) or id(finding), []).append(finding)
    return [_as_one(group) if len(group) > 1 else group[0] for group in groups.values()]


def _line_of(finding: Finding) -> tuple[str, int] | None:
    """The line that breaks under some condition; None for what is not told by its line."""
    crash = finding.exchange.crash
    if crash is None or crash.file is None or crash.line is None or finding.mark:
        return None
    may_be_folded = finding.severity == "hardening" and finding.check in RANKS and finding.condition
    return (crash.file, crash.line) if may_be_folded else None


def _as_one(group: Sequence[Finding]) -> Finding:
    first, *others = sorted(group, key=_plainness)
    types = tuple(dict.fromkeys(chain.from_iterable(each.types for each in (first, *others))))
    whole = first.with_count(sum(each.count for each in group), types)
    return replace(whole, folded=tuple(others))


def _plainness(finding: Finding) -> tuple[object, ...]:
    """What any seed finds first."""
    return RANKS[finding.check], finding.condition.plainness if finding.condition else ()
