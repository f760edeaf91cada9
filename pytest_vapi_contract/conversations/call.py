"""A call as a value: its events, and the turns in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..json_paths import Object
from .turn_texts import TurnTexts


@dataclass(frozen=True, slots=True)
class Event:
    """One message of a call, and when it is sent."""

    at: float  #: Seconds since the start of the call, in whole milliseconds.
    message: Object  #: Without its envelope.


@dataclass(frozen=True, slots=True)
class Turn:
    """What is sent about one LLM response: its `model-output` messages, and any `user-interrupted`."""

    id: str  #: The `turnId` of each message.
    messages: tuple[Object, ...]

    @property
    def text(self) -> str:
        """The text that is left of the turn: all of its tokens, or nothing if it was interrupted."""
        return TurnTexts.of(self.messages).text(self.id)

    @property
    def interrupted(self) -> bool:
        """Whether the user interrupted the turn."""
        return any(message["type"] == "user-interrupted" for message in self.messages)


@dataclass(frozen=True, slots=True)
class Call:
    """
    A whole conversation as its events, in the order in which they are sent.

    The messages of one call share their records, such as `call` and `assistant`: copy a message
    (`copy.deepcopy`) before you change one of them.
    """

    events: tuple[Event, ...]

    @property
    def messages(self) -> tuple[Object, ...]:
        """The messages of the events."""
        return tuple(event.message for event in self.events)

    @property
    def id(self) -> str | None:
        """The id of the call; `None` for a chat, which has no call."""
        calls: Iterator[Any] = (message.get("call") for message in self.messages)
        return next((call["id"] for call in calls if call), None)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns of the call, in the order in which they begin."""
        messages: dict[str, list[Object]] = {}
        for message in self.messages:
            if isinstance(message.get("turnId"), str):
                messages.setdefault(message["turnId"], []).append(message)
        return tuple(Turn(id, tuple(found)) for id, found in messages.items())

    def text(self, turn_id: str) -> str:
        """Return the text that is left of a turn at the end of the call."""
        return TurnTexts.of(self.messages).text(turn_id)
