"""
The last touch to findings: none is headed like another, and what is easy to understand comes first.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from .finding import Finding

#: How a circumstance begins that is about a place of the body.
PLACES = ("/", "the body")


def worded(findings: Sequence[Finding]) -> list[Finding]:
    """
    The findings, with headings that differ, and the plainest of the other circumstances first.
    """
    plain = [replace(each, also=plainest_first(each.also)) for each in findings]
    return _told_apart(_told_apart(plain, _outcome), _place)


def plainest_first(circumstances: Iterable[str]) -> tuple[str, ...]:
    """
    What is missing or null, then what is of another kind, odd values, odd texts; each near the top first.
    """
    return tuple(sorted(circumstances, key=_plainness))


def _plainness(circumstance: str) -> tuple[int, int]:
    place, _, what = circumstance.partition(" is ")
    if not place.startswith(PLACES):
        return 4, 0
    ranks = {"missing": 0, "null": 1}
    return ranks.get(what, 2 if what.startswith(("a ", "an ")) else 3), place.count("/")


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
