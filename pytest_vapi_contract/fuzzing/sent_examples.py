"""What a search has sent last, to see which messages a failing one may depend on."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from .example import Example
from .fresh_ids import ids_in
from .sequences import joined

#: How many messages are remembered.
REMEMBERED = 200
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
