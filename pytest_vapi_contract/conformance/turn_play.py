"""Play a conversation to a handler, and compare the text of each turn with the model after each event."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import uuid4

from ..checks.outcome import accepted
from ..checks.state import Reset, bring_back
from ..conversations import Event, TurnTexts
from ..conversations.speech import without_markup
from ..delivery import Exchange, Handler
from ..delivery.crash import crash_of
from ..errors import HandlerUnreachable, ProbeFailed
from ..json_paths import Object
from .budget import PROBE_WAIT, SETTLING
from .probes import Probes
from .turn_conversations import Conversation

#: Tells the text that the user's application has of a turn.
Read = Callable[[str], str | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadEvent:
    """An event, and what is expected and read of each turn after it."""

    event: Event
    expected: Mapping[str, str]
    read: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class TurnFault:
    """Where a conversation went wrong: its last step, and either the exchange or the turn that is wrong."""

    steps: tuple[ReadEvent, ...]
    kind: tuple[object, ...]  #: What faults of one kind have in common.
    refused: Exchange | None = None
    turn: str | None = None
    interrupted: bool = False  #: Whether the turn was interrupted.


@dataclass(frozen=True, kw_only=True)
class TurnPlayer:
    """A handler, and the user's view of what it has assembled."""

    handler: Handler
    read: Read
    reset: Reset | None = None
    probes: Probes = field(default_factory=Probes)

    def play(self, conversation: Conversation, settling: Iterable[float] = SETTLING) -> TurnFault | None:
        """Send each event until something is wrong. The ids are new ones each time."""
        if self.reset is not None:
            self.probes.ask("reset", partial(bring_back, self.reset), PROBE_WAIT)
        ids, call = _new_ids(conversation), str(uuid4())
        raw = stripped = TurnTexts()
        steps: list[ReadEvent] = []
        for number, event in enumerate(conversation):
            raw, stripped = raw.after(event.message), stripped.after(_stripped(event.message))
            exchange = self.handler.send({"message": _sent(event.message, number, ids, call)})
            if exchange.unreachable:
                raise HandlerUnreachable(exchange.fault or "")
            if not accepted(exchange):
                steps.append(ReadEvent(event=event, expected=raw.texts, read={}))
                return TurnFault(steps=tuple(steps), kind=_refusal(exchange), refused=exchange)
            read = self._read(ids, raw, stripped, settling)
            steps.append(ReadEvent(event=event, expected=raw.texts, read=read))
            for turn, text in read.items():
                if not is_right(text, turn, raw, stripped):
                    return _wrong(tuple(steps), turn, text, raw)
        return None

    def _read(
        self, ids: Mapping[str, str], raw: TurnTexts, stripped: TurnTexts, settling: Iterable[float]
    ) -> dict[str, str]:
        """Read every turn that has begun; what is wrong is read again, as work may go on after a reply."""
        read = {turn: self._text(ids[turn]) for turn in raw.texts}
        for pause in settling:
            late = [turn for turn, text in read.items() if not is_right(text, turn, raw, stripped)]
            if not late:
                break
            time.sleep(pause)
            read |= {turn: self._text(ids[turn]) for turn in late}
        return read

    def _text(self, turn_id: str) -> str:
        answer = self.probes.ask("read", partial(_answer, self.read, turn_id), PROBE_WAIT)
        if isinstance(answer, ProbeFailed):
            raise answer
        return answer


def is_right(text: str, turn: str, raw: TurnTexts, stripped: TurnTexts) -> bool:
    """Whether a text is that of a turn, with or without markup for the voice."""
    expected = raw.text(turn)
    return text in (expected, without_markup(expected), stripped.text(turn))


def _answer(read: Read, turn_id: str) -> str | ProbeFailed:
    """Return what the user's function returns, as a plain string; only a function that hangs is lost."""
    try:
        text: Any = read(turn_id)
    except BaseException as error:  # noqa: BLE001 - as for `state`: it is the user's code
        return ProbeFailed("read", str(crash_of(error)))
    if text is None:
        return ""
    if not isinstance(text, str):
        return ProbeFailed("read", f"it returns a value of type {type(text).__name__}")
    return str.__str__(text)  # a subclass may have methods of its own


def _new_ids(conversation: Conversation) -> dict[str, str]:
    """Return an id for each turn, so that nothing is left of an earlier conversation under it."""
    names = dict.fromkeys(event.message["turnId"] for event in conversation if "turnId" in event.message)
    return {name: str(uuid4()) for name in names}


def _sent(message: Object, number: int, ids: Mapping[str, str], call: str) -> Object:
    sent = dict(message)
    if "turnId" in sent:
        sent["turnId"] = ids[sent["turnId"]]
    if isinstance(sent.get("call"), dict):
        sent["call"] = {**sent["call"], "id": call}
    if isinstance(sent.get("timestamp"), int | float):
        sent["timestamp"] += 50 * number
    return sent


def _stripped(message: Object) -> Object:
    """Return a message as a handler has it that removes the markup of each token."""
    output = message.get("output")
    return {**message, "output": without_markup(output)} if isinstance(output, str) else message


def _refusal(exchange: Exchange) -> tuple[object, ...]:
    crash, reply = exchange.crash, exchange.reply
    place = (crash.type, crash.file, crash.line) if crash else None
    return ("refused", place, reply.status if reply else None, exchange.timed_out)


def _wrong(steps: tuple[ReadEvent, ...], turn: str, text: str, raw: TurnTexts) -> TurnFault:
    expected, interrupted = raw.text(turn), turn in raw.interrupted
    kind = ("text", interrupted, text.startswith(expected), expected.startswith(text))
    return TurnFault(steps=steps, kind=kind, turn=turn, interrupted=interrupted)
