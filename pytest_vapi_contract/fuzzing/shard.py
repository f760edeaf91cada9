"""A part of a search, which several processes share without knowing of each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, islice
from random import Random
from typing import TypeVar
from zlib import crc32

Item = TypeVar("Item")
#: How a part is written: "2/8" is the second of eight.
WRITTEN = re.compile(r"([1-9]\d{0,3})/([1-9]\d{0,3})")


def is_shard(text: object) -> bool:
    """Whether a text is a part such as "2/8"."""
    written = WRITTEN.fullmatch(text) if isinstance(text, str) else None
    return written is not None and int(written[1]) <= int(written[2])


@dataclass(frozen=True, slots=True)
class Shard:
    """One of several equal parts of a search; by default it is the whole."""

    index: int = 0  #: From 0.
    of: int = 1

    @classmethod
    def from_text(cls, text: str) -> Shard:
        """The part that is written as "2/8". Raises `ValueError`."""
        if not is_shard(text):
            raise ValueError(f"{text!r} is not a part such as 2/8")
        index, of = map(int, text.split("/"))
        return cls(index - 1, of)

    def owns(self, text: str) -> bool:
        """Whether a text belongs to this shard: each belongs to one."""
        return crc32(text.encode("utf-8", "surrogatepass")) % self.of == self.index

    def seeds(self, seed: int) -> Iterator[int]:
        """Numbers without end, from a seed on, of which no other shard has one."""
        return count(seed + self.index, self.of)

    def share(self, items: Iterable[Item]) -> Iterator[Item]:
        """Every item that belongs to this shard, in order."""
        return islice(items, self.index, None, self.of)

    def random(self, seed: int) -> Random:
        """The source of chance: the same for the same seed and shard, on every machine."""
        return Random(f"{seed} {self.index} {self.of}")
