"""
From what failed to findings: the smallest message of each cause, why it fails, and no cause told twice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..cases.case import Case, Category
from ..cases.condition import MISSING, path_of, value_at
from ..checks import DifferenceFinder, Finding, Rule, merged, once, united, worded
from ..checks.outcome import Cause
from ..contract import Contract
from ..delivery import Exchange
from .plan import ACCEPTABLE

LIKEWISE = "conforming messages fail in the same way: begin with these"


class Group(NamedTuple):
    """
    What failures with one cause have in common.
    """

    check: str
    type: str
    cause: Cause
    conditional: bool


Groups = Mapping[Group, Sequence[Finding]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnosis:
    """
    What it takes to explain a failure: the handler, and messages to compare with.
    """

    deliver: Callable[[Any], Exchange | None]
    contract: Contract
    rules: Mapping[str, Rule]
    models: Mapping[tuple[Category, str], Sequence[Any]]
    hasty: bool = False  #: Whether to send nothing more.

    def explained(self, groups: Groups) -> list[Finding]:
        """
        One finding for each cause.
        """
        return merged(finding for group in groups for finding in self._explain(group, groups))

    def _explain(self, group: Group, groups: Groups) -> list[Finding]:
        failing = groups[group]
        case = failing[0].case
        if self.hasty:
            return [united(failing)]
        if case.category in ACCEPTABLE:
            return self._explainer(group, case).explained(
                failing, self._models_for(case), _failing_otherwise(group, groups)
            )
        whole = united(failing)
        if whole.case.drawn and whole.case.category == "mutation" and not whole.exchange.timed_out:
            return [self._explainer(group, whole.case).shrunk(whole)]
        return [whole]

    def _explainer(self, group: Group, case: Case) -> DifferenceFinder:
        rule = self.rules[group.check]

        def cause(body: Any, exchange: Exchange) -> Cause | None:
            return rule.cause(case.with_body(body), exchange)

        return DifferenceFinder(deliver=self.deliver, allowed=self._allowed(case), cause_of=cause)

    def _allowed(self, case: Case) -> Callable[[Any], bool]:
        """
        What a smaller body must still be: as acceptable, or broken in the same way at the same place.
        """
        if case.category != "mutation":
            standings = ACCEPTABLE[case.category]
            return lambda body: self.contract.standing(body["message"]) in standings
        path = path_of(case.body, case.at)
        there = value_at(case.body, path)
        return lambda body: (
            value_at(body, path) == there
            and value_at(body, path[:-1]) is not MISSING
            and self.contract.standing(body) == "violating"
        )

    def _models_for(self, case: Case) -> list[Any]:
        """
        Accepted messages to compare with: conforming ones, for a production-like message such ones, too.

        Where no conforming one is accepted, those like production's have to do.
        """
        sound, alike = (self.models.get((each, case.type), ()) for each in ("conforming", "observed"))
        return [*sound, *alike] if case.category == "observed" or not sound else list(sound)


def told(findings: Sequence[Finding]) -> list[Finding]:
    """
    The findings without those that say what another one says; what has a reason of its own comes first.
    """
    reduced = [finding for finding in findings if not any(drop(finding, findings) for drop in _REPEATS)]
    return worded(sorted(once(reduced), key=lambda each: each.hint == LIKEWISE))


def _failing_otherwise(group: Group, groups: Groups) -> list[Any]:
    """
    Messages of the same type that the same check finds fault with for another cause.
    """
    alike = (other for other in groups if other[:2] == group[:2] and other.cause != group.cause)
    return [finding.case.body for other in alike for finding in groups[other]]


def _repeats_late(finding: Finding, findings: Sequence[Finding]) -> bool:
    """
    Whether the check that is about time has told of it.
    """
    told_late = any(each.check == "in-time" for each in findings)
    return told_late and finding.check != "in-time" and finding.cause == ("late",)


def _repeats_intruders(finding: Finding, findings: Sequence[Finding]) -> bool:
    """
    Whether it is known that nobody is turned away: then it is no wonder that requests are processed.
    """
    let_in = any(each.check in ("credentials", "replays") for each in findings)
    return let_in and finding.check == "side-effects" and finding.cause == ("effect", "untrusted")


_REPEATS: tuple[Callable[[Finding, Sequence[Finding]], bool], ...] = (
    _repeats_late,
    _repeats_intruders,
)
