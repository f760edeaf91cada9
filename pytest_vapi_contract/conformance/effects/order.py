"""Events that come twice, in another order, or with those of another call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import shorten
from typing import Any

from ...checks.state_difference import records_about
from ...json_paths import Object
from ...report_formats.lines import duration
from ..budget import LEAST_TEXT, NEIGHBOURS, OVERTAKING
from ..redelivery import is_recognisable
from .calls import (
    CallEvent,
    CallEvents,
    id_of,
    ids_in,
    interleaved_events,
    line_of,
    of_call,
    on_the_line_of,
    thinned,
)
from .play import ObservedEvent
from .survey import FoundEffect, Shrinker, Survey, SurveyedCall, found

CALLS = ("A", "B")
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


@dataclass(frozen=True, kw_only=True, slots=True)
class MixedCalls:
    """Looks for records of a call that have something else in them when another call goes on at once."""

    survey: Survey
    others: Sequence[CallEvents]  #: Calls that may go on beside one with handled types.

    def found(self) -> Iterator[FoundEffect]:
        """The first such record of two calls."""
        calls: dict[str, CallEvents] = {}
        for events in (*(call.events for call in self.survey.calls), *self.others):
            calls |= {id: thinned(events, ()) for id in [_call_id(events)] if id and id not in calls}
        if len(calls) < len(CALLS) or not any(_call_id(call.events) for call in self.survey.calls):
            return
        one, *others = calls.values()
        # With a number, most of all: that is where two calls at once have the most in common.
        other = on_the_line_of(
            one, max(others, key=lambda each: len(line_of(each).keys() & line_of(one).keys()))
        )
        pair = (of_call(each, name) for each, name in zip((one, other), CALLS, strict=True))
        events = interleaved_events(*pair)
        if self._is_mixed(events, hasty=True) and self._is_mixed(events):
            yield self._shown(events)

    def _is_mixed(self, events: CallEvents, *, hasty: bool = False) -> bool:
        """
        Whether the records of two calls are mixed up when the calls go on at once.

        The record of one has what was said in the other; or it is another than when one call comes after the
        other, in whichever order.
        """
        together = self._records(events, hasty=hasty)
        if together is None or not any(together.values()):
            return False
        if _strangers(events, together):
            return True
        # Records may well have numbers that go on.
        if self.survey.player.sender.reset is None or not all(together.values()):
            return False
        one, other = (self._records(_in_order(events, names), hasty=hasty) for names in (CALLS, CALLS[::-1]))
        return one is not None and one == other and all(one.values()) and one != together

    def _records(self, events: CallEvents, *, hasty: bool = False) -> dict[str, list[str]] | None:
        """What the state has of each call in the end; None if an event was refused."""
        ids = {name: _call_id(each for each in events if each.call == name) for name in CALLS}
        state = self.survey.player.end_of(events, hasty=hasty) if all(ids.values()) else None
        if state is None:
            return None
        known = {name: id for name, id in ids.items() if id}
        return {
            name: records_about(state, id, [other for other in known.values() if other != id])
            for name, id in known.items()
        }

    def _shown(self, events: CallEvents) -> FoundEffect:
        fewest = Shrinker(fails=lambda events: self._is_mixed(events, hasty=True)).fewest(events)
        seen = self.survey.player.play(fewest)
        handled = [each for each in seen if each.event.type in self.survey.handled]
        last = handled[-1] if handled else seen[-1]
        strangers = _strangers(fewest, self._records(fewest) or {})
        return found("mixed", last, seen, {}, noted=_difference(strangers))


def _strangers(events: CallEvents, records: dict[str, list[str]]) -> dict[str, str]:
    """A text of the other call in the records of a call, by the name of the call."""
    texts = {name: _texts_of(events, name) for name in CALLS}
    strange = {
        name: next(
            (
                text
                for text in sorted(texts[other] - texts[name])
                if any(text in each for each in records.get(name, ()))
            ),
            "",
        )
        for name, other in zip(CALLS, CALLS[::-1], strict=True)
    }
    return {name: text for name, text in strange.items() if text}


def _texts_of(events: CallEvents, name: str) -> set[str]:
    """What only one call should have: what was said, and the ids of its tool calls and turns."""
    messages = [event.message for event in events if event.call == name]
    said = {message["transcript"] for message in messages if isinstance(message.get("transcript"), str)}
    ids = {id for message in messages for id in ids_in(message)} - {
        _call_id(e for e in events if e.call == name)
    }
    return {text for text in said | ids if text and len(text) >= LEAST_TEXT}


def _in_order(events: CallEvents, names: Sequence[str]) -> CallEvents:
    """The events of one call after those of the other."""
    return tuple(sorted(events, key=lambda event: names.index(event.call)))


def _call_id(events: Any) -> str | None:
    messages: Iterator[Object] = (event.message for event in events)
    return next((id for message in messages for id in id_of(message.get("call"))), None)


def _difference(strangers: dict[str, str]) -> str:
    """What a record has of another call; nothing where that is not known."""
    told = [
        f'the record of call {name} has "{shorten(text, 60)}" of the other call'
        for name, text in strangers.items()
    ]
    return "; ".join(told) or "the records differ from those of the same calls played one after the other"
