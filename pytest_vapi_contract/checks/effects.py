"""What the events of calls do to the user's state: each handled type changes it, and once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from ..cases.case import Case
from ..contract import Contract
from ..delivery import Exchange
from ..findings.severity import SAY_SO
from .check import Check, Flaw
from .state_probe import Effect

#: What can be wrong with the effect of an event.
EffectFault: TypeAlias = Literal[
    "no effect",
    "top level",
    "call record",
    "swallowed",
    "refused later",
    "doubled",
    "dropped",
    "replaced",
    "overtaken",
    "mixed",
    "only one",
]


class EffectWords(NamedTuple):
    """What a finding says of a fault; the facts of the fault are in braces."""

    verdict: str
    sent: str
    expected: str
    hint: str


_CHANGES = "the state changes with at least one event of this type"
_IN_ORDER, _INTERLEAVED = "the events of a call, in order", "the events of two calls, interleaved"
_ORDER = "the order of events is not guaranteed: each is a separate request"
WORDS: Mapping[EffectFault, EffectWords] = {
    "no effect": EffectWords(
        verdict="is accepted but has no effect",
        sent="the events of {calls}, in order; {events} of this type, all accepted",
        expected=_CHANGES,
        hint="if the effect is not in what `state=` returns, add it; if an earlier message may have kept it "
        "from having one, pass `reset=`, too; if there is none, or only for calls, numbers or assistants "
        "that you know, remove the type from `handles=`",
    ),
    "top level": EffectWords(
        verdict="is accepted but has no effect, because {what} is read from the top level of the body",
        sent="the events of {calls}, in order; {events} of this type, all accepted",
        expected=_CHANGES,
        hint='the message is in an envelope: read {example} from `body["message"]`',
    ),
    "call record": EffectWords(
        verdict="is accepted but has no effect unless `{what}` is {value}, which Vapi does not send",
        sent="the events of {calls}, in order; {events} of this type, all accepted",
        expected=_CHANGES,
        hint="`call` is the record as it was when the call was created; use the `status` of a status-update, "
        "or the end-of-call-report",
    ),
    "swallowed": EffectWords(
        verdict="is accepted but {lacks}, and {what} is swallowed",
        sent="the events of {calls}, in order; {events} of this type, all accepted",
        expected="the state changes, or the reply is a 5xx",
        hint="let the exception through, so that the reply is a 500 and you hear of it",
    ),
    "refused later": EffectWords(
        verdict="is rejected after {what} of the same call, but accepted alone",
        sent=_IN_ORDER,
        expected="a 2xx reply, as when the event comes alone",
        hint="update the record that an earlier event of the call created, instead of creating it again",
    ),
    "doubled": EffectWords(
        verdict="takes effect twice in a call when it is delivered twice",
        sent="an event of a call, and the same bytes once more",
        expected="the same state after the second delivery as after the first",
        hint="recognise the event by call id, type and `timestamp`, as Vapi sends no id of the delivery; it "
        "delivers again only if you have enabled retries",
    ),
    "dropped": EffectWords(
        verdict="is accepted but has no effect after {what} of the same call",
        sent=_IN_ORDER,
        expected="the effect that the event has without the earlier one",
        hint="to recognise a repeated delivery, compare `timestamp`, too: a call has many events of a type",
    ),
    "replaced": EffectWords(
        verdict="replaces what the same speaker said before in the call",
        sent=_IN_ORDER,
        expected="both texts in the state",
        hint="if the state is not only for what was said last, append each final transcript",
    ),
    "overtaken": EffectWords(
        verdict="has no effect when it arrives before {what}",
        sent="two events of a call, which come {apart} apart, in the opposite order",
        expected="the event is not lost, whichever of the two arrives first",
        hint=f"{_ORDER}; keep what arrives early, or create the record with whichever event arrives first",
    ),
    "mixed": EffectWords(
        verdict="mixes up two calls that are in progress at once",
        sent=_INTERLEAVED,
        expected="a record of each call that does not depend on the other call",
        hint="keep what belongs to a call under its `call.id`, neither in a variable that all calls share, "
        "nor under the number that is called or the assistant, which calls at once may share, too",
    ),
    "only one": EffectWords(
        verdict="is kept for only one of two calls that are in progress at once",
        sent=_INTERLEAVED,
        expected="something of each call in the state",
        hint="keep what belongs to a call under its `call.id`: calls at once may share the number that is "
        "called and the assistant",
    ),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class CallEffect(Effect):
    """A fault in what an event does to the state, with the events that show it."""

    fault: EffectFault
    facts: Mapping[str, str]  #: What its words need.
    cause: tuple[Any, ...] = ()  #: What tells it from others of its kind.
    noted: str = ""
    events: tuple[str, ...] = ()  #: A table, line by line.
    is_note: bool = False  #: Whether it may be meant.


@dataclass(frozen=True, kw_only=True, slots=True)
class Effects(Check):
    """Each accepted event of a type that the handler acts on changes the state, once."""

    acted_on: frozenset[str] = frozenset()  #: The types that the user says are handled.

    @property
    def demands_nothing(self) -> bool:
        """Whether it was not said which types are handled."""
        return not self.acted_on

    def concerns_type(self, type: str, contract: Contract) -> bool:  # noqa: ARG002
        """Whether the handler acts on a type."""
        return type in self.acted_on

    def flaw(self, case: Case, exchange: Exchange, effect: Effect | None) -> Flaw | None:  # noqa: ARG002
        """The fault that was found while calls were played."""
        if not isinstance(effect, CallEffect):
            return None
        words = EffectWords(*(each.format_map(effect.facts) for each in WORDS[effect.fault]))
        is_unlikely = effect.fault == "doubled" and not self.is_retried
        return Flaw(
            verdict=words.verdict,
            mark=("effect", effect.fault, *effect.cause),
            noted=effect.noted,
            hint=f"{words.hint}; {SAY_SO}" if is_unlikely else words.hint,
            severity="note" if is_unlikely or effect.is_note else None,
            expected=words.expected,
            sent=words.sent,
            events=effect.events,
        )
