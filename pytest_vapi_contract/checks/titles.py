"""
The last touch to findings: none is headed like another, and what is easy to understand comes first.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from .finding import Finding
from .fingerprint import fault_of

#: What a circumstance is about, the plainest first; the last is about no place of the body.
MISSING, NULL, KIND, VALUE, TEXT = range(5)
#: As far down as no place is: the body as a whole comes after what Vapi might send.
WHOLE = 1_000


def worded(findings: Sequence[Finding]) -> list[Finding]:
    """
    The findings, with headings that differ, and the plainest of the other circumstances first.
    """
    plain = [replace(each, also=plainest_first(each.also)) for each in findings]
    for by in (_outcome, _fault, _place):
        plain = _told_apart(plain, by)
    return plain


def plainest_first(conditions: Iterable[str]) -> tuple[str, ...]:
    """
    What is missing or null, then what is of another kind, odd values, odd texts; each near the top first.

    The whole body comes after its parts.
    """
    return tuple(sorted(conditions, key=_plainness))


def _plainness(condition: str) -> tuple[int, int]:
    place, _, what = condition.partition(" is ")
    rank = {"missing": MISSING, "null": NULL}.get(what, KIND if what.startswith(("a ", "an ")) else VALUE)
    if place.startswith("/"):
        return rank, place.count("/")
    return (rank, WHOLE) if place == "the body" and rank < VALUE else (TEXT, 0)


def _fault(finding: Finding) -> str:
    fault = fault_of(finding.exchange)
    return f"over {fault!r}" if fault else ""


def _told_apart(findings: Sequence[Finding], by: Callable[[Finding], str]) -> list[Finding]:
    """
    The findings; where several have one heading, each says what it is about, if that differs.
    """
    told: dict[str, set[str]] = {}
    for each in findings:
        told.setdefault(each.title, set()).add(by(each))
    return [
        replace(each, verdict=f"{each.verdict} {by(each)}".rstrip()) if len(told[each.title]) > 1 else each
        for each in findings
    ]


def _outcome(finding: Finding) -> str:
    crash, reply = finding.exchange.crash, finding.exchange.reply
    if crash is not None:
        return f"with {crash.type}"
    return f"with {reply.status}" if reply is not None and reply.status is not None else ""


def _place(finding: Finding) -> str:
    crash = finding.exchange.crash
    return f"at {crash.place}" if crash is not None and crash.place else ""
