"""A call as a value: its events, and the turns in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..json_paths import Object
from .reference_model import TurnTexts


class _Briefly:
    """Hypothesis and IPython show the fields of a dataclass, unless it says that it shows itself."""

    __slots__ = ()

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(repr(self))


#: What a message says about the call as it was said in others before: it takes up most of its size.
COMMON = ("artifact", "assistant", "call", "chat", "customer", "newAssistant", "phoneNumber", "timestamp")
LONGEST = 120  #: Letters of one property that are shown.


@dataclass(frozen=True, slots=True, repr=False)
class Event(_Briefly):
    """One message of a call, and when it is sent."""

    at: float  #: Seconds since the start of the call, in whole milliseconds.
    message: Object  #: Without its envelope.

    def __repr__(self) -> str:
        return f"Event(at={self.at}, message={_shortened(self.message)})"


@dataclass(frozen=True, slots=True, repr=False)
class Turn(_Briefly):
    """What is sent about one LLM response: its `model-output` messages, and any `user-interrupted`."""

    id: str  #: The `turnId` of each message.
    messages: tuple[Object, ...]

    def __repr__(self) -> str:
        messages = "".join(f"\n  {_shortened(message)}," for message in self.messages)
        return f"Turn(id={self.id!r}, messages=({messages}\n))"

    @property
    def text(self) -> str:
        """The text that is left of the turn: all of its tokens, or nothing if it was interrupted."""
        return TurnTexts.of(self.messages).text(self.id)

    @property
    def interrupted(self) -> bool:
        """Whether the user interrupted the turn."""
        return any(message["type"] == "user-interrupted" for message in self.messages)


@dataclass(frozen=True, slots=True, repr=False)
class Call(_Briefly):
    """
    A whole conversation as its events, in the order in which they are sent.

    The messages of one call share their records, such as `call` and `assistant`: copy a message
    (`copy.deepcopy`) before you change one of them.
    """

    events: tuple[Event, ...]

    def __repr__(self) -> str:
        events = "".join(f"\n  {event!r}," for event in self.events)
        return f"Call(events=({events}\n))"

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


def _shortened(message: Object) -> str:
    """Show what is special about a message."""
    own = {name: value for name, value in message.items() if name not in COMMON}
    shown = ", ".join(f"{name!r}: {_brief(value)}" for name, value in own.items())
    return f"{{{shown}, ...}}" if len(own) < len(message) else f"{{{shown}}}"


def _brief(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
