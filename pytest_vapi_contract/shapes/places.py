"""
The places of a contract: all that a message can show or leave out, and which of it no message can show.

A place belongs to a component, not to a path: there are 3,600 places and seven million paths.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from .catalogue import Catalogue
from .emptiness import why_full
from .graph import LONGEST_WAY, occurrences
from .membership import is_of_number
from .nodes import (
    Array,
    Branch,
    Choice,
    Joint,
    Number,
    Option,
    Property,
    Record,
    Reference,
    Shape,
    Text,
    Union,
)
from .scalar_values import has_text_of_length

Aspect: TypeAlias = Literal["branch", "value", "present", "absent", "bound", "empty", "one", "many"]
LARGEST_MESSAGE = 64 * 1024  # bytes of JSON
TOO_LONG = LARGEST_MESSAGE // 2  # code points: such a string leaves too little room for the rest
TOO_LONG_REASON = "a string of that length does not fit into a message of 64 KB"
NEVER_TOUCHED = "the values that are listed beside it, or other bounds, rule out every value at it"
NOT_OF_THAT_SIZE = "minItems or maxItems does not allow lists of that size"
OVERLAP = "every message that shows it also matches another branch of a union"
REFUSED = "the keywords beside it allow no message that shows it"
EITHER = f"{OVERLAP}, or {REFUSED}"
TOO_DEEP = f"it lies more than {LONGEST_WAY} steps below the message"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One thing that a message can show: a branch, a value, a property there or not, a bound at its edge."""

    at: str  #: JSON pointer into the document of `Contract.schema`
    aspect: Aspect

    def __str__(self) -> str:
        return f"{self.at} {self.aspect}"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What may have taken something from a shape: a union above that tells it apart, keywords beside it."""

    by_union: bool = False
    by_joint: bool = False

    @property
    def reason(self) -> str:
        """Why a place of the shape is out of reach, if nothing nearer is."""
        if self.by_union:
            return EITHER if self.by_joint else OVERLAP
        return REFUSED if self.by_joint else TOO_DEEP

    def within(self, catalogue: Catalogue, shape: Shape) -> Narrowing:
        """The same for what a shape holds."""
        by_union = isinstance(shape, Union) and catalogue.tells_apart(shape)
        return Narrowing(self.by_union or by_union, self.by_joint or isinstance(shape, Joint))


@dataclass(frozen=True, slots=True)
class Reachability:
    """Which places of a message type a conforming message can show, and why it cannot show the others."""

    reachable: frozenset[Place]
    unreachable: dict[Place, str]
    #: Those of the unreachable that are out of reach by themselves; the others are only within one of these.
    causes: frozenset[Place]

    @property
    def places(self) -> frozenset[Place]:
        """All places."""
        return self.reachable | self.unreachable.keys()


def reachability(catalogue: Catalogue, type: str) -> Reachability:
    """Find out which places of a message type its conforming messages can show."""
    root = catalogue.message(type)
    reachable = frozenset(
        place for shape in occurrences(catalogue, root) for place in places_of(catalogue, shape)
    )
    reasons: dict[Place, str] = {}
    causes: set[Place] = set()
    for place, reason, inherited in _declared(catalogue, root):
        if place not in reachable and place not in reasons:
            reasons[place] = inherited or reason
            causes.update(() if inherited else (place,))
    return Reachability(reachable, reasons, frozenset(causes))


def places_of(catalogue: Catalogue, shape: Shape) -> Iterator[Place]:
    """List the places that values of a resolved shape show by themselves, without what they hold."""
    match shape:
        case Choice():
            yield from (place for option in shape.options for place in places_of_option(option))
        case Text() | Number():
            yield from bounds(shape)
        case Array():
            yield from _array_places(catalogue, shape)
        case Record():
            yield from _record_places(catalogue, shape)
        case Union():
            branches = catalogue.branches(shape)
            yield from dict.fromkeys(
                place for branch in branches for place in places_of_branch(shape, branch)
            )
        case _:
            pass


def places_of_option(option: Option) -> Iterator[Place]:
    """List what one value of an enumeration shows."""
    yield from (Place(at, "value") for at in option.places)
    yield from (Place(at, "bound") for at in option.bounds)


def places_of_property(part: Property, *, present: bool) -> Iterator[Place]:
    """List what a property shows that is there, or one that is not."""
    yield from (Place(at, "present" if present else "absent") for at in part.places)


def places_of_size(shape: Array, size: int) -> Iterator[Place]:
    """List what the size of a list shows."""
    aspect: Aspect = "empty" if size == 0 else "one" if size == 1 else "many"
    yield from (Place(at, aspect) for at in shape.places)


def places_of_branch(union: Union, branch: Branch) -> Iterator[Place]:
    """List what a value of a branch shows; nothing if no schema declares the branch."""
    if branch.at != union.at:
        yield Place(branch.at, "branch")


def bounds(shape: Text | Number) -> dict[Place, int | float]:
    """List the declared bounds that a value can touch, with the length or the number that touches them."""
    return {Place(at, "bound"): edge for at, edge in shape.edges.items() if _is_touched(shape, edge)}


def _is_touched(shape: Text | Number, edge: float) -> bool:
    if isinstance(shape, Number):
        return is_of_number(shape, edge)
    return edge < TOO_LONG and has_text_of_length(shape, int(edge))


def _array_places(catalogue: Catalogue, shape: Array) -> Iterator[Place]:
    most = 2 if shape.max_items is None else shape.max_items
    if catalogue.why_empty(shape.items) is not None:
        most = 0
    for size in range(min(shape.min_items, 2), min(most, 2) + 1):
        yield from places_of_size(shape, size)


def _record_places(catalogue: Catalogue, shape: Record) -> Iterator[Place]:
    for name, part in shape.properties.items():
        if not (part.required or catalogue.needs_all(shape)):
            yield from places_of_property(part, present=False)
        if catalogue.why_absent(shape, name) is None:
            yield from places_of_property(part, present=True)


def _declared(catalogue: Catalogue, root: Shape) -> Iterator[tuple[Place, str, str | None]]:
    """List every place that the schemas declare, why it is out of reach, and why what it is within is."""
    seen: set[Shape] = set()
    queue: deque[tuple[Shape, str | None, Narrowing]] = deque([(root, None, Narrowing())])
    while queue:
        shape, cause, narrowing = queue.popleft()
        shape = catalogue.component(shape.name) if isinstance(shape, Reference) else shape
        if shape in seen:
            continue
        seen.add(shape)
        for place, reason in _declared_places(catalogue, shape, narrowing.reason):
            yield place, reason, cause
        for part, why in _declared_parts(catalogue, shape):
            inherited = cause or why
            (queue.append if inherited else queue.appendleft)(
                (part, inherited, narrowing.within(catalogue, shape))
            )


def _declared_places(catalogue: Catalogue, shape: Shape, otherwise: str) -> Iterator[tuple[Place, str]]:
    match shape:
        case Choice():
            yield from ((Place(at, "value"), otherwise) for option in shape.options for at in option.places)
        case Text() | Number():
            for at, edge in shape.edges.items():
                too_long = isinstance(shape, Text) and edge >= TOO_LONG
                yield Place(at, "bound"), TOO_LONG_REASON if too_long else NEVER_TOUCHED
        case Array():
            for size in (0, 1, 2):
                why = _why_not_of_size(catalogue, shape, size) or otherwise
                yield from ((place, why) for place in places_of_size(shape, size))
        case Record():
            for name in shape.properties:
                yield from _declared_property(catalogue, shape, name, otherwise)
        case Union():
            taken = {branch.at for branch in catalogue.branches(shape)}
            for branch in shape.branches:
                why = _why_lost(catalogue, shape, branch, taken) or otherwise
                yield from ((place, why) for place in places_of_branch(shape, branch))
        case _:
            pass


def _why_not_of_size(catalogue: Catalogue, shape: Array, size: int) -> str | None:
    most = 2 if shape.max_items is None else shape.max_items
    if not min(shape.min_items, 2) <= size <= most:
        return NOT_OF_THAT_SIZE
    return catalogue.why_empty(shape.items) if size else None


def _declared_property(
    catalogue: Catalogue, shape: Record, name: str, otherwise: str
) -> Iterator[tuple[Place, str]]:
    part = shape.properties[name]
    why = catalogue.why_absent(shape, name) or otherwise
    yield from ((place, why) for place in places_of_property(part, present=True))
    if not part.required:
        why = (
            f"{shape.at}: minProperties asks for all of its properties"
            if catalogue.needs_all(shape)
            else otherwise
        )
        yield from ((place, why) for place in places_of_property(part, present=False))


def _declared_parts(catalogue: Catalogue, shape: Shape) -> Iterator[tuple[Shape, str | None]]:
    match shape:
        case Joint():
            why = catalogue.why_empty(shape)
            yield from ((part, why) for part in shape.parts)
        case Array():
            yield shape.items, NOT_OF_THAT_SIZE if shape.max_items == 0 else catalogue.why_empty(shape.items)
        case Record():
            for name, part in shape.properties.items():
                yield part.shape, catalogue.why_absent(shape, name)
            if shape.additional is not None:
                yield shape.additional, why_full(shape) or catalogue.why_empty(shape.additional)
        case Union():
            taken = {branch.at for branch in catalogue.branches(shape)}
            for branch in shape.branches:
                yield branch.shape, _why_lost(catalogue, shape, branch, taken)
        case _:
            pass


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
