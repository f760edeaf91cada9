"""Findings that say again what another one says."""

from collections.abc import Callable, Sequence

from .finding import Finding
from .fingerprint import cause_of


def without_repeats(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those that say what another one of them says."""
    return [finding for finding in findings if not any(drop(finding, findings) for drop in _REPEATS)]


def _repeats_late(finding: Finding, findings: Sequence[Finding]) -> bool:
    """Whether the check that is about time has told of it."""
    told_late = any(each.check == "in-time" for each in findings)
    return told_late and finding.check != "in-time" and finding.cause == ("late",)


def _repeats_intruders(finding: Finding, findings: Sequence[Finding]) -> bool:
    """Whether it is known that unauthenticated requests are accepted: then they are processed, of course."""
    let_in = any(
        each.check in ("credentials", "replays") and each.severity == "security" for each in findings
    )
    return let_in and finding.check == "side-effects" and finding.cause == ("effect", "untrusted")


def _repeats_refusal(finding: Finding, findings: Sequence[Finding]) -> bool:
    """Whether a conversation ends with a message that is refused for a cause that another check tells."""
    others = (each for each in findings if each.check != "turns" and not each.is_note)
    return finding.check == "turns" and any(each.cause == finding.cause for each in others)


def _repeats_redelivery(finding: Finding, findings: Sequence[Finding]) -> bool:
    """Whether it is known that messages of these types take effect twice, also alone."""
    if finding.check != "effects" or finding.cause != ("effect", "doubled"):
        return False
    alone = {type for each in findings if each.cause == ("effect", "twice") for type in each.types}
    return alone >= {*finding.types}


def _repeats_alone(finding: Finding, findings: Sequence[Finding]) -> bool:
    """Whether a message of a sequence fails as one does that is sent alone."""
    alone = (cause_of(each.exchange) for each in findings if not each.mark)
    return finding.cause[:1] == ("sequence",) and finding.cause[1:] in set(alone)


def _repeats_explained(finding: Finding, findings: Sequence[Finding]) -> bool:
    """Whether it is known what a failure takes of which only that was seen that it can happen."""
    if finding.cause[:1] != ("unexplained",):
        return False
    others = (each for each in findings if each.check == finding.check and each.mark[:1] != finding.mark[:1])
    return any(finding.cause[1:] == cause_of(each.exchange) for each in others)


def _repeats_hidden(finding: Finding, findings: Sequence[Finding]) -> bool:
    """Whether a failure tells of the exception that a catch-all hides."""
    failures = (each for each in findings if not each.is_note)
    return finding.cause[:1] == ("hidden",) and any(each.location == finding.location for each in failures)


_REPEATS: tuple[Callable[[Finding, Sequence[Finding]], bool], ...] = (
    _repeats_late,
    _repeats_intruders,
    _repeats_refusal,
    _repeats_redelivery,
    _repeats_alone,
    _repeats_explained,
    _repeats_hidden,
)
