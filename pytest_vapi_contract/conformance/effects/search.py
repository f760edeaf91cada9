"""Plays calls to a handler, and has what is wrong with the effects of their events judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from time import time

from ...case_sources.type_order import ACTED_ON
from ...cases.case import Case
from ...contract import Contract
from ...contract.listed_values import values_of_type
from ...findings import Skip
from ...json_paths import Json, Object
from ..budget import MESSAGES_BEFORE_BLAME, MESSAGES_JOINED
from ..sender import Judge, NoTimeLeft, Sender
from .calls import CallEvents, call_events, joined
from .dropped import DroppedEvents
from .lost import LostEvents
from .mixed import MixedCalls
from .order import DoubledEvents, OvertakingEvents
from .play import EffectPlayer, ObservedEvent
from .refused import RefusedEvents
from .replaced import ReplacedEvents
from .survey import FoundEffect, Survey, surveyed

ALWAYS = "the state changes with every message, even of types that are not in `handles=`"
#: The types that make the text of a turn.
OF_TURNS = frozenset({"model-output", "user-interrupted"})
#: Messages of a type as production sends them.
MessagesOf = Callable[[str], Iterable[Object]]


@dataclass(kw_only=True, slots=True)
class EffectSearch:
    """Looks for types whose events have no effect, or more than one; calls are played once for all types."""

    sender: Sender
    contract: Contract
    seed: int
    handled: frozenset[str]
    messages: MessagesOf
    twice: bool = True  #: Whether events may be delivered twice.
    _survey: Survey | None = None
    _mixed: list[FoundEffect] | None = None

    def judge_type(self, type: str, judge: Judge) -> Iterator[Skip]:
        """Have what is wrong with the effects of a type judged; what could not be found out is said."""
        try:
            survey = self._surveyed()
            if () in survey.player.noise:
                yield Skip(what=f"effects of {type}", why=ALWAYS)
                return
            for each in self._found(survey, type):
                judge(case_of(each), each.exchange, each.effect)
        except NoTimeLeft:
            why = self.sender.stopped or "the time budget was used up"
            yield Skip(what=f"effects of {type}", why=why, essential=True)

    def first_event(self, type: str) -> ObservedEvent | None:
        """The first message of a type in the calls."""
        seen = (each for call in self._surveyed().calls for each in call.seen if each.event.type == type)
        return next(seen, None)

    def _surveyed(self) -> Survey:
        if self._survey is None:
            player = EffectPlayer(sender=self.sender)
            self._survey = surveyed(player, list(self._calls()), self.handled)
        return self._survey

    def _calls(self) -> Iterator[CallEvents]:
        """The calls that have a handled type; messages that no call has are added to the first one."""
        calls = call_events(self.contract, self.seed, self.handled)
        if not calls:
            calls = call_events(self.contract, self.seed, ACTED_ON)[:1]
        if self.sender.slow:
            calls = calls[:1]
        known = {event.type for events in calls for event in events}
        for number, events in enumerate(calls):
            yield self._with_others(events, self.handled - known) if number == 0 else events

    def _with_others(self, events: CallEvents, types: Iterable[str]) -> CallEvents:
        """The events of a call, with messages of other types in the middle of it."""
        middle = len(events) // 2
        others = tuple(
            joined(events[middle - 1], message)
            for type in sorted(types)
            for message in islice(self.messages(type), MESSAGES_JOINED)
        )
        return events[:middle] + others + events[middle:]

    def _found(self, survey: Survey, type: str) -> Iterator[FoundEffect]:
        yield from RefusedEvents(survey=survey).of_type(type)
        if not self._may_have_none(type):
            lost = LostEvents(
                survey=survey,
                messages=self.messages,
                values=self._values,
                envelope=self.sender.handler.takes_envelope,
            )
            yield from lost.of_type(type)
        if self.twice:
            yield from DoubledEvents(survey=survey).of_type(type)
        if self.sender.slow:
            return
        yield from DroppedEvents(survey=survey).of_type(type)
        yield from ReplacedEvents(survey=survey).of_type(type)
        if type not in self.contract.bundle.replies:
            yield from OvertakingEvents(survey=survey).of_type(type)
        yield from (each for each in self._mixed_calls(survey) if each.event.type == type)

    def _values(self, type: str) -> Iterator[tuple[str, Json]]:
        """
        The properties of a type, each with every value that is listed; some with a slow handler.

        The time comes first: a handler may rightly ignore what is old, as events of played calls are.
        """
        yield "timestamp", int(time() * 1000)
        values = list(values_of_type(self.contract, type))
        step = max(1, len(values) // MESSAGES_BEFORE_BLAME) if self.sender.slow else 1
        yield from values[::step]

    def _may_have_none(self, type: str) -> bool:
        """Whether an answer may be all that is wanted, or a text of turns, which `read=` tells."""
        is_read = self.sender.read is not None and type in OF_TURNS
        return is_read or type in self.contract.bundle.replies

    def _mixed_calls(self, survey: Survey) -> list[FoundEffect]:
        if self._mixed is None:
            others = call_events(self.contract, self.seed, ACTED_ON)
            self._mixed = list(MixedCalls(survey=survey, others=others).found())
        return self._mixed


def case_of(found: FoundEffect) -> Case:
    """Return the message that a fault is about as a case; its id is the fault."""
    name = found.effect.fault.replace(" ", "-")
    return Case(id=name, type=found.event.type, body=found.event.body, category="call")


def messages_from(cases: Callable[[str], Iterable[Case]], type: str) -> Iterator[Object]:
    """Return the messages of cases of a type."""
    return (case.body["message"] for case in cases(type))


def search_for(
    sender: Sender,
    contract: Contract,
    seed: int,
    handled: Iterable[str],
    cases: Callable[[str], Iterable[Case]],
    *,
    twice: bool = True,
) -> EffectSearch:
    """Return a search for faults in the effects of the handled types."""
    return EffectSearch(
        sender=sender,
        contract=contract,
        seed=seed,
        handled=frozenset(handled),
        messages=partial(messages_from, cases),
        twice=twice,
    )
