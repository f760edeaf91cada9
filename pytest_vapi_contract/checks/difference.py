"""
Why a message that must be accepted is not: what it lacks, or what it has, that makes the difference.

For that, more messages are delivered: smaller ones, and ones that differ from an accepted one at one place.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from json import dumps
from typing import Any

from ..case_sources.type_order import ACTED_ON, FIRST
from ..cases.case import DEMANDED
from ..cases.condition import (
    LARGE,
    MISSING,
    Condition,
    Kind,
    Path,
    found,
    missing,
    paths_of,
    value_at,
    weight,
)
from ..cases.family import Family
from ..delivery import Crash, Exchange
from ..json_paths import is_list, is_object, pointer, with_value, without
from .applicability import ODD
from .deduplication import place_of
from .finding import Finding
from .fingerprint import Cause, Symptom
from .hints import HINTS
from .shrinking import smallest
from .tool_results import CALLS

#: A refusal because of the size of a message, whatever its content is.
TOO_LARGE: Cause = ("status", 413)
#: Bytes of a body that no limit is below.
LEAST = 1000
#: How many findings one status may have in one message type.
FINDINGS = 4

Deliver = Callable[[Any], Exchange | None]
Allowed = Callable[[Any], bool]
FailureOf = Callable[[Any, Exchange], Symptom | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """The places that decide whether a message fails, and what is there in one that does."""

    places: tuple[Path, ...] = ()  #: Where something is missing; or the one place whose value decides.
    value: Any = MISSING
    size: int = 0  #: The bytes of a body, where it is too large and nothing else.

    @property
    def at(self) -> str:
        """The place as a pointer into the message, if it is one place."""
        return pointer(*map(str, self.places[0][1:])) if len(self.places) == 1 else ""

    @property
    def condition(self) -> Condition | None:
        """When a message fails; None if the difference is not known."""
        if not self.places or self.value is MISSING:
            return missing(*self.places) if self.places else None
        return found(self.places[0], self.value)

    def named_by(self, crash: Crash | None) -> "Difference":
        """The property that an empty object lacks, where the handler's KeyError names it; else the same."""
        if crash is None or crash.type != "KeyError" or self.value != {}:
            return self
        name = crash.message[1:-1]
        return Difference(places=((*self.places[0], name),)) if crash.message == repr(name) else self

    def is_object_in(self, body: Any) -> bool:
        """Whether an object makes the difference, and a body has one at the same place."""
        return isinstance(self.value, dict) and isinstance(value_at(body, self.places[0]), dict)

    def covers(self, body: Any) -> bool:
        """Whether a body has that difference; every body has the empty one."""
        if self.size:
            return len(dumps(body)) >= self.size
        return not self.places or any(_alike(value_at(body, path), self.value) for path in self.places)


@dataclass(kw_only=True, slots=True)
class DifferenceFinder:
    """Finds the smallest failing message of one cause, and what makes it fail."""

    deliver: Deliver  #: Sends a body; None when there is no time left.
    allowed: Allowed  #: Whether a body keeps the label that the failing ones were sent under.
    possible: Allowed  #: Whether a body is a message of the same type that Vapi may send.
    failure_of: FailureOf  #: How a body fails; None if it does not.
    most: int  #: Deliveries to shrink one finding, and as many again to see what makes the difference.
    sized: bool = True  #: Whether what is sent may be too large.
    left: int = field(default=0, init=False)
    #: What has been found of this cause.
    told: list[Difference] = field(default_factory=list["Difference"], init=False)

    def explained(
        self, failing: Sequence[Finding], accepted: Sequence[Any], otherwise: Sequence[Any] = ()
    ) -> list[Finding]:
        """
        One finding for each difference among failures with the same cause.

        `otherwise` are messages that fail for another cause: what they have and the failing ones lack may be
        what makes the difference.
        """
        findings: list[Finding] = []
        self.told = []
        while failing and len(findings) < FINDINGS:
            first = min(failing, key=_clarity)
            finding, difference = self._explain(first, accepted, otherwise)
            others = [] if first.cause[0] == "crash" else self._others(failing, first, difference)
            findings.append(finding.with_count(total(failing) - total(others), finding.types))
            self.told.append(difference)
            failing = others
        return findings

    @staticmethod
    def _others(failing: Sequence[Finding], first: Finding, difference: Difference) -> list[Finding]:
        """The failures that the difference does not explain: one status may have more than one reason."""
        return [each for each in failing if each is not first and not difference.covers(each.case.body)]

    def _explain(
        self, finding: Finding, accepted: Sequence[Any], otherwise: Sequence[Any]
    ) -> tuple[Finding, Difference]:
        if finding.exchange.timed_out or not is_object(finding.case.body):
            return finding, Difference()
        if self.sized and self._is_too_large(finding, accepted):
            size = len(dumps(finding.case.body))
            return replace(finding, condition=LARGE, hint=HINTS[413]), Difference(size=size)
        finding = self.shrunk(finding)
        difference = self._difference(finding, accepted, otherwise).named_by(finding.exchange.crash)
        case = replace(finding.case, at=difference.at)
        condition = difference.condition
        if _is_about_calls(finding, difference):
            condition = _several(difference) if len(difference.value) > 1 else None
        return replace(finding, case=case, condition=condition), difference

    def _is_too_large(self, finding: Finding, accepted: Sequence[Any]) -> bool:
        """
        Whether the size of a large body is all that matters: an accepted one with as many blanks fails, too.

        If none is accepted, the status for that has to say it.
        """
        size = len(finding.exchange.request.body)
        if size < LEAST or not accepted:
            return size >= LEAST and finding.cause == TOO_LARGE
        body = dumps(min(accepted, key=weight)).encode().ljust(size)
        exchange = self.deliver(body)
        failure = self.failure_of(body, exchange) if exchange is not None else None
        return failure is not None and failure[0] == finding.cause

    def shrunk(self, finding: Finding) -> Finding:
        """The finding with the smallest body that fails for the same cause."""
        best = {"exchange": finding.exchange}

        def still_fails(body: Any) -> bool:
            exchange = self._same_failure(body, finding.failure)
            if exchange is not None:
                best["exchange"] = exchange
            return exchange is not None

        self.left = self.most
        body = smallest(finding.case.body, still_fails)
        return replace(finding, case=replace(finding.case, body=body), exchange=best["exchange"])

    def _difference(self, finding: Finding, accepted: Sequence[Any], otherwise: Sequence[Any]) -> Difference:
        self.left = self.most
        found = None
        if accepted:
            found = self._compared(finding, accepted)
        elif otherwise:
            found = self._lacking(finding, min(otherwise, key=weight))
        return found or Difference()

    def _compared(self, finding: Finding, accepted: Sequence[Any]) -> Difference | None:
        """What the message lacks beside the smallest accepted one, or has, or what an object in it lacks."""
        model = min(accepted, key=weight)
        found = self._lacking(finding, model)
        if found is not None:
            return found
        self.left = self.most  # a message of a call has hundreds of properties to leave out
        found = self._having(finding, model)
        alike = [body for body in accepted if found is not None and found.is_object_in(body)]
        return (self._lacking(finding, min(alike, key=weight)) if alike else None) or found

    def _lacking(self, finding: Finding, model: Any) -> Difference | None:
        """
        The properties that make an accepted message fail when they are left out.

        What is left of a message that production sends, and no conforming one, need not conform either, as
        long as it is not violating.
        """
        body, fails = finding.case.body, self._same_failure
        if not self.allowed(model):
            fails = self._possible_failure
        lacking: list[Path] = []
        for path in paths_of(model):
            if lacking and len(path) > len(lacking[0]):
                break
            if len(path) < 2 or isinstance(path[-1], int) or value_at(body, path) is not MISSING:
                continue
            if fails(without(model, path), finding.failure) is not None:
                lacking.append(path)
        return Difference(places=tuple(lacking)) if lacking else None

    def _having(self, finding: Finding, model: Any) -> Difference | None:
        """
        The deepest place whose value makes the message fail: with that of an accepted message it does not.

        A body that is not a message any more may be refused for that, and shows nothing.
        """
        body = finding.case.body
        decisive: list[Path] = []
        for path in paths_of(body):
            if len(path) > 1 and (not decisive or path[: len(decisive[-1])] == decisive[-1]):
                fixed = self._repaired(body, path, model)
                exchange = self._delivered(fixed) if fixed is not MISSING and self.possible(fixed) else None
                if exchange is not None and self.failure_of(fixed, exchange) != finding.failure:
                    decisive.append(path)
        return Difference(places=(decisive[-1],), value=value_at(body, decisive[-1])) if decisive else None

    @staticmethod
    def _repaired(body: Any, path: Path, model: Any) -> Any:
        other = value_at(model, path)
        if other is MISSING:
            return MISSING if isinstance(path[-1], int) else without(body, path)
        return MISSING if other == value_at(body, path) else with_value(body, path, other)

    def _same_failure(self, body: Any, failure: Symptom) -> Exchange | None:
        """The exchange with a body, if the body keeps its label and fails in the same way."""
        return self._failure(body, failure) if self.allowed(body) else None

    def _possible_failure(self, body: Any, failure: Symptom) -> Exchange | None:
        """The exchange with a body, if Vapi may send it and it fails in the same way."""
        return self._failure(body, failure) if self.possible(body) else None

    def _failure(self, body: Any, failure: Symptom) -> Exchange | None:
        """The exchange with a body, whatever it is, if it fails in the same way, and that is not told yet."""
        if any(each.covers(body) for each in self.told):
            return None
        exchange = self._delivered(body)
        return exchange if exchange is not None and self.failure_of(body, exchange) == failure else None

    def _delivered(self, body: Any) -> Exchange | None:
        """The exchange with a body, whatever it is, if there is patience for it."""
        if self.left <= 0:
            return None
        self.left -= 1
        return self.deliver(body)


def _several(difference: Difference) -> Condition:
    """How many calls a message asks for, where an answer is right to fewer."""
    size = len(difference.value)
    return Condition(kind=Kind.TYPE, places=difference.places, type="array", size=size)


def _is_about_calls(finding: Finding, difference: Difference) -> bool:
    """Whether a wrong answer to tool calls differs from a right one only by the calls that are asked."""
    if finding.mark[:1] != ("reply",) or len(difference.places) != 1:
        return False
    return difference.places[0][1:] in {(name,) for name in CALLS} and is_list(difference.value)


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
        condition for each in ordered for condition in (each.condition, *each.also) if condition is not None
    )
    if first.condition is not None:
        others.pop(first.condition, None)
    if first.mark and not first.condition:
        others.clear()  # it happens always
    types = tuple(dict.fromkeys(type for each in ordered for type in each.types))
    return replace(first.with_count(total(group), types), also=tuple(others))


def _order(finding: Finding) -> tuple[Any, ...]:
    """What shows a cause first: where it always happens, to what Vapi sends, to a foremost type."""
    happens_always = bool(finding.mark) and not finding.condition
    unexplained = _names_what_is_missing(finding) and not finding.condition
    return (
        not happens_always,
        not _is_demanded(finding),
        unexplained,
        finding.type not in FIRST,
        finding.type not in ACTED_ON,
        _clarity(finding),
    )


def _clarity(finding: Finding) -> tuple[bool, bool, tuple[int, int, int]]:
    """
    What shows a cause best: an object, since Vapi sends nothing else, that is not empty, and a small one.

    Among other requests: an unusual body before an unusual request, the shortest first. A prepared case says
    better what it is about than one that was drawn.
    """
    case = finding.case
    if case.category in ODD:
        return case.category != "text", case.drawn, (0, 0, len(finding.exchange.request.body))
    full = is_object(case.body) and case.family is not Family.REQUIRED_ALL
    return not full, case.drawn, weight(case.body)


def _alike(value: Any, other: Any) -> bool:
    """Whether two values are the same or, other than in `null` and what is missing, of the same kind."""
    if value is MISSING or other is MISSING:
        return value is other
    return type(value) is type(other)
