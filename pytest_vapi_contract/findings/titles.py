"""The last touch to findings: none is headed like another, and what is easy to understand comes first."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ..cases.condition import Condition, summed_up
from ..delivery import Location
from .finding import Finding
from .fingerprint import fault_of
from .outcome import outcome_in_words


def worded(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, with headings that differ, and the plainest of the other conditions first."""
    plain = [replace(each, also=plainest_first(_others(each))) for each in map(_widest, findings)]
    for by in (_outcome, _fault, _place):
        plain = _told_apart(plain, by)
    return plain


def with_sources_once(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, of which only the first about a line of the handler shows it."""
    shown: set[Location] = set()
    told: list[Finding] = []
    for each in findings:
        told.append(replace(each, source_is_known=each.location in shown))
        shown |= {each.location} if each.location else set()
    return told


def plainest_first(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """
    What is missing or null, then what is of another type, odd values, and the rest; each near the top first.

    The whole body comes after its parts.
    """
    return tuple(sorted(conditions, key=lambda each: each.plainness))


def _widest(finding: Finding) -> Finding:
    """The finding with the condition that says most of the value at the place, if it is known by now."""
    first = finding.condition
    if first is None:
        return finding
    wider = (each for each in summed_up([first, *finding.also]) if each != first and each.includes(first))
    return replace(finding, condition=next(wider, first))


def _others(finding: Finding) -> Iterable[Condition]:
    """When else it happens: what its condition does not say."""
    first = finding.condition
    if first is None:
        return summed_up(finding.also)
    return [each for each in summed_up([first, *finding.also]) if not first.includes(each)]


def _fault(finding: Finding) -> str:
    fault = fault_of(finding.exchange)
    return f"over {fault!r}" if fault else ""


def _told_apart(findings: Sequence[Finding], by: Callable[[Finding], str]) -> list[Finding]:
    """The findings; where several have one heading, each says what it is about, if that differs."""
    told: dict[str, set[str]] = {}
    for each in findings:
        told.setdefault(each.title, set()).add(by(each))
    return [
        replace(each, told_apart=f"{each.told_apart} {by(each)}".strip())
        if len(told[each.title]) > 1
        else each
        for each in findings
    ]


def _outcome(finding: Finding) -> str:
    return outcome_in_words(finding.exchange)


def _place(finding: Finding) -> str:
    crash = finding.exchange.crash
    return f"at {crash.place}" if crash is not None and crash.place else ""
