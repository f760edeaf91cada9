"""Events that come twice, or in another order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...report_formats.lines import duration
from ..budget import NEIGHBOURS, OVERTAKING
from ..redelivery import is_recognisable
from .calls import CallEvent, CallEvents
from .play import ObservedEvent
from .survey import FoundEffect, Shrinker, Survey, SurveyedCall, found

REPORT, LAST_STATUS = "end-of-call-report", "ended"


@dataclass(frozen=True, kw_only=True, slots=True)
class DoubledEvents:
    """Looks for events that have their effect again when they are delivered again."""

    survey: Survey

    def of_type(self, type: str) -> Iterator[FoundEffect]:
        """The first event of a type that takes effect twice."""
        for call in self.survey.calls:
            for event in self._suspects(call, type):
                if not self._is_doubled((*call.before(event), event)):
                    continue
                shown = self._shown(call.before(event), event)
                if shown is not None:
                    yield shown
                    return

    def _suspects(self, call: SurveyedCall, type: str) -> list[CallEvent]:
        """The events of a type that have an effect and change something again: all are tried in one play."""
        events = [
            each.event
            for each in call.seen
            if each.event.type == type and call.effective(each) and is_recognisable(each.event.message)
        ]
        if not events:
            return []
        seen = self.survey.player.play(call.events, twice=events)
        pairs = pairwise(seen)
        return [one.event for one, other in pairs if one.event is other.event and _is_twice(one, other)]

    def _is_doubled(self, events: CallEvents, *, hasty: bool = False) -> bool:
        """Whether the last event changes the state, and then again when nothing else goes on."""
        player, event = self.survey.player, events[-1]
        *_, first = player.play(events)
        before = player.snapshot() if hasty else player.final_state()
        exchange = player.sender.put(first.exchange.request, event.type)
        if exchange is None or not (first.accepted and first.changes):
            return False
        return bool(player.changes(before, player.snapshot()))

    def _shown(self, prefix: CallEvents, event: CallEvent) -> FoundEffect | None:
        """The fewest events that show it; None if it is not seen again, as the state changes at random."""
        shrinker = Shrinker(fails=lambda events: self._is_doubled((*events, event), hasty=True))
        for events in (shrinker.fewest(prefix), prefix):
            seen = self.survey.player.play((*events, event), twice=[event])
            if seen[-1].changes:
                noted = "the second delivery changes the state again"
                return found("doubled", seen[-1], seen, {}, noted=noted)
        return None


def _is_twice(one: ObservedEvent, other: ObservedEvent) -> bool:
    return one.accepted and other.accepted and bool(one.changes) and bool(other.changes)


@dataclass(frozen=True, kw_only=True, slots=True)
class OvertakingEvents:
    """Looks for events that are lost if they arrive before one that was sent shortly before them."""

    survey: Survey

    def of_type(self, type: str) -> Iterator[FoundEffect]:
        """The first event of a type that is lost in this way."""
        for call in self.survey.calls:
            events = [each.event for each in call.seen if each.event.type == type and call.effective(each)]
            for event in _first_of_each_kind(events):
                for earlier in _overtaken(call.before(event), event):
                    prefix = tuple(each for each in call.before(event) if each is not earlier)
                    if self._is_lost(prefix, earlier, event):
                        yield self._shown(prefix, earlier, event)
                        return

    def _is_lost(
        self, prefix: CallEvents, earlier: CallEvent, event: CallEvent, *, hasty: bool = False
    ) -> bool:
        """
        Whether an event has its effect after the earlier one, and none before it, not even later.

        What is kept until the earlier one arrives shows in the end.
        """
        player = self.survey.player
        *_, last = player.play((*prefix, event))
        if not last.accepted or last.changes:
            return False
        *_, last = player.play((*prefix, earlier, event))
        if not last.accepted or not last.changes:
            return False
        swapped = player.end_of((*prefix, event, earlier), hasty=hasty)
        without = player.end_of((*prefix, earlier), hasty=hasty)
        within = player.end_of((*prefix, earlier, event), hasty=hasty)
        return swapped is not None and repr(swapped) == repr(without) != repr(within)

    def _shown(self, prefix: CallEvents, earlier: CallEvent, event: CallEvent) -> FoundEffect:
        shrinker = Shrinker(fails=lambda events: self._is_lost(events, earlier, event, hasty=True))
        fewest = shrinker.fewest(prefix)
        seen = self.survey.player.play((*fewest, event, earlier))
        facts = {"what": earlier.label, "apart": duration(event.at - earlier.at)}
        return found("overtaken", seen[-2], seen, facts, cause=(earlier.label,))


def _first_of_each_kind(events: Sequence[CallEvent]) -> list[CallEvent]:
    first: dict[tuple[str, ...], CallEvent] = {}
    for event in events:
        first.setdefault(event.kind, event)
    return list(first.values())


def _overtaken(before: CallEvents, event: CallEvent) -> Iterator[CallEvent]:
    """The events shortly before one, the nearest first; before the report, the end of the call."""
    near = [each for each in before if event.at - each.at <= OVERTAKING]
    yield from list(reversed(near))[:NEIGHBOURS]
    if event.type == REPORT:
        yield from (each for each in before if each.message.get("status") == LAST_STATUS and each not in near)
