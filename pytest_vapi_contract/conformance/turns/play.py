"""Play a conversation to a handler, and compare the text of each turn with the model after each event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, permutations
from time import time
from uuid import uuid4

from ...cases.family import Family
from ...conversations import Event
from ...delivery import Exchange, Request
from ...delivery.observation.thread_switches import restless
from ...errors import HandlerUnreachable, ProbeFailed
from ...findings.outcome import accepted
from ...json_paths import Object, is_object
from ...wire_envelope import envelope
from ..budget import LATE_WORK_PAUSES
from ..sender import NoTimeLeft, Sender
from .accepted_texts import RightTexts
from .conversations import TurnConversation
from .symptoms import TurnSymptom, symptom_at_once, symptom_of

#: What was read of each turn: its text, or why it cannot be read.
Texts = Mapping[str, str | ProbeFailed]
Kind = tuple[object, ...]
#: Schedules by which the events of one moment are sent at once.
AT_ONCE = frozenset({Family.TURNS_TOGETHER, Family.TURNS_CONCURRENT})


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadEvent:
    """An event, and what is expected and read of each turn after it."""

    event: Event
    expected: Mapping[str, str] = field(default_factory=dict[str, str])
    read: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, kw_only=True, slots=True)
class TurnFault:
    """Where a conversation went wrong: its last step, the exchange, and what is wrong with which turn."""

    steps: tuple[ReadEvent, ...]
    schedule: Family | None  #: What is special about the delivery.
    exchange: Exchange  #: That of the last step.
    turn: str | None = None  #: The turn whose text is wrong; None if the last message was not accepted.
    symptom: TurnSymptom | None = None  #: What is wrong with its text.
    failure: ProbeFailed | None = None  #: Why its text cannot be read.
    #: What is to be known of its length, or of what was played before it; empty where there is nothing.
    reservation: str = ""

    @property
    def kind(self) -> Kind:
        """What faults of one kind have in common."""
        if self.turn is not None:
            return "text", self.symptom and self.symptom.name
        crash, reply = self.exchange.crash, self.exchange.reply
        place = (crash.type, crash.file, crash.line) if crash else None
        return "refused", place, reply.status if reply else None, self.exchange.timed_out

    def is_note(self, *, is_retried: bool) -> bool:
        """Whether it shows only in a second delivery, and it is not known that there are any."""
        return self.schedule is Family.TURNS_REDELIVERED and not is_retried

    @property
    def conversation(self) -> TurnConversation:
        """The events up to the fault."""
        return TurnConversation(tuple(step.event for step in self.steps), self.schedule)


@dataclass(slots=True)
class PlayNotes:
    """What was seen while conversations were played."""

    last: Exchange | None = None  #: The last exchange.
    is_late: bool = False  #: Whether a text was right only some time after the reply.
    was_right: bool = False  #: Whether all texts of a conversation were right.


@dataclass(frozen=True, kw_only=True, slots=True)
class TurnPlayer:
    """
    Plays conversations through a sender that has the user's `read`.

    Raises `NoTimeLeft`, `HandlerUnreachable`, and `ProbeFailed` for a `read` that has never worked.
    """

    sender: Sender
    notes: PlayNotes = field(default_factory=PlayNotes)

    def play(self, conversation: TurnConversation, pauses: Iterable[float] | None = None) -> TurnFault | None:
        """Send events until something is wrong; those of one moment at once, if the schedule says so."""
        pauses = LATE_WORK_PAUSES if pauses is None else pauses
        self.sender.renew()
        if conversation.schedule in AT_ONCE:
            return self._play_at_once(conversation)
        renewal, right, steps = Renewal.of(conversation.events), RightTexts(), list[ReadEvent]()
        for event in conversation.events:
            right = right.after(event.message)
            exchange = self._put(renewal.sent(event.message))
            read: Texts = self._read(renewal, [right], pauses) if accepted(exchange) else {}
            steps.append(ReadEvent(event=event, expected=right.raw.texts, read=_texts(read)))
            fault = TurnFault(steps=tuple(steps), schedule=conversation.schedule, exchange=exchange)
            found = fault if not accepted(exchange) else _wrong(fault, read, [right])
            if found is not None:
                return found
        return None

    def _play_at_once(self, conversation: TurnConversation) -> TurnFault | None:
        """Send the events of each moment at once, and read what has become of all turns at the end."""
        renewal, steps = Renewal.of(conversation.events), list[ReadEvent]()
        fault: TurnFault | None = None
        for _, moment in groupby(conversation.events, key=lambda event: event.at):
            events = list(moment)
            exchanges = self._put_at_once([renewal.sent(event.message) for event in events])
            steps += [ReadEvent(event=event) for event in events]
            for exchange in exchanges:
                fault = TurnFault(steps=tuple(steps), schedule=conversation.schedule, exchange=exchange)
                if not accepted(exchange):
                    return fault
        if fault is None:
            raise NoTimeLeft
        rights = [_right_after(order) for order in _orders(conversation)]
        read = self._read(renewal, rights, LATE_WORK_PAUSES)
        steps[-1] = replace(steps[-1], expected=rights[0].raw.texts, read=_texts(read))
        return _wrong(replace(fault, steps=tuple(steps)), read, rights)

    def _put_at_once(self, messages: Sequence[Object]) -> list[Exchange]:
        with restless():
            exchanges = self.sender.put_at_once([self._request(message) for message in messages])
        done = [exchange for exchange in exchanges if exchange is not None]
        if not messages or len(done) < len(messages):
            raise NoTimeLeft
        self.notes.last = done[-1]
        return done

    def _request(self, message: Object) -> Request:
        return self.sender.handler.request(envelope(message))

    def _put(self, message: Object) -> Exchange:
        exchange = self.sender.put(self._request(message), message["type"])
        if exchange is None:
            raise NoTimeLeft
        if exchange.unreachable:
            raise HandlerUnreachable(exchange.fault or "")
        self.notes.last = exchange
        return exchange

    def _read(self, renewal: Renewal, rights: Sequence[RightTexts], pauses: Iterable[float]) -> Texts:
        """Read every turn that has begun; what is wrong is read again, as work may go on after a reply."""
        read = {turn: self.sender.text_of(renewal.turns[turn]) for turn in rights[0].raw.texts}
        for pause in pauses:
            late = [turn for turn, text in read.items() if not _is_right(turn, text, rights)]
            if not late:
                break
            self.sender.pause(pause)
            read |= {turn: self.sender.text_of(renewal.turns[turn]) for turn in late}
            self.notes.is_late |= any(_is_right(turn, read[turn], rights) for turn in late)
        return read


@dataclass(frozen=True, slots=True)
class Renewal:
    """
    What is new whenever a conversation is played: an id for each turn and call, and the time.

    So nothing is left of an earlier one under an id, and no token is old, which a handler may rightly ignore.
    """

    turns: Mapping[str, str]
    calls: Mapping[str, str]
    later: int  #: Milliseconds from the latest timestamp to now.

    @classmethod
    def of(cls, events: Iterable[Event]) -> Renewal:
        """Return what is new for some events, of which the last is now."""
        messages = [event.message for event in events]
        turns = dict.fromkeys(message["turnId"] for message in messages if "turnId" in message)
        calls = dict.fromkeys(name for name in map(call_of, messages) if name)
        latest = max((message["timestamp"] for message in messages if "timestamp" in message), default=0)
        return cls(
            turns={name: str(uuid4()) for name in turns},
            calls={name: str(uuid4()) for name in calls},
            later=int(time() * 1000 - latest),
        )

    def sent(self, message: Object) -> Object:
        """Return a message as it is sent, with these ids, and of now."""
        turn, call = message.get("turnId"), call_of(message)
        ids = {"turnId": self.turns[turn]} if turn is not None else {}
        calls = {"call": {**message["call"], "id": self.calls[call]}} if call else {}
        times = {"timestamp": message["timestamp"] + self.later} if "timestamp" in message else {}
        return {**message, **ids, **calls, **times}


def call_of(message: Object) -> str:
    """Return the id of the call of a message; nothing if there is none."""
    call = message.get("call")
    return str(call.get("id") or "") if is_object(call) else ""


def _wrong(fault: TurnFault, read: Texts, rights: Sequence[RightTexts]) -> TurnFault | None:
    """Return the fault with the first turn whose text is wrong; None if all texts are right."""
    for turn, text in read.items():
        if not isinstance(text, str):
            return replace(fault, turn=turn, failure=text)
        if not _is_right(turn, text, rights):
            symptom = symptom_at_once if fault.schedule in AT_ONCE else symptom_of
            return replace(fault, turn=turn, symptom=symptom(rights[0], turn, text))
    return None


def _is_right(turn: str, text: str | ProbeFailed, rights: Sequence[RightTexts]) -> bool:
    return isinstance(text, str) and any(right.has(turn, text) for right in rights)


def _texts(read: Texts) -> dict[str, str]:
    return {turn: text for turn, text in read.items() if isinstance(text, str)}


def _orders(conversation: TurnConversation) -> Iterator[tuple[Object, ...]]:
    """Return the orders in which messages may take effect: any, for tokens of one turn at once."""
    messages = tuple(event.message for event in conversation.events)
    return permutations(messages) if conversation.schedule is Family.TURNS_CONCURRENT else iter([messages])


def _right_after(messages: Iterable[Object]) -> RightTexts:
    right = RightTexts()
    for message in messages:
        right = right.after(message)
    return right
