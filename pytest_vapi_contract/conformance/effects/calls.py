"""The calls that are played to see what their events do, and other ids for them each time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import md5
from json import loads
from typing import Any

from ...cases.condition import value_at
from ...contract import Contract
from ...conversations import CallScenario
from ...json_paths import Object, dumps, is_list, is_object
from ...wire_envelope import envelope
from ..budget import EVENTS_ALIKE, EVENTS_ALIKE_HANDLED
from ..message_kinds import distinctive_in

#: The calls: how each comes about, and the number of its turns. Those with three call tools.
PLANNED: tuple[tuple[CallScenario, int], ...] = (("inbound", 3), ("web", 2), ("outbound", 2), ("chat", 2))
#: What all messages of a call have in common.
RECORDS = ("artifact", "assistant", "call", "chat", "customer", "phoneNumber", "session", "timestamp")
#: Where a call says whom it was made to: many calls go on at once to one number, and to one assistant.
OF_A_LINE: tuple[tuple[str, str], ...] = (
    ("call", "phoneNumberId"),
    ("call", "assistantId"),
    ("call", "orgId"),
    ("phoneNumber", "number"),
)
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, kw_only=True, slots=True)
class CallEvent:
    """One event of a call, as it is to be sent."""

    at: float  #: Seconds since the start of the call.
    type: str
    body: Object  #: With its envelope, as Vapi sends it, or otherwise on purpose.
    call: str = "A"  #: Which call it belongs to, where there are several.
    form: str = ""  #: How it differs from what Vapi sends.

    @property
    def message(self) -> Object:
        """The message in the body."""
        message: Object = self.body["message"]
        return message

    @property
    def kind(self) -> tuple[str, ...]:
        """The type, and what tells events of the type apart."""
        return (self.type, *distinctive_in(self.message), *(["turn"] if "turnId" in self.message else []))

    @property
    def label(self) -> str:
        """The event in a few words: "transcript (user, final)"."""
        told = distinctive_in(self.message)
        return f"{self.type} ({', '.join(told)})" if told else self.type

    def sent_as(self, body: Object, form: str) -> CallEvent:
        """Return the same event with another body."""
        return replace(self, body=body, form=form)


CallEvents = tuple[CallEvent, ...]


def call_events(contract: Contract, seed: int, handled: Collection[str]) -> tuple[CallEvents, ...]:
    """Return the calls that have any of the handled types, each with a few events of every kind."""
    calls = (_planned(contract, seed + number, *each) for number, each in enumerate(PLANNED))
    return tuple(
        thinned(events, handled) for events in calls if any(event.type in handled for event in events)
    )


def _planned(contract: Contract, seed: int, scenario: CallScenario, turns: int) -> CallEvents:
    from ...samples.call_plans import call_plan  # noqa: PLC0415 - a run that plays no call makes none
    from ...samples.calls import events_of  # noqa: PLC0415

    interruptions = 0 if scenario == "chat" else 1
    plan = call_plan(seed, scenario, turns=turns, interruptions=interruptions, tools=None)
    plan = replace(plan, has_transfer_request=scenario != "outbound", is_deleted=True)
    return tuple(
        CallEvent(at=event.at, type=event.message["type"], body=envelope(event.message))
        for event in events_of(plan, contract=contract)
    )


def thinned(events: Iterable[CallEvent], handled: Collection[str]) -> CallEvents:
    """Keep the first events of each kind: of a hundred partial transcripts a few will do."""
    seen: Counter[tuple[str, ...]] = Counter()
    kept: list[CallEvent] = []
    for event in events:
        seen[event.kind] += 1
        if seen[event.kind] <= (EVENTS_ALIKE_HANDLED if event.type in handled else EVENTS_ALIKE):
            kept.append(event)
    return tuple(kept)


def joined(event: CallEvent, message: Object) -> CallEvent:
    """Return a message of another call as one that comes right after an event, in the same call."""
    shared = {name: event.message[name] for name in RECORDS if name in event.message and name in message}
    return CallEvent(at=event.at, type=message["type"], body=envelope({**message, **shared}))


def of_call(events: Sequence[CallEvent], name: str) -> CallEvents:
    """Return events as those of a call of another name."""
    return tuple(replace(event, call=name) for event in events)


def line_of(events: Iterable[CallEvent]) -> Mapping[tuple[str, str], str]:
    """Return the ids and the number of whom a call was made to, by where its messages have them."""
    found: dict[tuple[str, str], str] = {}
    for event in events:
        for place in OF_A_LINE:
            text = value_at(event.message, place)
            if isinstance(text, str) and text:
                found.setdefault(place, text)
    return found


def on_the_line_of(one: CallEvents, other: CallEvents) -> CallEvents:
    """Return the events of the other call as those of one to the number and the assistant of the first."""
    line = line_of(one)
    moved = FreshIds({text: line[place] for place, text in line_of(other).items() if place in line})
    return tuple(replace(event, body=loads(moved.sent(dumps(event.body)))) for event in other)


def interleaved_events(*calls: CallEvents) -> CallEvents:
    """Let calls happen at once: each begins when the one before it is in progress."""
    begin, shifted = 0.0, list[CallEvent]()
    for events in calls:
        shifted += [replace(event, at=round(begin + event.at, 3)) for event in events]
        begin += next((each.at for each in events if each.message.get("status") == "in-progress"), 0.0)
    return tuple(sorted(shifted, key=lambda event: event.at))


@dataclass(frozen=True, slots=True)
class FreshIds:
    """Other ids for some events, such as those of their calls, sessions, turns and tool calls."""

    fresh: Mapping[str, str] = field(default_factory=dict[str, str])  #: By the id in the events.

    @classmethod
    def of(cls, events: Iterable[CallEvent], number: int) -> FreshIds:
        """Return ids that no other number gives."""
        return cls({id: _other(id, number) for event in events for id in ids_in(event.message)})

    @property
    def names(self) -> Mapping[str, str]:
        """The id in the events, by the one that was sent."""
        return {fresh: id for id, fresh in self.fresh.items()}

    def sent(self, text: str) -> str:
        """Return a body, as text, with these ids."""
        for id, fresh in self.fresh.items():
            text = text.replace(id, fresh)
        return text


def ids_in(message: Object) -> Iterator[str]:
    """Return the ids of what a message is about: call, session, chat, turn and tool calls."""
    for name in ("call", "session", "chat"):
        yield from id_of(message.get(name))
    if isinstance(message.get("turnId"), str):
        yield message["turnId"]
    for name in ("toolCallList", "output"):
        listed = message.get(name)
        for each in listed if is_list(listed) else ():
            yield from id_of(each)


def id_of(value: Any) -> Iterator[str]:
    """Return the id of an object, if it has one."""
    if is_object(value) and isinstance(value.get("id"), str) and value["id"]:
        yield value["id"]


def _other(id: str, number: int) -> str:
    digits = md5(f"{id} {number}".encode(), usedforsecurity=False).hexdigest()
    if UUID.fullmatch(id):
        return f"{digits[:8]}-{digits[8:12]}-7{digits[13:16]}-8{digits[17:20]}-{digits[20:]}"
    prefix, mark, rest = id.rpartition("_")
    return f"{prefix}{mark}{digits[: max(len(rest), 12)]}"
