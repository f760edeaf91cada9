"""Which properties of a record are there: for each, from which byte on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...shapes import Array, Catalogue, Record, Shape, Union
from ..message_size import Level
from .builders import BYTE

MOST_PLAIN = 200  # optional properties without parts that a record has, on average, at the most
MOST = 0.8  # of an optional property: how often it is there, at the most


@dataclass(slots=True)
class Presence:
    """One property of a record, and what the byte that is drawn for it makes of it."""

    name: str
    shape: Shape
    threshold: int  #: From which byte on it is there.
    made: tuple[Any, ...] = ()  #: The value by byte; prepared when it is first needed.


def presence_of(catalogue: Catalogue, shape: Record, level: Level) -> Iterator[Presence]:
    """List the properties of a record; byte 0 leaves out each that is optional."""
    shares = _shares(catalogue, shape, level)
    for name, part in shape.properties.items():
        threshold = 0 if part.required else max(1, round(BYTE * (1 - shares.get(name, 0))))
        yield Presence(name, catalogue.resolve(part.shape), threshold)


def _shares(catalogue: Catalogue, shape: Record, level: Level) -> dict[str, float]:
    """Say how often each optional property is there, if its value can be made at all."""
    optional = {name: catalogue.resolve(shape.properties[name].shape) for name in catalogue.optional(shape)}
    whole = sum(map(has_parts, optional.values()))
    plain = min(level.plain, MOST_PLAIN / (len(optional) or 1))
    return {
        name: min(MOST, level.parts / whole) if has_parts(part) else plain for name, part in optional.items()
    }


def has_parts(shape: Shape) -> bool:
    """Tell whether a value of a resolved shape has parts that take choices of their own."""
    if isinstance(shape, Record):
        return bool(shape.properties)
    return isinstance(shape, Array | Union)
