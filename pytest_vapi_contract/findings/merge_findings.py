"""Findings with one cause become one, which the message that says most shows."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from ..case_sources.type_order import ACTED_ON, FIRST
from ..cases.case import BESIDE_MESSAGES, DEMANDED
from ..cases.condition import weight
from ..cases.family import Family
from ..json_paths import is_object
from .deduplication import place_of
from .finding import Finding
from .missing_names import agrees

#: Cases that lack more than one thing: which of them decides is not known, and the last names but the first.
LACKING_SEVERAL = frozenset({Family.REQUIRED_ALL, Family.TYPE_OF_OTHER})


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """
    One finding for each cause, over all message types, shown by the smallest message of the foremost types.

    An exception has one place, and one name that is missing, if it says so: then there is but one reason,
    even where it could not be found. Replies with the same status have one cause if one place decides.
    What a check has marked is one cause, whatever the conditions are.
    """
    groups: dict[tuple[Any, ...], list[Finding]] = {}
    for finding in findings:
        alike = finding.check, finding.severity, finding.cause, _apart(finding)
        groups.setdefault(alike, []).append(finding)
    return [united(group) for group in groups.values()]


def _apart(finding: Finding) -> object:
    """What tells findings with one cause apart."""
    if finding.mark or (_names_what_is_missing(finding) and _is_demanded(finding)):
        return None
    return bool(finding.condition) if finding.cause[0] == "crash" else place_of(finding)


def _names_what_is_missing(finding: Finding) -> bool:
    return finding.cause[0] == "crash" and bool(finding.cause[-1])


def _is_demanded(finding: Finding) -> bool:
    return finding.case.category in DEMANDED


def total(findings: Iterable[Finding]) -> int:
    """How many messages showed these findings."""
    return sum(finding.count for finding in findings)


def united(group: Sequence[Finding]) -> Finding:
    """One finding for failures with one cause."""
    ordered = sorted(group, key=_order)
    first = ordered[0]
    others = dict.fromkeys(
        condition
        for each in ordered
        for condition in (each.condition, *each.also)
        if condition is not None and agrees(each) and each.case.family is not Family.TYPE_OF_OTHER
    )
    if first.condition is not None:
        others.pop(first.condition, None)
    if first.mark and not first.condition:
        others.clear()  # it happens always
    alike = (each for each in ordered if _is_told_of(first, each))
    types = tuple(dict.fromkeys(type for each in alike for type in each.types))
    return replace(first.with_count(total(group), types), also=tuple(others))


def _is_told_of(first: Finding, other: Finding) -> bool:
    """
    Whether what the first of some findings says is said of the types of another one as well.

    A valid message of those may fail under another condition only; if under the same, that is seen by trial.
    """
    if _is_demanded(first) != _is_demanded(other):
        return False
    return not (_is_demanded(first) and first.where) or other.condition in (None, first.condition)


def _order(finding: Finding) -> tuple[Any, ...]:
    """What shows a cause first: where it always happens, to what Vapi sends, to a foremost type."""
    happens_always = bool(finding.mark) and not finding.condition
    unexplained = _names_what_is_missing(finding) and not (finding.condition and agrees(finding))
    return (
        not happens_always,
        not _is_demanded(finding),
        unexplained,
        finding.type not in FIRST,
        finding.type not in ACTED_ON,
        clarity(finding),
    )


def clarity(finding: Finding) -> tuple[bool, bool, tuple[int, int, int]]:
    """
    What shows a cause best: an object, since Vapi sends nothing else, that is not empty, and a small one.

    Among other requests: an unusual body before an unusual request, the shortest first. A prepared case says
    better what it is about than one that was drawn.
    """
    case = finding.case
    if case.category in BESIDE_MESSAGES:
        return case.category != "text", case.drawn, (0, 0, len(finding.exchange.request.body))
    full = is_object(case.body) and case.family not in LACKING_SEVERAL
    return not full, case.drawn, weight(case.body)
