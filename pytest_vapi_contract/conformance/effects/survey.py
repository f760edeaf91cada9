"""A first look at what the events of calls do to the state: which have an effect, and what says nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any

from ...checks.effects import CallEffect, EffectFault
from ...checks.state_difference import Changes, beyond
from ...delivery import Exchange
from ..budget import LEAST_EVENTS, PLAYS_PER_FAULT
from .calls import CallEvent, CallEvents
from .play import EffectPlayer, ObservedEvent
from .table import effect_table


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundEffect:
    """A fault in an effect, and the exchange that shows it."""

    event: CallEvent
    exchange: Exchange
    effect: CallEffect


@dataclass(frozen=True, kw_only=True, slots=True)
class SurveyedCall:
    """A call that was played once."""

    events: CallEvents
    seen: tuple[ObservedEvent, ...]

    def effective(self, each: ObservedEvent) -> bool:
        """Whether an event was accepted, and had an effect."""
        return each.accepted and bool(each.changes)

    def before(self, event: CallEvent) -> CallEvents:
        """The events that come before one."""
        at = next(at for at, each in enumerate(self.events) if each is event)
        return self.events[:at]


@dataclass(frozen=True, kw_only=True, slots=True)
class Survey:
    """What the events of some calls did to the state."""

    player: EffectPlayer
    calls: tuple[SurveyedCall, ...]
    handled: frozenset[str]

    def of_type(self, type: str) -> Iterator[tuple[SurveyedCall, ObservedEvent]]:
        """The accepted events of a type, each with its call."""
        for call in self.calls:
            yield from ((call, each) for each in call.seen if each.event.type == type and each.accepted)


def surveyed(player: EffectPlayer, calls: Sequence[CallEvents], handled: Collection[str]) -> Survey:
    """Play each call once, and find out what changes with everything: from then on it is noise."""
    player.noise = frozenset[Any]()
    still = player.changes(player.snapshot(), player.snapshot())
    played = [(events, player.play(events)) for events in calls]
    player.noise = still | noise_of([each for _, seen in played for each in seen], handled)
    return Survey(
        player=player,
        calls=tuple(
            SurveyedCall(events=events, seen=tuple(_without(each, player.noise) for each in seen))
            for events, seen in played
        ),
        handled=frozenset(handled),
    )


def noise_of(seen: Sequence[ObservedEvent], handled: Collection[str]) -> Changes:
    """Return what changes with each event of types that are not handled, such as a counter."""
    others = [each.changes for each in seen if each.accepted and each.event.type not in handled]
    if len(others) < LEAST_EVENTS:
        return frozenset()
    return reduce(frozenset[Any].intersection, others)


def _without(each: ObservedEvent, noise: Changes) -> ObservedEvent:
    return replace(each, changes=beyond(each.changes, noise))


@dataclass(frozen=True, kw_only=True, slots=True)
class Shrinker:
    """Leaves out events while a fault stays, within a number of plays."""

    fails: Callable[[CallEvents], bool]  #: Whether the fault is there after some events.
    most: int = PLAYS_PER_FAULT
    played: list[int] = field(default_factory=list[int])

    def fewest(self, events: CallEvents) -> CallEvents:
        """Return as few of the events as show the fault."""
        if self._fails(()):
            return ()
        size = max(1, len(events) // 2)
        while events:
            before, at = len(events), 0
            while at < len(events):
                fewer = events[:at] + events[at + size :]
                if self._fails(fewer):
                    events = fewer
                else:
                    at += size
            if size == 1 and len(events) == before:
                break
            size = max(1, size // 2)
        return events

    def _fails(self, events: CallEvents) -> bool:
        self.played.append(len(events))
        return len(self.played) <= self.most and self.fails(events)


def found(
    fault: EffectFault,
    each: ObservedEvent,
    shown: Sequence[ObservedEvent],
    facts: Mapping[str, str],
    *,
    exchange: Exchange | None = None,
    cause: tuple[Any, ...] = (),
    noted: str = "",
    is_note: bool = False,
) -> FoundEffect:
    """Return a fault of an event, with a table of the events that show it."""
    exchange = exchange or each.exchange
    effect = CallEffect(
        before=each.before.text,
        after=each.after.text,
        changed=bool(each.changes),
        fault=fault,
        facts=facts,
        cause=cause,
        noted=noted,
        is_note=is_note,
        events=effect_table(shown, exchange.request.masks),
    )
    return FoundEffect(event=each.event, exchange=exchange, effect=effect)
