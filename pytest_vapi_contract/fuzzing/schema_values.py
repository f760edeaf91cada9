"""Values that the schema of a message has at a place, in any of the ways that it allows there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from ..cases.condition import MISSING, Path
from ..contract import Contract
from ..detail_names import DetailName
from ..samples.sampling import value_of
from ..shapes import Array, Catalogue, Choice, GenerationReading, Nothing, Record, Shape, Union

#: How much is in a value, and the most shapes that are followed for one place.
DETAILS: tuple[DetailName, ...] = ("minimal", "typical")
MOST_SHAPES = 40
#: How many times as often a shape is taken that has a value which the source compares.
COMPARED_WEIGHT = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class SchemaValues:
    """Makes values for the places of messages of one type."""

    contract: Contract
    type: str
    reading: GenerationReading = "every"
    #: Name of a property -> the constants that the source compares it with.
    compared: Mapping[str, tuple[Any, ...]] = field(default_factory=dict[str, tuple[Any, ...]])
    seed: int | None = None  #: The seed of the messages that a value belongs to; any by default.

    def value(self, path: Path, random: Random) -> Any:
        """A value that the schema has at a place; `MISSING` if it has none there."""
        shapes = list(self._shapes(path))
        if not shapes:
            return MISSING
        weights = [COMPARED_WEIGHT if self._is_compared(each, path) else 1 for each in shapes]
        [shape] = random.choices(shapes, weights)
        known = self._known(shape, path)
        if known and random.random() < 0.5:
            return random.choice(known)
        seed = random.getrandbits(32) if self.seed is None else self.seed
        try:
            return value_of(
                shape,
                type=self.type,
                seed=seed,
                contract=self.contract,
                reading=self.reading,
                detail="typical" if isinstance(shape, Array) else random.choice(DETAILS),
            )
        except ValueError:  # nothing can be made of it
            return MISSING

    def has_place(self, path: Path) -> bool:
        """Whether the schema has anything at a place."""
        return bool(self._shapes(path))

    @property
    def _catalogue(self) -> Catalogue:
        return self.contract.catalogue(self.reading)

    def _shapes(self, path: Path) -> list[Shape]:
        """The shapes that a value at a place may have: those of the branches of a union, one by one."""
        shapes = list(self._branches([self._catalogue.typed(self.type)]))
        for token in path:
            shapes = list(self._branches(_parts(shapes, token)))[:MOST_SHAPES]
        return [each for each in shapes if self._catalogue.has_value(each)]

    def _branches(self, shapes: Iterable[Shape]) -> Iterator[Shape]:
        for shape in shapes:
            resolved = self._catalogue.resolve(shape)
            if isinstance(resolved, Union):
                yield from self._branches(branch.shape for branch in self._catalogue.branches(resolved))
            elif not isinstance(resolved, Nothing):
                yield resolved

    def _is_compared(self, shape: Shape, path: Path) -> bool:
        """Whether a shape, or one of its properties, has a value that the source compares."""
        if isinstance(shape, Record):
            parts = ((name, self._catalogue.resolve(part.shape)) for name, part in shape.properties.items())
            return any(self._options(part, name) for name, part in parts)
        return bool(self._known(shape, path))

    def _known(self, shape: Shape, path: Path) -> list[Any]:
        name = next((each for each in reversed(path) if isinstance(each, str)), "")
        return self._options(shape, name)

    def _options(self, shape: Shape, name: str) -> list[Any]:
        """The values that a shape lists and the source compares."""
        if not isinstance(shape, Choice) or name not in self.compared:
            return []
        compared = self.compared[name]
        return [option.value for option in shape.options if option.value in compared]


def _parts(shapes: Iterable[Shape], token: str | int) -> Iterator[Shape]:
    """The shapes of a part of values of these shapes."""
    for shape in shapes:
        if isinstance(shape, Array) and isinstance(token, int):
            yield shape.items
        elif isinstance(shape, Record) and token in shape.properties:
            yield shape.properties[str(token)].shape
