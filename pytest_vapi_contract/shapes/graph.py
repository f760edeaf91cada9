"""The shapes of a contract as a graph: where a step leads, and how each shape is reached from a message."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .catalogue import Catalogue
from .emptiness import why_full
from .nodes import EXTRA_PROPERTY, Array, Record, Shape, Union

#: The most steps that a way has: what lies deeper is not looked for.
LONGEST_WAY = 60


@dataclass(frozen=True, slots=True)
class Step:
    """One way down: into a property (`token` is its name), an item (`token` is 0) or a branch (no token)."""

    token: str | int | None
    branch: int | None
    child: Shape  #: resolved

    @property
    def into_item(self) -> bool:
        """Tell whether the step leads into a list, which holds as many values as one likes."""
        return isinstance(self.token, int)


def steps(catalogue: Catalogue, shape: Shape) -> Iterator[Step]:
    """List the ways down from a resolved shape that a conforming value can take."""
    match shape:
        case Record():
            yield from _record_steps(catalogue, shape, shape.properties)
        case Array() if shape.max_items != 0:
            for index, part in enumerate((shape.items, shape.holding)):
                if part is not None and catalogue.why_empty(part) is None:
                    yield Step(0, index or None, catalogue.resolve(part))
        case Union():
            for index, branch in enumerate(catalogue.branches(shape)):
                yield Step(None, index, catalogue.resolve(branch.shape))
        case _:
            pass


def steps_into(catalogue: Catalogue, shape: Shape, token: str | int | None) -> Iterator[Step]:
    """List those of the ways down that have this token; a record may have thousands of others."""
    if isinstance(shape, Record):
        yield from _record_steps(catalogue, shape, [str(token)] if token in shape.properties else [])
    else:
        yield from steps(catalogue, shape)


def _record_steps(catalogue: Catalogue, shape: Record, names: Iterable[str]) -> Iterator[Step]:
    for name in names:
        if catalogue.why_absent(shape, name) is None:
            yield Step(name, None, catalogue.resolve(shape.properties[name].shape))
    roomy = why_full(shape) is None
    if roomy and shape.additional is not None and catalogue.why_empty(shape.additional) is None:
        yield Step(EXTRA_PROPERTY, None, catalogue.resolve(shape.additional))


@dataclass(frozen=True, slots=True, eq=False)
class Occurrence:
    """A shape where it occurs first: the occurrence above it and the step that leads here."""

    shape: Shape
    above: Occurrence | None = None
    step: Step | None = None

    @property
    def path(self) -> tuple[Occurrence, ...]:
        """List the occurrences from the message down to this one."""
        return (*(self.above.path if self.above else ()), self)

    @property
    def at(self) -> tuple[str | int, ...]:
        """Tell where in a message it is, as the tokens of a JSON pointer."""
        return tuple(s.step.token for s in self.path if s.step is not None and s.step.token is not None)


def occurrences(catalogue: Catalogue, root: Shape, *, depth: int | None = None) -> dict[Shape, Occurrence]:
    """
    Find each shape that a conforming value of `root` can hold, with one shortest way to it, nearest first.

    With `depth`, only what lies at most that many properties and items down.
    """
    return {shape: occurrence for (shape, _), occurrence in _search(catalogue, root, depth=depth).items()}


def occurrences_within_lists(catalogue: Catalogue, root: Shape) -> dict[Shape, Occurrence]:
    """Find the same shapes, by a way through a list if there is one: there a shape can be met many times."""
    found = _search(catalogue, root, tell_lists_apart=True)
    ordered = sorted(found.items(), key=lambda item: item[0][1])
    return {shape: occurrence for (shape, _), occurrence in ordered}


def _search(
    catalogue: Catalogue, root: Shape, *, depth: int | None = None, tell_lists_apart: bool = False
) -> dict[tuple[Shape, bool], Occurrence]:
    found: dict[tuple[Shape, bool], Occurrence] = {}
    queue = deque([(False, 0, 0, Occurrence(root))])
    while queue:
        within, level, length, occurrence = queue.popleft()
        if (occurrence.shape, within) in found or length > LONGEST_WAY:
            continue
        found[occurrence.shape, within] = occurrence
        for step in steps(catalogue, occurrence.shape):
            below = level + (step.token is not None)
            if depth is None or below <= depth:
                entered = within or (tell_lists_apart and step.into_item)
                queue.append((entered, below, length + 1, Occurrence(step.child, occurrence, step)))
    return found
