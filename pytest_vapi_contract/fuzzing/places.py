"""The places of a message, and which of them are worth changing most."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from ..cases.condition import Path
from ..json_paths import Parsed
from .edit_kinds import PlacedValue
from .source_words import SourceWords

#: How many places of a message are looked at: a report has thousands that are alike.
MOST_PLACES = 4_000
#: How often a place is one that the source reads, where the message has any.
READ_SHARE = 0.7
#: What says which type a message has: with another one it is another message.
TYPE: Path = ("type",)


class Places:
    """All places of one message: those that the source reads, and all."""

    def __init__(self, message: Any, words: SourceWords) -> None:
        self.all = list(_places(message, ()))[:MOST_PLACES]
        self.read = [place for place in self.all if place.name in words.read]

    def chosen(self, random: Random) -> PlacedValue | None:
        """One of the places at random; None where there is nothing to change."""
        some = self.read if self.read and random.random() < READ_SHARE else self.all
        return random.choice(some) if some else None


def _places(value: Parsed, path: Path) -> Iterator[PlacedValue]:
    if path and path != TYPE:
        yield PlacedValue(path, value)
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _places(part, (*path, name))
    elif isinstance(value, list):
        for at, part in enumerate(value):
            yield from _places(part, (*path, at))
