"""Which texts of a turn are right: the reference model, and what may differ from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ...conversations import TurnTexts
from ...conversations.speech import without_markup
from ...json_paths import Object


@dataclass(frozen=True, slots=True)
class RightTexts:
    """Which texts are right after some messages."""

    messages: tuple[Object, ...] = ()
    raw: TurnTexts = field(default_factory=TurnTexts)
    stripped: TurnTexts = field(default_factory=TurnTexts)  #: Of a handler that removes markup from tokens.

    def after(self, message: Object) -> RightTexts:
        """Return what is right after one more message; one that is delivered once more changes nothing."""
        messages = (*self.messages, message)
        if self.messages and message == self.messages[-1]:
            return RightTexts(messages, self.raw, self.stripped)
        return RightTexts(messages, self.raw.after(message), self.stripped.after(_stripped(message)))

    def has(self, turn: str, text: str) -> bool:
        """
        Whether a text of a turn is right. It may lack markup for the voice, and blanks at its ends.

        Where messages arrive in another order than that of their timestamps, either order will do.
        """
        expected = [self.raw.text(turn), self.stripped.text(turn)]
        timed = sorted(self.messages, key=timestamp_of)
        if timed != list(self.messages):
            expected.append(TurnTexts.of(_once(timed)).text(turn))
        return any(is_alike(text, each) for each in expected)


def is_alike(text: str, expected: str) -> bool:
    """Whether two texts are the same but for markup and for blanks at their ends."""
    return text.strip() in (expected.strip(), without_markup(expected).strip())


def timestamp_of(message: Object) -> float:
    """Return when a message was made; zero where it does not say so."""
    timestamp: Any = message.get("timestamp")
    return timestamp if isinstance(timestamp, int | float) else 0


def _once(messages: Sequence[Object]) -> list[Object]:
    """Return messages without those that are the same as the one before."""
    return [each for number, each in enumerate(messages) if number == 0 or each != messages[number - 1]]


def _stripped(message: Object) -> Object:
    """Return a message as a handler has it that removes the markup of each token."""
    output = message.get("output")
    return {**message, "output": without_markup(output)} if isinstance(output, str) else message
