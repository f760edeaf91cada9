"""An event that is accepted and has no effect: whether that is so in any call, and why."""

from __future__ import annotations

import linecache
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from ...cases.skip import counted
from ...checks.state_difference import StatePath, leading
from ...delivery import Exchange
from ...delivery.observation.crash import is_own
from ...findings.finding import listed
from ...json_paths import Json, Object, is_object
from ...masking.mask import hide
from ...wire_envelope import envelope
from ..budget import MESSAGES_BEFORE_BLAME
from .calls import CallEvent, CallEvents, joined
from .play import ObservedEvent
from .survey import FoundEffect, Shrinker, Survey, SurveyedCall, found

#: The fewest characters of what may be the id of a call.
LEAST_ID = 8
#: What is never in `call`, as it is the record of when the call was created.
NEVER_IN_CALL = {
    "status": "ended",
    "endedReason": "customer-ended-call",
    "endedAt": "2026-08-26T14:29:06.866Z",
    "startedAt": "2026-08-26T14:28:40.006Z",
}
BROAD = re.compile(r"\bexcept\s*:|\bexcept\b.*\b(Base)?Exception\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class LostEvents:
    """Looks for events that are lost although they are accepted."""

    survey: Survey
    messages: Callable[[str], Iterable[Object]]  #: Messages of a type as production sends them.
    values: Callable[[str], Iterable[tuple[str, Json]]]  #: Properties of a type, each with a listed value.
    envelope: bool = True  #: Whether the handler is given the whole body.

    def of_type(self, type: str) -> Iterator[FoundEffect]:
        """Return why the events of a type have no effect, in any call or in one of them."""
        accepted = list(self.survey.of_type(type))
        if not accepted:
            return
        if any(call.effective(each) for call, each in accepted):
            yield from self._swallowed_in_one_call(accepted)
            return
        call = accepted[0][0]
        own = tuple(each.event for of, each in accepted if of is call)
        prefix = call.before(own[0])
        if self._has_effect_after_all(type, prefix, own):
            return
        if explained := self._explained(accepted, prefix, own):
            yield explained
        elif not self._has_effect_with_another_value(prefix, own[-1]):
            shown = [each for of, each in accepted if of is call]
            yield found("no effect", shown[-1], shown, self._facts(accepted))

    def _has_effect_after_all(self, type: str, prefix: CallEvents, own: CallEvents) -> bool:
        """Whether the effect comes later, or other messages of the type have one."""
        player = self.survey.player
        seen = player.play((*prefix, *own), pause_before=own[0])
        if player.changes_late(seen[len(prefix)].before):
            return True
        messages = islice(self.messages(type), MESSAGES_BEFORE_BLAME)
        others = tuple(joined(own[0], message) for message in messages)
        seen = player.play((*prefix, *others))
        return any(each.accepted and each.changes for each in seen[len(prefix) :])

    def _has_effect_with_another_value(self, prefix: CallEvents, event: CallEvent) -> bool:
        """
        Whether an event has an effect with another value that is listed: a handler may act on a few reasons.

        It is sent after those before it, and alone, for a handler may take one event of each call.
        """
        others = tuple(self._with_each_value(event))
        seen = self.survey.player.play((*prefix, *others))[len(prefix) :] if others else ()
        return any(each.accepted and each.changes for each in seen) or any(
            self._is_effective((), each) for each in others
        )

    def _with_each_value(self, event: CallEvent) -> Iterator[CallEvent]:
        """The event with each value that is listed for one of its properties, each a millisecond later."""
        for number, (name, value) in enumerate(self.values(event.type), start=1):
            message = {**event.message, name: value}
            if isinstance(message.get("timestamp"), int):
                message["timestamp"] += number
            yield event.sent_as(envelope(message), "")

    def _explained(
        self, accepted: Sequence[tuple[SurveyedCall, ObservedEvent]], prefix: CallEvents, own: CallEvents
    ) -> FoundEffect | None:
        """Why there is no effect, if one of the known reasons shows."""
        facts = self._facts(accepted)
        return (
            (self._of_top_level(prefix, own, facts) if self.envelope else None)
            or self._of_call_record(prefix, own, facts)
            or self._swallowed(prefix, own, facts)
        )

    def _facts(self, accepted: Sequence[tuple[SurveyedCall, ObservedEvent]]) -> dict[str, str]:
        calls = len({id(call) for call, _ in accepted})
        return {"calls": counted(calls, "call"), "events": str(len(accepted))}

    def _of_top_level(self, prefix: CallEvents, own: CallEvents, facts: dict[str, str]) -> FoundEffect | None:
        """Whether the events have an effect when the message is not only in its envelope."""

        def unwrapped(events: CallEvents, names: Sequence[str] | None = None) -> CallEvents:
            return tuple(_unwrapped(each, names) for each in events)

        effective = self._first_effective(unwrapped(prefix), unwrapped(own), own)
        if effective is None:
            return None
        whole = _unwrapped(effective)
        prefix = Shrinker(fails=lambda events: self._is_effective(unwrapped(events), whole)).fewest(prefix)
        for name in ("type", "call", *effective.message):
            other = _unwrapped(effective, (name,))
            if self._is_effective(unwrapped(prefix, (name,)), other):
                told = {**facts, "what": f"`{name}`", "example": f"`{name}`"}
                return self._shown("top level", prefix, effective, other, told)
        told = {**facts, "what": "the message", "example": "it"}
        return self._shown("top level", prefix, effective, whole, told)

    def _of_call_record(
        self, prefix: CallEvents, own: CallEvents, facts: dict[str, str]
    ) -> FoundEffect | None:
        """Whether the events have an effect with a value in `call` that Vapi does not send."""
        for name, value in NEVER_IN_CALL.items():
            changed = tuple(_with_call(each, name, value) for each in own)
            effective = self._first_effective(prefix, changed, own)
            if effective is not None:
                told = {
                    **facts,
                    "what": f"call.{name}",
                    "value": f'"{value}"' if name == "status" else "there",
                }
                other = _with_call(effective, name, value)
                return self._shown("call record", prefix, effective, other, told, cause=(name,))
        return None

    def _first_effective(self, prefix: CallEvents, changed: CallEvents, own: CallEvents) -> CallEvent | None:
        """The first event that has an effect when it is sent otherwise."""
        seen = self.survey.player.play((*prefix, *changed))[-len(own) :]
        return next(
            (one for one, each in zip(own, seen, strict=True) if each.accepted and each.changes), None
        )

    def _is_effective(self, prefix: CallEvents, event: CallEvent) -> bool:
        last = self.survey.player.play((*prefix, event))[-1]
        return last.accepted and bool(last.changes)

    def _shown(
        self,
        fault: Any,
        prefix: CallEvents,
        event: CallEvent,
        other: CallEvent,
        facts: dict[str, str],
        cause: tuple[Any, ...] = (),
    ) -> FoundEffect:
        """The fault, with the event as Vapi sends it, and then as it would have an effect."""
        if fault == "top level":
            prefix = tuple(_unwrapped(each) for each in prefix)
        fewest = Shrinker(fails=lambda events: self._is_effective(events, other)).fewest(prefix)
        seen = self.survey.player.play((*fewest, event, other))
        return found(fault, seen[-2], seen, facts, cause=cause)

    def _swallowed(
        self, prefix: CallEvents, own: CallEvents, facts: dict[str, str], part: str = ""
    ) -> FoundEffect | None:
        """The exception that the handler catches instead of having an effect, or a part of it."""
        player = self.survey.player
        for event in own:
            last = player.play((*prefix, event))[-1]
            exchange = player.sender.watched_again(last.exchange, event.type)
            if exchange.caught is None or not is_own(exchange.caught.file or ""):
                continue
            crash = exchange.caught
            told = hide(f"{crash.type} at {crash.place}", exchange.request.masks)
            return found(
                "swallowed",
                last,
                [last],
                {**facts, "what": told, "lacks": "lacks a part of its effect" if part else "has no effect"},
                exchange=exchange,
                cause=(crash.type, crash.file, crash.line),
                noted=f"in other calls such an event changes {part} of the state, too" if part else "",
            )
        return None

    def _swallowed_in_one_call(
        self, accepted: Sequence[tuple[SurveyedCall, ObservedEvent]]
    ) -> Iterator[FoundEffect]:
        """
        An exception that prevents the effect of all events of a kind in one call, or a part of it.

        In other calls there is that effect. Only a broad `except` is to blame: a narrow one may well be there
        to ignore such events. Where all calls lack the same part, nothing shows that there should be one: the
        exception is a note of the check `accepts`.
        """
        kinds = sorted({each.event.kind for call, each in accepted if call.effective(each)})
        for of, kind in product(self.survey.calls, kinds):
            alike = [(call, each) for call, each in accepted if each.event.kind == kind]
            here = [each for call, each in alike if call is of]
            lacking = _parts(each for _, each in alike) - _parts(here)
            if here and lacking:
                event, changed = here[0].event, any(each.changes for each in here)
                facts = self._facts([(of, each) for each in here])
                part = listed(tuple(f"`{'.'.join(each)}`" for each in sorted(lacking))) if changed else ""
                swallowed = self._swallowed(of.before(event), (event,), facts, part)
                if swallowed is not None and _is_broad(swallowed.exchange):
                    yield swallowed


def _parts(seen: Iterable[ObservedEvent]) -> frozenset[tuple[str, ...]]:
    """The parts of the state that some events change, as far as these were there before."""
    return frozenset(_part(each, path) for each in seen for path in each.changes)


def _part(each: ObservedEvent, path: StatePath) -> tuple[str, ...]:
    """The names that lead to a part of the state; an id of the event is none, for each call has its own."""
    sent = each.exchange.request.body.decode(errors="replace")
    names = map(str, leading(each.before.value, path))
    return tuple("…" if len(name) >= LEAST_ID and name in sent else name for name in names)


def _unwrapped(event: CallEvent, names: Sequence[str] | None = None) -> CallEvent:
    """The event with properties of its message beside the envelope: all of them, or some."""
    message = event.message
    chosen = message if names is None else {name: message[name] for name in names if name in message}
    what = "its properties" if names is None else " and ".join(f"`{name}`" for name in names)
    return event.sent_as({**chosen, "message": message}, f"with {what} at the top level, too")


def _with_call(event: CallEvent, name: str, value: str) -> CallEvent:
    """The event with a value in the record of its call, if it has one."""
    message, call = event.message, event.message.get("call")
    if not is_object(call):
        return event
    body = {"message": {**message, "call": {**call, name: value}}}
    return event.sent_as(body, f'with "{value}" as `call.{name}`')


def _is_broad(exchange: Exchange) -> bool:
    where = exchange.caught and exchange.caught.caught_at
    return bool(where and BROAD.search(linecache.getline(where.file, where.line)))
