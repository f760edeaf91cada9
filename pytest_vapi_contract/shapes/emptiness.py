"""Which shapes have no value, and why: no value that is finite and of one branch alone."""

from __future__ import annotations

from collections.abc import Callable

from .limits import MOST_DIFFERENT
from .nodes import Array, Branch, Nothing, Number, Record, Shape, Text, Union
from .protocols import Resolver
from .scalar_values import why_scalar_empty
from .smallest import Smallest

#: What is demanded to be longer, or to have more parts, is not generated: it would take time and memory.
LONGEST_TEXT, MOST_PARTS = 100_000, 10_000
#: The same for the properties that a value must have, and for the levels that it must have.
MOST_REQUIRED, DEEPEST = 1_000, 60
TOO_DEEP = f"values of more than {DEEPEST} levels are not generated"
#: The most parts of the smallest value of a shape; so many characters count as one.
LARGEST, PART = 20_000, 8
#: The most branches that are told apart from each other, each from all others.
MOST_BRANCHES = 200

Distinct = Callable[[Union], tuple[Branch, ...]]


class Emptiness:
    """Finds out which shapes have a value, once; `distinct` tells the branches of a union apart."""

    def __init__(self, resolver: Resolver, distinct: Distinct) -> None:
        self._resolver = resolver
        self._distinct = distinct
        #: The shapes that have a value, and how much the smallest one has in it.
        self._inhabited: dict[Shape, int] = {}
        #: How many levels the smallest value of these has.
        self._levels: dict[Shape, int] = {}
        #: Why others have none, as far as is known: until one more has a value.
        self._refused: dict[Shape, str] = {}
        self._smallest = Smallest(self)
        #: What is asked about while different values of a part are looked for: these must not hold it.
        self._above: tuple[Shape, ...] = ()

    def resolve(self, shape: Shape) -> Shape:
        """Follow references and work out what joint parts allow together."""
        return self._resolver.resolve(shape)

    def branches(self, union: Union) -> tuple[Branch, ...]:
        """List the branches that have a value, each told apart from the others."""
        return tuple(branch for branch in self._distinct(union) if self.has_value(branch.shape))

    def has_value(self, shape: Shape) -> bool:
        """Tell whether some finite value is of a shape, without what is asked about now."""
        return self._why_empty(shape, self._above) is None

    def size(self, shape: Shape) -> int:
        """Count the parts of the smallest value of a shape, 0 if it has none."""
        return self._known_size(shape) if self.why_empty(shape) is None else 0

    def levels(self, shape: Shape) -> int:
        """Count the levels of the smallest value of a shape, 0 if it has none."""
        return self._known_levels(shape) if self.why_empty(shape) is None else 0

    def why_empty(self, shape: Shape) -> str | None:
        """Say why no finite value is of a shape; `None` if one is."""
        return self._why_empty(shape, ())

    def _why_empty(self, shape: Shape, above: tuple[Shape, ...]) -> str | None:
        resolved = self._resolver.resolve(shape)
        if resolved in self._inhabited:
            return None
        if any(resolved is one for one in above):
            return "it would have to contain itself without end"
        if resolved in self._refused:
            return self._refused[resolved]
        if len(above) > DEEPEST:
            return TOO_DEEP
        reason = self._reason(resolved, (*above, resolved)) or self._why_too_large(resolved)
        if reason is None:
            self._inhabited[resolved] = self._size(resolved)
            self._levels[resolved] = 1 + self._levels_below(resolved)
            self._refused.clear()
        elif reason != TOO_DEEP:
            self._refused[resolved] = reason
        return reason

    def _why_too_large(self, shape: Shape) -> str | None:
        if self._levels_below(shape) >= DEEPEST:
            return TOO_DEEP
        size = self._size(shape)
        return f"values of {size:,} parts or more are not generated" if size > LARGEST else None

    def _levels_below(self, shape: Shape) -> int:
        """Count the levels below a shape in its smallest value, once its parts are known to have one."""
        match shape:
            case Array() | Record():
                return max(map(self._known_levels, shape.needed), default=0)
            case Union():
                branches = (branch.shape for branch in self._distinct(shape))
                known = (self._levels.get(self.resolve(branch)) for branch in branches)
                return min((levels for levels in known if levels is not None), default=0)
            case _:
                return 0

    def _known_levels(self, shape: Shape) -> int:
        return self._levels.get(self.resolve(shape), 0)

    def _size(self, shape: Shape) -> int:
        """Count the parts of the smallest value of a shape whose parts are known to have one."""
        match shape:
            case Text():
                return 1 + shape.min_length // PART
            case Array():
                return 1 + shape.min_items * self._known_size(shape.holding or shape.items)
            case Record():
                return 1 + shape.min_properties + sum(map(self._known_size, shape.needed))
            case Union():
                return min(self._known_size(branch.shape) for branch in self._distinct(shape))
            case _:
                return 1

    def _known_size(self, shape: Shape) -> int:
        return self._inhabited.get(self._resolver.resolve(shape), 1)

    def _reason(self, shape: Shape, above: tuple[Shape, ...]) -> str | None:
        match shape:
            case Nothing():
                return f"{shape.at}: {shape.reason}"
            case Text() if shape.min_length > LONGEST_TEXT:
                return f"{shape.at}: strings of {shape.min_length:,} characters are not generated"
            case Text() | Number():
                return why_scalar_empty(shape)
            case Array():
                return self._array_reason(shape, above)
            case Record():
                return self._record_reason(shape, above)
            case Union():
                return self._union_reason(shape, above)
            case _:
                return None

    def _array_reason(self, shape: Array, above: tuple[Shape, ...]) -> str | None:
        if shape.max_items is not None and shape.min_items > shape.max_items:
            return f"{shape.at}: minItems is above maxItems"
        if shape.min_items > MOST_PARTS:
            return f"{shape.at}: lists of {shape.min_items:,} items are not generated"
        reason = next(filter(None, (self._why_empty(part, above) for part in shape.needed)), None)
        return reason or (self._why_too_alike(shape, above) if shape.unique and shape.min_items > 1 else None)

    def _why_too_alike(self, shape: Array, above: tuple[Shape, ...]) -> str | None:
        if shape.min_items > MOST_DIFFERENT:
            return f"{shape.at}: lists of {shape.min_items:,} different items are not generated"
        found = self._different(shape, above)
        if found == shape.min_items:
            return None
        return f"{shape.at}: {shape.min_items} different items are needed, and only {found} found"

    def _different(self, shape: Array, above: tuple[Shape, ...]) -> int:
        """Count the different items that are found for a list, up to as many as it needs."""
        before, self._above = self._above, above
        held = [] if shape.holding is None else self._smallest.different(shape.holding, 1)
        others = self._smallest.different(shape.items, shape.min_items - len(held), held)
        self._above = before
        return len(held) + len(others)

    def _record_reason(self, shape: Record, above: tuple[Shape, ...]) -> str | None:
        most = shape.max_properties
        if most is not None and most < max(shape.min_properties, shape.required_count):
            return f"{shape.at}: maxProperties is below what minProperties or required need"
        if shape.required_count > MOST_REQUIRED:
            return f"{shape.at}: objects of {shape.required_count:,} required properties are not generated"
        if shape.min_properties > MOST_PARTS:
            return f"{shape.at}: objects of {shape.min_properties:,} properties are not generated"
        reason = next(filter(None, (self._why_empty(part, above) for part in shape.needed)), None)
        return reason or self._why_too_few(shape, above)

    def _why_too_few(self, shape: Record, above: tuple[Shape, ...]) -> str | None:
        missing = shape.min_properties - shape.required_count
        if missing <= 0 or (shape.others is not None and self._why_empty(shape.others, above) is None):
            return None
        optional = (part.shape for part in shape.properties.values() if not part.required)
        if sum(self._why_empty(part, above) is None for part in optional) >= missing:
            return None
        return f"{shape.at}: minProperties is above the number of properties that are possible"

    def _union_reason(self, shape: Union, above: tuple[Shape, ...]) -> str | None:
        branches = self._distinct(shape)
        if not branches and len(shape.branches) > MOST_BRANCHES:
            return f"{shape.at}: {len(shape.branches):,} branches are not told apart"
        if not branches:
            return f"{shape.at}: every branch overlaps another one"
        reasons = [self._why_empty(branch.shape, above) for branch in branches]
        return None if None in reasons else reasons[0]


def why_full(shape: Record) -> str | None:
    """Say why a record has no room for a property that is not required; `None` if it has."""
    if shape.max_properties is None or shape.max_properties > shape.required_count:
        return None
    return f"{shape.at}: maxProperties leaves no room beside what is required"
