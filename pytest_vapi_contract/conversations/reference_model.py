"""The reference model: what a correct handler has of each turn after the messages that it got."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..json_paths import Object


@dataclass(frozen=True, slots=True)
class TurnTexts:
    """
    The text of each turn, as a correct handler has it after some messages.

    It follows three rules, the source of which is the description of `turnId`: all tokens of one LLM response
    share it, and those of an interrupted turn are to be discarded.

    - A `model-output` message appends its `output` to the text of its turn, in the order of arrival, if it is
      a string. Lists of tool calls and objects are not text.
    - A `user-interrupted` message with a `turnId` empties that turn for good: later tokens are discarded.
    - All other messages, and those without a `turnId`, leave every turn as it is.
    """

    texts: Mapping[str, str] = field(
        default_factory=dict[str, str]
    )  #: By turn id, those of interrupted turns are empty.
    interrupted: frozenset[str] = frozenset()  #: The ids of interrupted turns.

    def text(self, turn_id: str) -> str:
        """Return the text of a turn; it is empty for a turn that was interrupted, or never seen."""
        return self.texts.get(turn_id, "")

    def after(self, message: Object) -> TurnTexts:
        """Return the texts after one more message, without its envelope."""
        turn_id = message.get("turnId")
        if not isinstance(turn_id, str):
            return self
        if message.get("type") == "user-interrupted":
            return TurnTexts({**self.texts, turn_id: ""}, self.interrupted | {turn_id})
        if message.get("type") != "model-output" or turn_id in self.interrupted:
            return self
        text = self.text(turn_id) + text_of(message.get("output"))
        return TurnTexts({**self.texts, turn_id: text}, self.interrupted)

    @classmethod
    def of(cls, messages: Iterable[Object]) -> TurnTexts:
        """Return the texts after all of the messages."""
        texts = cls()
        for texts in cls.each(messages):  # noqa: B007 - the last one counts
            pass
        return texts

    @classmethod
    def each(cls, messages: Iterable[Object]) -> Iterator[TurnTexts]:
        """Return the texts after each of the messages, in order."""
        texts = cls()
        for message in messages:
            texts = texts.after(message)
            yield texts


def text_of(output: Any) -> str:
    """Return what an `output` adds to the text of its turn: itself if it is a string, and else nothing."""
    return output if isinstance(output, str) else ""
