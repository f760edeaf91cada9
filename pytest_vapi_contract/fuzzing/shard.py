"""A part of a search, which several processes share without knowing of each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, islice
from random import Random
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Shard:
    """One of several equal parts of a search; by default it is the whole."""

    index: int = 0  #: From 0.
    of: int = 1

    def seeds(self, seed: int) -> Iterator[int]:
        """Numbers without end, from a seed on, of which no other shard has one."""
        return count(seed + self.index, self.of)

    def share(self, items: Iterable[Item]) -> Iterator[Item]:
        """Every item that belongs to this shard, in order."""
        return islice(items, self.index, None, self.of)

    def random(self, seed: int) -> Random:
        """The source of chance: the same for the same seed and shard, on every machine."""
        return Random(f"{seed} {self.index} {self.of}")
