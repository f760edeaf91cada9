"""Calls that go on at once, and what the state has of each in the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from ...checks.state_difference import records_about
from ...json_paths import Object
from ..budget import LEAST_TEXT
from .calls import CallEvents, id_of, ids_in, interleaved_events, line_of, of_call, on_the_line_of, thinned
from .play import ObservedEvent
from .survey import FoundEffect, Shrinker, Survey, found

CALLS = ("A", "B")


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
        line = line_of(one).keys()
        other = on_the_line_of(one, max(others, key=lambda each: len(line_of(each).keys() & line)))
        pair = (of_call(each, name) for each, name in zip((one, other), CALLS, strict=True))
        events = interleaved_events(*pair)
        if self._is_mixed(events, hasty=True) and self._is_mixed(events):
            yield self._shown(events)
        elif self._lost(events):
            yield self._shown_lost(events)

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

    def _lost(self, events: CallEvents, *, hasty: bool = False) -> str:
        """
        What was said in a call, if the state has none of that beside the other call; empty if it has.

        Alone, each call leaves something of what was said in it.
        """
        end = self.survey.player.end_of
        together = repr(end(events, hasty=hasty))
        for name, other in zip(CALLS, CALLS[::-1], strict=True):
            own, foreign = _texts_of(events, name), _texts_of(events, other)
            alone = repr(end(tuple(each for each in events if each.call == name), hasty=hasty))
            left = [text for text in sorted(own - foreign) if text in alone]
            if left and not any(text in together for text in left):
                told = f'"{shorten(left[0], 60)}" of call {name}'
                return told if any(text in together for text in foreign - own) else ""
        return ""

    def _shown_lost(self, events: CallEvents) -> FoundEffect:
        fewest = Shrinker(fails=lambda some: bool(self._lost(some, hasty=True))).fewest(events)
        lost, seen = self._lost(fewest), self.survey.player.play(fewest)
        noted = f"the state has {lost} only if that call goes on alone" if lost else ""
        return found("only one", self._last_handled(seen), seen, {}, noted=noted, is_note=True)

    def _shown(self, events: CallEvents) -> FoundEffect:
        """The fewest events that show it, with what is of the other call in a record, if anything is."""

        def strange(some: CallEvents) -> bool:
            return bool(_strangers(some, self._records(some, hasty=True) or {}))

        def mixed(some: CallEvents) -> bool:
            return self._is_mixed(some, hasty=True)

        fewest = Shrinker(fails=strange if strange(events) else mixed).fewest(events)
        seen = self.survey.player.play(fewest)
        strangers = _strangers(fewest, self._records(fewest) or {})
        return found("mixed", self._last_handled(seen), seen, {}, noted=_difference(strangers))

    def _last_handled(self, seen: Sequence[ObservedEvent]) -> ObservedEvent:
        handled = [each for each in seen if each.event.type in self.survey.handled]
        return handled[-1] if handled else seen[-1]


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
