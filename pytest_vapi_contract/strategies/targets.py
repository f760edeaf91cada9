"""
What a part of a message is grown towards, so that what is deep inside comes up as well.

Left to chance, a branch three records down would be met once in thousands of messages.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, cycle, islice
from typing import TypeAlias

from ..bundle import Erratum
from ..shapes import Array, Catalogue, Occurrence, Record, Shape, Union, occurrences, steps

Path: TypeAlias = tuple[Occurrence, ...]
NEAR, FAR = 3, 5  # properties and items below the message
MOST_STEPS = (
    100_000  # that are taken nearby: of a record with many properties that hold it again there are too many
)
SHARE = 20  # how often a branch nearby comes up for once that one far away does


def branches(catalogue: Catalogue, root: Shape) -> tuple[Path, ...]:
    """
    List paths to the branches of unions, so that most of them lead to what is nearby.

    The ways to a branch nearby take turns; one far away has its shortest path.
    """
    ways: dict[tuple[Shape, Shape], list[Path]] = {}
    for path in _routes(catalogue, (Occurrence(root),), NEAR, count(MOST_STEPS, -1)):
        ways.setdefault(_branch(path), []).append(path)
    near = (path for each in ways.values() for path in islice(cycle(each), max(SHARE, len(each))))
    far = (path for path in _branches(catalogue, root, FAR) if _branch(path) not in ways)
    return (*near, *far)


def _branch(path: Path) -> tuple[Shape, Shape]:
    return path[-2].shape, path[-1].shape


def properties_with_parts(catalogue: Catalogue, root: Record) -> tuple[Path, ...]:
    """List the paths to what is directly in a message, optional, and has parts of its own."""
    return tuple(
        (Occurrence(root), Occurrence(step.child, Occurrence(root), step))
        for step in steps(catalogue, root)
        if isinstance(step.child, Array | Record | Union) and not root.properties[str(step.token)].required
    )


def _routes(catalogue: Catalogue, path: Path, depth: int, left: Iterator[int]) -> Iterator[Path]:
    """The ways to branches below a path, as far as the steps go that are left."""
    occurrence = path[-1]
    for step in steps(catalogue, occurrence.shape):
        if next(left) <= 0:
            return
        deeper = depth - (step.token is not None)
        if deeper >= 0:
            below = (*path, Occurrence(step.child, occurrence, step))
            if isinstance(occurrence.shape, Union):
                yield below
            yield from _routes(catalogue, below, deeper, left)


def _branches(catalogue: Catalogue, root: Shape, depth: int) -> Iterator[Path]:
    for below, occurrence in occurrences(catalogue, root, depth=depth).items():
        if isinstance(below, Union):
            yield from _below(catalogue, occurrence, below)


def _below(catalogue: Catalogue, occurrence: Occurrence, union: Union) -> Iterator[Path]:
    for step in steps(catalogue, union):
        yield (*occurrence.path, Occurrence(step.child, occurrence, step))


def disputed_places(catalogue: Catalogue, root: Shape, errata: tuple[Erratum, ...]) -> tuple[Path, ...]:
    """List the paths to each erratum, and to each branch of each union whose branches overlap."""
    corrected = tuple(f"#{erratum.place.partition('#')[2]}" for erratum in errata)
    targets: list[Path] = []
    for below, occurrence in occurrences(catalogue, root).items():
        if below.at.startswith(corrected):
            targets.append(occurrence.path)
        elif isinstance(below, Union) and catalogue.overlaps(below):
            targets.extend(_below(catalogue, occurrence, below))
    return tuple(targets)
