"""What a search has sent last, to see which messages a failing one may depend on."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from ..cases.fresh_ids import ids_in
from .example import Example
from .sequences import MOST_BEFORE, joined

#: How many messages are remembered.
REMEMBERED = 600
#: Of those with an id in common, how many of the first and of the last are among the last messages.
FEW = 15
#: The ids of a message, and the message.
Sent = tuple[frozenset[str], Example]


@dataclass(slots=True)
class SentExamples:
    """The messages that were sent last, each with its ids."""

    sent: deque[Sent] = field(default_factory=lambda: deque[Sent](maxlen=REMEMBERED))

    def note(self, example: Example) -> None:
        """Remember a message that was sent."""
        self.sent.append((frozenset(ids_in(example.message)), example))

    def before(self, example: Example) -> Example:
        """A message with those before it that have an id in common with it."""
        own = frozenset(ids_in(example.message))
        return joined([*(each for ids, each in self.sent if ids & own), example])

    def last(self, example: Example) -> Example:
        """A message with the last ones before it, whatever their ids are, and some with an id in common."""
        own = frozenset(ids_in(example.message))
        numbers = range(len(self.sent))
        sharing = [number for number in numbers if self.sent[number][0] & own]
        some = {*sharing[:FEW], *sharing[-FEW:]}
        others = [number for number in reversed(numbers) if number not in some]
        chosen = sorted([*some, *others[: MOST_BEFORE - len(some)]])
        return joined([*(self.sent[number][1] for number in chosen), example])
