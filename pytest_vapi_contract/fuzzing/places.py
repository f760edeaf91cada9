"""The places of a message, and which of them are worth changing most."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from random import Random
from typing import Any

from ..cases.condition import MISSING, Path
from ..handler_source.words import MESSAGE, SourceWords
from ..json_paths import Parsed, is_object
from .edit_kinds import PlacedValue

#: How many places of a message are looked at: a report has thousands that are alike.
MOST_PLACES = 2_000
#: So many items of a list are all looked at.
FEW_ITEMS = 5
#: How often a place is one that the source reads, where the message has any.
READ_SHARE = 0.7
#: How many times as often a value is changed as a list or an object, with all that is in it.
LEAF_WEIGHT = 3
#: How many places whose values are compared are changed in one message at most, and how often each is.
MOST_TOGETHER, TOGETHER_SHARE = 8, 0.5
#: What says which type a message has: with another one it is another message.
TYPE: Path = ("type",)


class Places:
    """All places of one message: those that the source reads, and all."""

    def __init__(self, message: Any, words: SourceWords) -> None:
        named = list(islice(_places(message, (), ""), MOST_PLACES))
        self.all = [place for _, place in named]
        self.read = [place for name, place in named if name in words.read]
        self.read += _absent(message, self.all, words)
        self.compared = [place for place in self.read if place.name in words.compared]

    def chosen(self, random: Random) -> PlacedValue | None:
        """One of the places at random; None where there is nothing to change."""
        some = self.read if self.read and random.random() < READ_SHARE else self.all
        return random.choice(random.choice(_alike(some))) if some else None

    def chosen_read(self, random: Random, *, but: Collection[Path] = ()) -> PlacedValue | None:
        """One of the places that the source reads, but for some; None where there are no others."""
        groups = _alike([place for place in self.read if place.path not in but])
        weights = [1 if isinstance(group[0].value, dict | list) else LEAF_WEIGHT for group in groups]
        return random.choice(random.choices(groups, weights)[0]) if groups else None

    def chosen_together(self, random: Random) -> list[PlacedValue]:
        """Some of the places whose values are compared with something."""
        some = random.sample(self.compared, min(len(self.compared), MOST_TOGETHER))
        return [place for place in some if random.random() < TOGETHER_SHARE]


def _alike(places: Sequence[PlacedValue]) -> list[list[PlacedValue]]:
    """Places of the same name in all items of a list are alike: a thousand have one turn."""
    groups: dict[Path, list[PlacedValue]] = {}
    for place in places:
        key = tuple(0 if isinstance(token, int) else token for token in place.path)
        groups.setdefault(key, []).append(place)
    return list(groups.values())


def _absent(message: Any, places: Iterable[PlacedValue], words: SourceWords) -> Iterator[PlacedValue]:
    """The properties that the source reads where there is an object without them."""
    for place in (PlacedValue((), message), *places):
        if is_object(place.value):
            for name in words.below.get(place.name if place.path else MESSAGE, ()):
                if name not in place.value and (*place.path, name) != TYPE:
                    yield PlacedValue((*place.path, name), MISSING)


def _places(value: Parsed, path: Path, name: str) -> Iterator[tuple[str, PlacedValue]]:
    """All places in a value, each with the name of the nearest property."""
    if path and path != TYPE:
        yield name, PlacedValue(path, value)
    if isinstance(value, dict):
        for inner, part in value.items():
            yield from _places(part, (*path, inner), inner)
    elif isinstance(value, list):
        for at in _looked_at(len(value)):
            yield from _places(value[at], (*path, at), name)


def _looked_at(length: int) -> Sequence[int]:
    """The items of a list that are looked at: all of a few, and of many some from all over."""
    return range(length) if length <= FEW_ITEMS else sorted({*range(FEW_ITEMS - 2), length // 2, length - 1})
