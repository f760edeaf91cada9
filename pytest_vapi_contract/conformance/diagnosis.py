"""From what failed to findings: the smallest message of each cause, why it fails, and no cause told twice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Any

from ..cases.case import IN_THE_BODY, OF_TOOLS, VALID, WITH_PLACES, Case, Category
from ..cases.condition import MISSING, NON_ASCII, path_of, value_at, weight
from ..checks import Check
from ..checks.arguments import (
    NEVER_SENT,
    SENDS_OBJECT,
    Twin,
    calls_of,
    explained_by_arguments,
    with_objects,
    with_short_texts,
    with_texts,
)
from ..checks.in_time import CLOSE, SLOW
from ..contract import Contract
from ..delivery import Exchange
from ..findings import DifferenceFinder, Finding, merged, once, rank_of, total, united, worded
from ..findings.fingerprint import Cause, Symptom
from ..findings.folding import folded
from ..findings.missing_names import is_named, without_contradiction
from ..findings.outcome import accepted
from ..findings.repeats import without_repeats
from ..findings.title_subject import breadth, subject_of
from ..findings.whole_numbers import without_fractions
from ..findings.widening import Accepted, widened
from .budget import DELIVERIES_PER_FINDING
from .failure_groups import Group
from .known_additions import with_known_additions
from .known_ids import with_known_ids
from .likewise import accented, alike
from .made_up_tools import MADE_UP, NOT_YOURS, without_made_up_tools
from .plan import ACCEPTABLE
from .tool_diagnosis import ToolDiagnosis, is_of_calls, of_calls, summed, tool_of, without_retold

#: Whether a body may have the label of another.
Label = Callable[[Any], bool]

#: Sends a body; `change` is how the request differs from the usual.
Deliver = Callable[..., Exchange | None]

#: Where a body has the type of its message.
TYPE = ("message", "type")
#: What marks a cause for which no condition is looked for.
TOLD_AS_IT_IS = frozenset({("hidden",), ("sequence",), ("together",), ("unexplained",)})
LIKEWISE = "valid messages fail in the same way: begin with these"


def _nothing_shown(_: str) -> Accepted:
    return ()


def _never() -> bool:
    return False


Groups = Mapping[Group, Sequence[Finding]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnosis:
    """What it takes to explain a failure: the handler, and messages to compare with."""

    deliver: Deliver
    observe: Deliver  #: The same, and what a handler catches is seen: this takes longer.
    contract: Contract
    checks: Mapping[str, Check]
    models: Mapping[tuple[Category, str], Sequence[Any]]
    #: Message type -> the places near the top of accepted messages, with the JSON types of their values.
    shown: Callable[[str], Accepted] = _nothing_shown
    types: Sequence[str] = ()  #: The message types that are checked, in order.
    of_tools: ToolDiagnosis | None = None  #: What explains calls of the user's own tools.
    source_files: Sequence[str] = ()  #: The files of the handler, as far as they are known.
    hasty: bool = False  #: Whether to send nothing more.
    is_over: Callable[[], bool] = _never  #: Whether the time is over, even to think about what was sent.

    def explained(self, groups: Groups) -> list[Finding]:
        """One finding for each cause."""
        groups = without_retold(groups)
        explained = (finding for group in groups for finding in self._explain(group, groups))
        found = merged(self._of_what_is_shown(finding).abridged() for finding in explained)
        return [self._headed(finding if self.hasty else self._generalised(finding)) for finding in found]

    def _of_what_is_shown(self, finding: Finding) -> Finding:
        """The finding with what its check says of the message that is shown, which may be a smaller one."""
        check = self.checks[finding.check]
        if check.needs_state or finding.exchange.timed_out or _is_told_as_it_is(finding.cause):
            return finding
        again = check.judge(finding.case, finding.exchange)
        if again is None or again.failure != finding.failure:
            return finding
        return replace(finding, expected=again.expected, noted=again.noted)

    def _generalised(self, finding: Finding) -> Finding:
        """The finding with all the types that it is about, and with the widest true condition."""
        if _is_told_as_it_is(finding.cause):
            return finding
        finding = self._spread(finding)
        if finding.exchange.timed_out or finding.case.category not in WITH_PLACES:
            return finding
        check, case, cause = self.checks[finding.check], finding.case, finding.cause
        deliver = self._sender_for(finding)

        def fails(body: Any) -> bool | None:
            exchange = deliver(body)
            if exchange is None or exchange.timed_out:
                return None
            failure = check.failure(case.with_body(body), exchange)
            return failure is not None and failure[0] == cause

        shown = [self.shown(type) for type in finding.types]
        return widened(finding, fails, frozenset(chain(*shown)))

    def _headed(self, finding: Finding) -> Finding:
        """The finding with what its heading is about."""
        all_types = set(self.types) >= set(self.contract.message_types)
        subject = subject_of(finding.case, finding.types, self.types, all_types=all_types)
        finding = replace(finding, subject=finding.subject or subject, names_types=not finding.subject)
        return without_fractions(finding)

    def _spread(self, finding: Finding) -> Finding:
        """
        The finding with all the types whose messages fail under its condition.

        Which of them the seed gave such a message is chance.
        """
        if finding.case.category not in ACCEPTABLE or not (finding.where or finding.condition == NON_ASCII):
            return finding
        others = [type for type in self.types if type not in finding.types and self._may_have(finding, type)]
        failing = tuple(type for type in others if self._fails_likewise(finding, type))
        return finding.with_count(finding.count + len(failing), (*finding.types, *failing))

    def _may_have(self, finding: Finding, type: str) -> bool:
        """Whether messages of a type were seen to have the property that decides, or what it is in."""
        top = finding.where[:2]
        return not top or any(path == top for path, _ in self.shown(type))

    def _fails_likewise(self, finding: Finding, type: str) -> bool:
        """Whether an accepted message of a type fails in the same way when it has what decides."""
        models = sorted(self.models.get((finding.case.category, type), ()), key=weight)
        if finding.condition == NON_ASCII:
            body = next(accented(models), MISSING)
        else:
            body = alike(models[0], finding) if models else MISSING
        case = replace(finding.case, type=type, body=body)
        if body is MISSING or not self._sent_like(case)(body):
            return False
        exchange = self._sender_for(finding)(body)
        return exchange is not None and self.checks[finding.check].failure(case, exchange) == finding.failure

    def _sender_for(self, finding: Finding) -> Callable[[Any], Exchange | None]:
        """How to send a body so that it can be seen whether it fails in the same way."""
        deliver = self.observe if finding.is_about_what_is_caught else self.deliver
        change = finding.case.alter if finding.case.category in OF_TOOLS else None
        return partial(deliver, change=change) if change else deliver

    def _explain(self, group: Group, groups: Groups) -> list[Finding]:
        failing = groups[group]
        case = failing[0].case
        if self.hasty or self.is_over():
            return [without_contradiction(united(failing))]
        if _is_told_as_it_is(group.cause) or (
            self.checks[group.check].needs_state and case.category in VALID
        ):
            return [_slowest(failing) if group.cause in (SLOW, CLOSE) else united(failing)]
        if case.category in ACCEPTABLE:
            found = self._accounted_for(group, failing, _failing_otherwise(group, groups))
            return [self._in_view_of_production(each) for each in found]
        if case.category in IN_THE_BODY and group.check != "rejects":
            failing = self._without_unseen(failing)
        if not failing:
            return []
        if case.category == "documented":
            return self._documented(group, failing, groups)
        if case.category in OF_TOOLS:
            return self._of_tools(group, failing, groups)
        whole = united(failing)
        if whole.case.drawn and whole.case.category == "mutation" and not whole.exchange.timed_out:
            whole = self._explainer(group, whole).shrunk(whole)
        if is_named(whole) or whole.case.category not in WITH_PLACES:
            return [whole]
        return [self._explainer(group, whole).named(whole, self._models_for(whole.case))]

    def _of_tools(self, group: Group, failing: Sequence[Finding], groups: Groups) -> list[Finding]:
        """The findings about calls of the user's own tools, each with the argument that decides."""
        if self.of_tools is None:
            return [united(failing)]
        if failing[0].case.category == "arguments":
            if any(is_of_calls(each.case) for each in failing):
                alone = {tool_of(each.case) for each in groups.get(group._replace(conditional=False), ())}
                failing = [each for each in failing if tool_of(each.case) not in alone]
                found = [of_calls(failing)] if failing else []
            else:
                found = self.of_tools.explained(self.checks[group.check], failing, self._sender_for)
        else:
            found = [summed(failing)]
        return [self._shortened(group, each) for each in found]

    def _shortened(self, group: Group, finding: Finding) -> Finding:
        """The finding with as little as possible around its calls."""
        if finding.exchange.timed_out:
            return finding
        return self._explainer(group, finding).shrunk(finding)

    def _documented(self, group: Group, failing: Sequence[Finding], groups: Groups) -> list[Finding]:
        """The note about messages of the documentation; none if those of production fail in the same way."""
        if group._replace(conditional=False) in groups:
            return []
        whole = united(failing)
        return [whole if whole.exchange.timed_out else self._explainer(group, whole).shrunk(whole)]

    def _accounted_for(
        self, group: Group, failing: Sequence[Finding], otherwise: Sequence[Any]
    ) -> list[Finding]:
        """
        The findings among messages that have to be accepted.

        Where an exception is but a note, the others at that line are not: they are accounted for apart.
        """
        case = failing[0].case
        explained = self._explainer(group, failing[0]).explained(failing, self._models_for(case), otherwise)
        told = [self._in_view_of_texts(finding) for finding in explained]
        others = [finding for finding in failing if with_objects(finding.case.body) is None]
        if group.cause[0] == "crash" and others and any(finding.is_note for finding in told):
            told += self._accounted_for(group, others, otherwise)
        return told

    def in_view_of_what_is_sent(self, finding: Finding) -> Finding:
        """The finding, as a note if it is only about what Vapi was never seen to send."""
        return self._in_view_of_production(self._in_view_of_texts(finding))

    def _in_view_of_texts(self, finding: Finding) -> Finding:
        """
        The finding, as a note if only text in the place of an object is refused, which Vapi never sends.

        If it is an object that is refused, it says that Vapi sends one.
        """
        body = finding.case.body
        objects, texts = with_objects(body), with_texts(body)
        if objects is not None and self._is_unseen(body, objects) and self._is_about_text(finding, objects):
            return replace(explained_by_arguments(finding, objects, NEVER_SENT), severity="note")
        if texts is not None and self._is_well(finding, texts):
            return explained_by_arguments(finding, texts, SENDS_OBJECT)
        return finding

    def _in_view_of_production(self, finding: Finding) -> Finding:
        """The finding, as a note if it is only about what production adds, ids, or a made-up tool."""

        def fails(body: Any) -> bool:
            return self._failure_with(finding, body) == finding.failure

        finding = with_known_additions(finding, self.contract, fails)
        finding = with_known_ids(finding, self.contract, fails)
        hint = MADE_UP if self.of_tools is None else NOT_YOURS
        return without_made_up_tools(finding, self.source_files, self.contract, fails, hint)

    def _without_unseen(self, failing: Sequence[Finding]) -> Sequence[Finding]:
        """
        The failures without those of messages that fail only for text in the place of an object.

        What is broken elsewhere is not to blame for it, and what conforms otherwise has it told.
        """
        textual = [finding for finding in failing if with_objects(finding.case.body) is not None]
        if not textual:
            return failing
        twin = with_objects(united(textual).case.body)
        if twin is None or not self._is_about_text(united(textual), twin):
            return failing
        return [finding for finding in failing if with_objects(finding.case.body) is None]

    def _is_unseen(self, body: Any, twin: Twin) -> bool:
        """Whether a body has what Vapi was shown never to send, and its twin has not."""
        contract = self.contract
        return contract.has_unseen(body["message"]) and not contract.has_unseen(twin.body["message"])

    def _is_about_text(self, finding: Finding, twin: Twin) -> bool:
        """Whether a message fails for its text, even a short one: a limit for bodies is another thing."""
        short = with_short_texts(finding.case.body)
        failures = (self._failure_with(finding, each.body) for each in (short, twin) if each)
        return short is not None and [each == finding.failure for each in failures] == [True, False]

    def _is_well(self, finding: Finding, twin: Twin) -> bool:
        """Whether the twin of a message that fails does not."""
        return self._failure_with(finding, twin.body) is None

    def _failure_with(self, finding: Finding, body: Any) -> Symptom | None:
        """
        How a message fails with another body; what is not answered fails in the same way.

        So does what is refused, where it is a reply that is wrong: there is none to compare.
        """
        exchange = self._sender_for(finding)(body)
        if exchange is None or (finding.is_about_a_reply and not accepted(exchange)):
            return finding.failure
        return self.checks[finding.check].failure(finding.case.with_body(body), exchange)

    def _explainer(self, group: Group, finding: Finding) -> DifferenceFinder:
        check, case = self.checks[group.check], finding.case

        def failure(body: Any, exchange: Exchange) -> Symptom | None:
            return check.failure(case.with_body(body), exchange)

        return DifferenceFinder(
            deliver=self._sender_for(finding),
            allowed=self._label_of(case),
            possible=self._sent_like(case.with_category("observed")),
            failure_of=failure,
            most=DELIVERIES_PER_FINDING,
        )

    def _label_of(self, case: Case) -> Label:
        """Whether a body keeps the label of a case."""
        if case.category == "mutation":
            return self._broken_like(case)
        if case.category == "documented" or case.category in OF_TOOLS:
            return self._written_like(case)
        return self._sent_like(case if case.category in ACCEPTABLE else case.with_category("observed"))

    def _written_like(self, case: Case) -> Label:
        """Whether a body has the tool calls of a case, and what production sends for the rest."""
        like, kept = self._sent_like(case.with_category("observed")), calls_of(case.body)
        return lambda body: calls_of(body) == kept and like(body)

    def _sent_like(self, case: Case) -> Label:
        """Whether a body is as acceptable as a case, and says that it is of the same type."""
        standings, type = ACCEPTABLE[case.category], value_at(case.body, TYPE)
        return lambda body: (
            value_at(body, TYPE) == type and self.contract.standing(body["message"]) in standings
        )

    def _broken_like(self, case: Case) -> Label:
        """Whether a body is broken in the same way as a case, at the same place, and nowhere else."""
        path, broken = path_of(case.body, case.at), self._violations(case.body)
        there = value_at(case.body, path)

        def is_like(body: Any) -> bool:
            if value_at(body, path) != there or value_at(body, path[:-1]) is MISSING:
                return False
            return bool(found := self._violations(body)) and found <= broken

        return is_like

    def _violations(self, body: Any) -> frozenset[tuple[str, str]]:
        """Where a body is broken, and which keywords; nothing if it is not violating."""
        if self.contract.standing(body) != "violating":
            return frozenset()
        return frozenset((each.at, each.keyword) for each in self.contract.judge(body).violations)

    def _models_for(self, case: Case) -> list[Any]:
        """
        Accepted messages to compare with: conforming ones, for a production-like message such ones, too.

        Where no conforming one is accepted, those like production's have to do.
        """
        conforming, alike = (self.models.get((each, case.type), ()) for each in ("conforming", "observed"))
        return [*conforming, *alike] if case.category == "observed" or not conforming else list(conforming)


def told(findings: Sequence[Finding]) -> list[Finding]:
    """
    The findings without those that say what another one says, the most severe first.

    Among those, what has a reason of its own comes first, then what is about more types, then what was seen
    more often.
    """
    return worded(sorted(folded(once(without_repeats(findings))), key=_place_in_order))


def _place_in_order(finding: Finding) -> tuple[int, bool, float, int]:
    likewise = finding.hint == LIKEWISE
    return rank_of(finding.severity), likewise, -breadth(finding.case, finding.types), -finding.count


def _is_told_as_it_is(cause: Cause) -> bool:
    """Whether no smaller message and no condition is looked for: it takes too long to see if one fails."""
    return cause in (SLOW, CLOSE) or cause[:1] in TOLD_AS_IT_IS


def _slowest(failing: Sequence[Finding]) -> Finding:
    """The finding about the slowest reply, for all."""
    slowest = max(failing, key=lambda finding: finding.exchange.seconds)
    return slowest.with_count(total(failing), slowest.types)


def _failing_otherwise(group: Group, groups: Groups) -> list[Any]:
    """Messages of the same type that the same check finds fault with for another cause."""
    alike = (other for other in groups if other[:2] == group[:2] and other.cause != group.cause)
    return [finding.case.body for other in alike for finding in groups[other]]
