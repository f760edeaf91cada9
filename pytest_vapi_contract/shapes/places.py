"""
The places of a contract: all that a message can show or leave out, and which of it no message can show.

A place belongs to a component, not to a path: 3,600 places stand against seven million paths.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from .._json import child
from .catalogue import Catalogue
from .description import (
    Array,
    Branch,
    Choice,
    Joint,
    Number,
    Record,
    Reference,
    Shape,
    Text,
    Union,
)
from .graph import spots

Aspect: TypeAlias = Literal["branch", "value", "present", "absent", "bound", "empty", "one", "many"]
LARGEST_MESSAGE = 64 * 1024  # bytes of JSON
TOO_LONG = LARGEST_MESSAGE // 2  # code points: such a string leaves too little room for the rest
TOO_LONG_REASON = "a string of that length does not fit into a message of 64 KB"
NEVER_TOUCHED = "the values that are listed beside it, or other bounds, keep every value away from it"
OVERLAP = "wherever it stands, a message that shows it matches another branch of a union as well"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """
    One thing that a message can show: a branch, a value, a property present or absent, a bound at its edge.
    """

    at: str  #: JSON pointer into the document of `Contract.schema`
    aspect: Aspect

    def __str__(self) -> str:
        return f"{self.at} {self.aspect}"


@dataclass(frozen=True, slots=True)
class Reachability:
    """
    Which places of a message type a conforming message can show, and why it cannot show the others.
    """

    reachable: frozenset[Place]
    unreachable: dict[Place, str]

    @property
    def places(self) -> frozenset[Place]:
        """
        All places.
        """
        return self.reachable | self.unreachable.keys()


def reachability(catalogue: Catalogue, type: str) -> Reachability:
    """
    Find out which places of a message type its conforming messages can show.
    """
    root = catalogue.message(type)
    reachable = frozenset(place for shape in spots(catalogue, root) for place in places_of(catalogue, shape))
    reasons: dict[Place, str] = {}
    for place, reason in _declared(catalogue, root):
        if place not in reachable:
            reasons.setdefault(place, reason)
    return Reachability(reachable, reasons)


def places_of(catalogue: Catalogue, shape: Shape) -> Iterator[Place]:
    """
    List the places that values of a resolved shape show by themselves, without what they hold.
    """
    match shape:
        case Choice():
            yield from (Place(at, "value") for option in shape.options for at in option.places)
        case Text() | Number():
            yield from bounds(shape)
        case Array():
            yield from _array_places(catalogue, shape)
        case Record():
            yield from _record_places(catalogue, shape)
        case Union():
            yield from dict.fromkeys(Place(branch.at, "branch") for branch in catalogue.branches(shape))


def bounds(shape: Text | Number) -> dict[Place, int | float]:
    """
    List the declared bounds that a value can touch, with the length or the number that touches them.
    """
    if shape.narrowed:
        return {}
    return {
        place: edge
        for place, edge in _declared_bounds(shape).items()
        if isinstance(shape, Number) or edge < TOO_LONG
    }


def _declared_bounds(shape: Text | Number) -> dict[Place, int | float]:
    limits: dict[str, int | float | None]
    if isinstance(shape, Text):
        limits = {"minLength": shape.min_length or None, "maxLength": shape.max_length}
    else:
        limits = {"minimum": shape.minimum, "maximum": shape.maximum}
    return {Place(child(shape.at, name), "bound"): edge for name, edge in limits.items() if edge is not None}


def _array_places(catalogue: Catalogue, shape: Array) -> Iterator[Place]:
    most = 2 if shape.max_items is None else shape.max_items
    if catalogue.why_empty(shape.items) is not None:
        most = 0
    sizes: tuple[tuple[Aspect, int], ...] = (("empty", 0), ("one", 1), ("many", 2))
    yield from (Place(shape.at, aspect) for aspect, size in sizes if min(shape.min_items, 2) <= size <= most)


def _record_places(catalogue: Catalogue, shape: Record) -> Iterator[Place]:
    for name, part in shape.properties.items():
        at = child(child(shape.at, "properties"), name)
        if not part.required:
            yield Place(at, "absent")
        if catalogue.why_empty(part.shape) is None:
            yield Place(at, "present")


def _declared(catalogue: Catalogue, root: Shape) -> Iterator[tuple[Place, str]]:
    """
    List every place that the schemas declare, with the reason why it would be out of reach.
    """
    seen: set[Shape] = set()
    queue: deque[tuple[Shape, str | None]] = deque([(root, None)])
    while queue:
        shape, cause = queue.popleft()
        shape = catalogue.component(shape.name) if isinstance(shape, Reference) else shape
        if shape in seen:
            continue
        seen.add(shape)
        for place, reason in _declared_places(catalogue, shape):
            yield place, cause or reason
        for part, why in _declared_parts(catalogue, shape):
            inherited = cause or why
            (queue.append if inherited else queue.appendleft)((part, inherited))


def _declared_places(catalogue: Catalogue, shape: Shape) -> Iterator[tuple[Place, str]]:
    match shape:
        case Choice():
            yield from ((Place(at, "value"), OVERLAP) for option in shape.options for at in option.places)
        case Text() | Number():
            for place, edge in _declared_bounds(shape).items():
                yield (
                    place,
                    TOO_LONG_REASON if isinstance(shape, Text) and edge >= TOO_LONG else NEVER_TOUCHED,
                )
        case Array():
            why = catalogue.why_empty(shape.items)
            yield from ((Place(shape.at, aspect), why or OVERLAP) for aspect in ("empty", "one", "many"))
        case Record():
            for name, part in shape.properties.items():
                at = child(child(shape.at, "properties"), name)
                yield Place(at, "present"), catalogue.why_empty(part.shape) or OVERLAP
                if not part.required:
                    yield Place(at, "absent"), OVERLAP
        case Union():
            taken = {branch.at for branch in catalogue.branches(shape)}
            for branch in shape.branches:
                yield Place(branch.at, "branch"), _why_lost(catalogue, shape, branch, taken) or OVERLAP


def _declared_parts(catalogue: Catalogue, shape: Shape) -> Iterator[tuple[Shape, str | None]]:
    match shape:
        case Joint():
            why = catalogue.why_empty(shape)
            yield from ((part, why) for part in shape.parts)
        case Array():
            yield shape.items, catalogue.why_empty(shape.items)
        case Record():
            for part in shape.properties.values():
                yield part.shape, catalogue.why_empty(part.shape)
            if shape.additional is not None:
                yield shape.additional, catalogue.why_empty(shape.additional)
        case Union():
            taken = {branch.at for branch in catalogue.branches(shape)}
            for branch in shape.branches:
                yield branch.shape, _why_lost(catalogue, shape, branch, taken)


def _why_lost(catalogue: Catalogue, union: Union, branch: Branch, taken: set[str]) -> str | None:
    if branch.at in taken:
        return None
    empty = catalogue.why_empty(branch.shape)
    if empty is not None:
        return empty
    rivals = [
        other.at
        for other in union.branches
        if other is not branch and catalogue.without(branch.shape, other.shape) != (branch.shape,)
    ]
    return f"every value of {branch.at} is also one of {' or '.join(rivals)}"
