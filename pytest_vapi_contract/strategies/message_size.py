"""How large a message is: the one knob for size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..detail_names import DetailName


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """How much of what is optional a record holds."""

    plain: float  #: share of the properties without parts: strings, numbers, enums, free-form objects
    parts: float  #: number of the properties with parts, on average: they take choices of their own


@dataclass(frozen=True, kw_only=True, slots=True)
class Detail:
    """How much of what is optional a message holds."""

    levels: tuple[Level, ...]  #: from the message downwards; records below hold what is required
    length: int  #: items of one list, at the most
    wild: float  #: share of strings and numbers that are arbitrary rather than plausible

    def level(self, depth: int) -> Level:
        """Say how much a record holds, by its depth below the message."""
        return self.levels[depth] if depth < len(self.levels) else NOTHING


def _levels(*shares: tuple[float, float]) -> tuple[Level, ...]:
    return tuple(Level(plain=plain, parts=parts) for plain, parts in shares)


NOTHING = Level(plain=0, parts=0)
DETAILS: Mapping[DetailName, Detail] = {
    "minimal": Detail(levels=(), length=0, wild=0.25),
    "typical": Detail(
        levels=_levels((0.5, 0.1), (0.35, 0.02), (0.35, 0.02), (0.35, 0.02)), length=3, wild=0.015
    ),
    "rich": Detail(
        levels=_levels((0.75, 5), (0.7, 5), (0.7, 4), (0.5, 2), (0.5, 1), (0.3, 0.5)), length=6, wild=0.1
    ),
}
