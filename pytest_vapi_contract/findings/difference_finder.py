"""
Why a message that must be accepted is not: what it lacks, or what it has, that makes the difference.

For that, more messages are delivered: smaller ones, and ones that differ from an accepted one at one place.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from json import dumps
from typing import Any

from ..cases.condition import LARGE, MISSING, NEW_PROPERTY, NON_ASCII, Path, paths_of, value_at, weight
from ..delivery import Exchange
from ..json_paths import is_list, is_object, with_value, without
from .body_repairs import Repair, beside_spoken, left_out, repaired, spoken_places
from .difference import Difference, is_about_calls, is_missing_in, of_whole_list, several_items
from .finding import Finding
from .fingerprint import Symptom, speaks_of_others
from .hints import CHANGED, HINTS, hint_for_characters
from .merge_findings import clarity, total
from .missing_names import (
    is_known,
    missing_name,
    named_as_missing,
    place_of_missing,
    required_names,
    without_contradiction,
)
from .outcome import refused
from .shrinking import NothingMoreTried, smallest
from .whole_body import Allowed, Deliver, FailureOf, WholeBody

#: How many findings one status may have in one message type.
FINDINGS = 4
#: How many accepted messages are sent again to find one that does not fail in the same way now.
MODELS_TRIED = 4


@dataclass(kw_only=True, slots=True)
class DifferenceFinder:
    """Finds the smallest failing message of one cause, and what makes it fail."""

    deliver: Deliver  #: Sends a body; None when there is no time left.
    allowed: Allowed  #: Whether a body keeps the label that the failing ones were sent under.
    possible: Allowed  #: Whether a body is a message of the same type that Vapi may send.
    failure_of: FailureOf  #: How a body fails; None if it does not.
    most: int  #: Deliveries to shrink one finding, and as many again to see what makes the difference.
    sized: bool = True  #: Whether whole bodies are sent, which may be refused for their size or characters.
    left: int = field(default=0, init=False)
    over: bool = field(default=False, init=False)  #: Whether there is no time left to deliver anything.
    #: What has been found of this cause.
    told: list[Difference] = field(default_factory=list["Difference"], init=False)

    @property
    def _whole(self) -> WholeBody:
        return WholeBody(deliver=self.deliver, allowed=self.allowed, failure_of=self.failure_of)

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
            first = min(failing, key=clarity)
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
        if self.sized and self._whole.is_about_characters(finding):
            return self._about_characters(finding), Difference(is_non_ascii=True)
        if self.sized and self._whole.is_too_large(finding, accepted):
            size = len(dumps(finding.case.body))
            return replace(finding, condition=LARGE, hint=HINTS[413]), Difference(size=size)
        finding = self.shrunk(finding)
        difference = self._difference(finding, accepted, otherwise)
        if finding.is_about_a_reply:
            difference = of_whole_list(difference, finding.case.body)
        case = replace(finding.case, at=difference.at)
        condition = difference.condition
        if is_about_calls(finding, difference):
            condition = several_items(difference) if len(difference.value) > 1 else None
        if condition is None and not finding.hint and self._is_about_more(finding, accepted):
            finding = replace(finding, hint=CHANGED)
        return self.agreed(replace(finding, case=case, condition=condition), accepted), difference

    def _is_about_more(self, finding: Finding, accepted: Sequence[Any]) -> bool:
        """Whether a message that was accepted fails in the same way now."""
        self._begin()
        return not finding.is_about_a_reply and any(self._fails_like(finding, body) for body in accepted)

    def named(self, finding: Finding, models: Sequence[Any]) -> Finding:
        """The finding with a condition about the property that its KeyError names, or without one."""
        self._begin()
        found = self._missing(finding, models)
        return replace(finding, condition=found.condition) if found else self.agreed(finding, models)

    @staticmethod
    def agreed(finding: Finding, models: Sequence[Any]) -> Finding:
        """The finding, without its condition if its KeyError names another property of messages."""
        known = is_known(missing_name(finding.exchange), [finding.case.body, *models])
        return without_contradiction(finding) if known else finding

    def _about_characters(self, finding: Finding) -> Finding:
        """The smallest finding that is still about characters."""
        smaller = self.shrunk(finding)
        finding = smaller if self._whole.is_about_characters(smaller) else finding
        case = replace(finding.case, at="")
        return replace(finding, case=case, condition=NON_ASCII, hint=hint_for_characters(finding.exchange))

    def shrunk(self, finding: Finding) -> Finding:
        """The finding with the smallest body that fails for the same cause."""
        best, failure = {"exchange": finding.exchange}, finding.failure

        def still_fails(body: Any) -> bool:
            if self.left <= 0:
                raise NothingMoreTried
            exchange = self._same_failure(body, failure)
            if exchange is not None:
                best["exchange"] = exchange
            return exchange is not None

        self._begin()
        body = smallest(finding.case.body, still_fails)
        return replace(finding, case=replace(finding.case, body=body), exchange=best["exchange"])

    def _difference(self, finding: Finding, accepted: Sequence[Any], otherwise: Sequence[Any]) -> Difference:
        self._begin()
        found = (None if self.over else self._found(finding, accepted, otherwise)) or Difference()
        named = found.with_name(missing_name(finding.exchange), accepted or otherwise)
        return named if self.over else self._settled(finding, named)

    def _found(
        self, finding: Finding, accepted: Sequence[Any], otherwise: Sequence[Any]
    ) -> Difference | None:
        models = accepted or otherwise
        found = self._missing(finding, models) or self._lacking_named(finding, models)
        if found is not None:
            return found
        if accepted:
            return self._compared(finding, accepted)
        beside = [*sorted(otherwise, key=weight)[:MODELS_TRIED], *beside_spoken(finding, otherwise)]
        return next(filter(None, (self._beside(finding, model, otherwise) for model in beside)), None)

    def _settled(self, finding: Finding, difference: Difference) -> Difference:
        """
        The difference, unless the exception is about something else.

        It is that an object is empty, if anything in it will do as well as what is missing.
        """
        if any(speaks_of_others(finding.exchange, path[-1]) for path in difference.places):
            return Difference()
        body, owner = finding.case.body, difference.places[0][:-1] if len(difference.places) == 1 else ()
        named = named_as_missing(finding.exchange)
        if named or difference.value is not MISSING or len(owner) < 2 or value_at(body, owner) != {}:
            return difference
        filled = with_value(body, owner, {NEW_PROPERTY: 1})
        if not self._fails_no_more(finding, filled):
            return difference
        return Difference(places=(owner,), value={})

    def _fails_no_more(self, finding: Finding, body: Any) -> bool:
        """Whether a body that Vapi may send does not fail in the same way."""
        exchange = self._delivered(body) if self.possible(body) else None
        if exchange is None or (finding.is_about_a_reply and refused(exchange)):
            return False
        return self.failure_of(body, exchange) != finding.failure

    def _missing(self, finding: Finding, models: Sequence[Any]) -> Difference | None:
        """The place of the property that is said to be missing: with it, the message does not fail so."""
        name, body = named_as_missing(finding.exchange), finding.case.body

        def fails_otherwise(other: Any) -> bool | None:
            exchange = self._delivered(other)
            if exchange is None or exchange.timed_out:
                return None
            if finding.exchange.crash is None:
                return name not in required_names(exchange)
            if refused(exchange) and not (self.possible(other) or self.allowed(other)):
                return None  # rightly, maybe, and before it came to that line
            return self.failure_of(other, exchange) != finding.failure

        place = place_of_missing(name, body, models, fails_otherwise) if name else None
        return Difference(places=(place,)) if place else None

    def _lacking_named(self, finding: Finding, models: Sequence[Any]) -> Difference | None:
        """The same, where the message lacks what has that property, too."""
        name = missing_name(finding.exchange)
        having = sorted((model for model in models if name and is_known(name, [model])), key=weight)
        found = next(filter(None, (self._lacking(finding, model, name) for model in having)), None)
        return found and Difference(places=found.places[:1])

    def _beside(self, finding: Finding, model: Any, others: Sequence[Any]) -> Difference | None:
        """
        What the message lacks beside one that fails for another cause, or what it has instead.

        What that one lacks may be its own fault, and shows nothing. So may what it has: then the message
        fails in the same way with what others have there.
        """
        found = self._lacking(finding, model)
        if found is not None:
            return None if self._fails_with_that_of(finding, found, others) else found
        self._begin()
        found = self._having(finding, model, ())
        return found if found and value_at(model, found.places[0]) is not MISSING else None

    def _fails_with_that_of(self, finding: Finding, found: Difference, others: Sequence[Any]) -> bool:
        """Whether a message fails in the same way with what some other one has where something is missing."""
        body, failure, [path, *_] = finding.case.body, finding.failure, found.places
        values = (value_at(other, path) for other in others)
        tried = islice((value for value in values if value is not MISSING), MODELS_TRIED)
        return any(self._same_failure(with_value(body, path, each), failure) for each in tried)

    def _compared(self, finding: Finding, accepted: Sequence[Any]) -> Difference | None:
        """What the message lacks beside the smallest accepted one, or has, or what an object in it lacks."""
        model = self._passing(finding, accepted)
        found = self._lacking(finding, model) if model is not None else None
        if model is None or found is not None:
            return found
        found = self._only_it_has(finding, model, accepted)
        if found is None and (largest := max(accepted, key=weight)) is not model:
            found = self._only_it_has(finding, largest, accepted)
        return found

    def _only_it_has(self, finding: Finding, model: Any, accepted: Sequence[Any]) -> Difference | None:
        """What the message has, and no accepted one; or what an object in it lacks."""
        self._begin()  # a message of a call has hundreds of properties to leave out
        found = self._having(finding, model, accepted)
        alike = [body for body in accepted if found is not None and found.is_object_in(body)]
        passing = self._passing(finding, alike)
        found = (self._within(finding, passing, accepted) if passing is not None else None) or found
        return found and self._uncontradicted(finding, found, accepted)

    def _passing(self, finding: Finding, accepted: Sequence[Any]) -> Any:
        """
        The smallest accepted message that does not fail in the same way; None if the smallest all do.

        A handler that keeps something may refuse what it took before, even what it took a moment ago, and
        what is accepted may be answered wrongly.
        """
        smallest_first = sorted(accepted, key=weight)[:MODELS_TRIED]
        return next((body for body in smallest_first if not self._fails_again(finding, body)), None)

    def _fails_again(self, finding: Finding, body: Any) -> bool:
        """Whether an accepted message fails in the same way the first or the second time from now."""
        return any(self._fails_like(finding, body) for _ in range(2))

    def _fails_like(self, finding: Finding, body: Any) -> bool:
        exchange = self._delivered(body)
        return exchange is not None and self.failure_of(body, exchange) == finding.failure

    def _is_well(self, finding: Finding, body: Any) -> bool:
        exchange = self._delivered(body)
        return exchange is not None and self.failure_of(body, exchange) != finding.failure

    def _uncontradicted(
        self, finding: Finding, difference: Difference, accepted: Sequence[Any]
    ) -> Difference | None:
        """The difference, or what it is exactly, if no accepted message has that: then it decides alone."""
        if finding.is_about_a_reply:
            return difference  # several calls decide by how they are alike
        value = difference.value
        exact = replace(difference, is_exact=bool(value) and (isinstance(value, str) or is_list(value)))
        for each in (difference, exact):
            if not any(each.is_said_of(model) and self._is_well(finding, model) for model in accepted):
                return each
        return None

    def _within(self, finding: Finding, model: Any, accepted: Sequence[Any]) -> Difference | None:
        """What an object lacks beside that of an accepted message, or has instead."""
        lacking = self._lacking(finding, model)
        self._begin()
        if lacking:
            return lacking
        having = self._having(finding, model, accepted)
        self._begin()
        return having and self._put_back(finding, model, having)

    def _put_back(self, finding: Finding, model: Any, difference: Difference) -> Difference:
        """
        The first part of an object that is enough to make an accepted message fail.

        If two parts are, neither alone decides in the message that failed, and only the object seems to.
        """
        if not difference.is_object_in(model):
            return difference
        place, failure = difference.places[0], finding.failure
        sound = with_value(finding.case.body, place, value_at(model, place))
        for name, value in difference.value.items():
            path = (*place, name)
            if self._possible_failure(with_value(sound, path, value), failure) is not None:
                return self._put_back(finding, model, Difference(places=(path,), value=value))
        return difference

    def _lacking(self, finding: Finding, model: Any, name: str = "") -> Difference | None:
        """
        The properties, all or those of a name, that make an accepted message fail when they are left out.

        What is left of a message that production sends, and no conforming one, need not conform either, as
        long as it is not violating.
        """
        body, failure, fails = finding.case.body, finding.failure, self._same_failure
        if self.left > 0 and not self.allowed(model):
            fails = self._possible_failure
        lacking: list[Path] = []
        for path in paths_of(model):
            if self.left <= 0 or (lacking and len(path) > len(lacking[0])):
                break
            if len(path) < 2 or isinstance(path[-1], int) or not is_missing_in(body, path):
                continue
            if name and path[-1] != name:
                continue
            if fails(without(model, path), failure) is not None:
                lacking.append(path)
        return Difference(places=tuple(lacking)) if lacking else None

    def _having(self, finding: Finding, model: Any, accepted: Sequence[Any]) -> Difference | None:
        """
        The deepest place whose value makes the message fail: with that of an accepted message it does not.

        No accepted message may have the same there, unless it is an object, in which something else decides.

        A body that is not a message any more may be refused for that, and shows nothing. A value of which the
        exception speaks decides before another one. A zero is left out where no other number will do.
        """
        places, named = list(paths_of(finding.case.body)), spoken_places(finding)
        for each in (model, *beside_spoken(finding, accepted)):
            if found := self._decisive(finding, each, named, accepted):
                return found
        return self._decisive(finding, model, places, accepted) or self._decisive(
            finding, model, places, accepted, left_out
        )

    def _decisive(
        self,
        finding: Finding,
        model: Any,
        places: Sequence[Path],
        accepted: Sequence[Any],
        repair: Repair = repaired,
    ) -> Difference | None:
        body, decisive = finding.case.body, Difference()
        for path in places:
            if self.left <= 0:
                break
            if len(path) > 1 and path[: len(within := decisive.where)] == within:
                fixed = repair(body, path, model)
                if fixed is not MISSING and self._fails_no_more(finding, fixed):
                    found = Difference(places=(path,), value=value_at(body, path))
                    if not is_object(found.value):
                        found = self._uncontradicted(finding, found, accepted) or decisive
                    decisive = found
        return decisive if decisive.places else None

    def _same_failure(self, body: Any, failure: Symptom) -> Exchange | None:
        """The exchange with a body, if the body keeps its label and fails in the same way."""
        return self._failure(body, failure) if self.left > 0 and self.allowed(body) else None

    def _possible_failure(self, body: Any, failure: Symptom) -> Exchange | None:
        """The exchange with a body, if Vapi may send it and it fails in the same way."""
        return self._failure(body, failure) if self.left > 0 and self.possible(body) else None

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
        exchange = self.deliver(body)
        self.over = exchange is None
        self.left = 0 if self.over else self.left - 1
        return exchange

    def _begin(self) -> None:
        """Begin to count the deliveries of a search: there are none when the time is over."""
        self.left = 0 if self.over else self.most
