"""
What a part of a message is grown towards, so that what is deep inside comes up as well.

Left to chance, a branch three records down would be met once in thousands of messages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from ..bundle import Erratum
from ..shapes import Catalogue, Shape, Spot, Union, spots, steps

Path: TypeAlias = tuple[Spot, ...]
NEAR = 2  # levels below a property of the message


def branches_nearby(catalogue: Catalogue, shape: Shape, depth: int = NEAR) -> tuple[Path, ...]:
    """
    List the paths to each branch of each union that lies at most `depth` properties and items down.
    """
    return tuple(_nearby(catalogue, (Spot(catalogue.resolve(shape)),), depth))


def _nearby(catalogue: Catalogue, path: Path, depth: int) -> Iterator[Path]:
    spot = path[-1]
    for step in steps(catalogue, spot.shape):
        deeper = depth - (step.token is not None)
        if deeper >= 0:
            below = (*path, Spot(step.child, spot, step))
            if isinstance(spot.shape, Union):
                yield below
            yield from _nearby(catalogue, below, deeper)


def disputed_places(catalogue: Catalogue, shape: Shape, errata: tuple[Erratum, ...]) -> tuple[Path, ...]:
    """
    List the paths to each erratum, and to each branch of each union whose branches overlap.
    """
    corrected = tuple(f"#{erratum.place.partition('#')[2]}" for erratum in errata)
    aims: list[Path] = []
    for below, spot in spots(catalogue, catalogue.resolve(shape)).items():
        if below.at.startswith(corrected):
            aims.append(spot.path)
        elif isinstance(below, Union) and catalogue.overlaps(below):
            aims.extend((*spot.path, Spot(step.child, spot, step)) for step in steps(catalogue, below))
    return tuple(aims)
