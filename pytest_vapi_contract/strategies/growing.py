"""
Hypothesis strategies that grow a message along its shape.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, TypeAlias

from hypothesis import assume
from hypothesis import strategies as st

from .._json import dumps
from ..plausible import plausible_values
from ..shapes import (
    Anything,
    Array,
    Catalogue,
    Choice,
    Endings,
    Number,
    Record,
    Shape,
    Smallest,
    Spot,
    Text,
    Union,
)
from .detail import Detail
from .freeform import USUAL_OBJECTS, any_json, any_object
from .parts import (
    ABSENT,
    BYTE,
    ONE,
    Draw,
    Late,
    Part,
    Value,
    drawn_from,
    grown,
    in_a_span,
    settled,
    string_of,
    table,
    unless_simplest,
)
from .scalars import arbitrary_scalar, is_simplest
from .slots import Slot, has_parts, slots_of

#: From which byte on single properties are grown in another way, and in which.
Given: TypeAlias = Mapping[str, tuple[int, Part]]

NOTHING_GIVEN: Given = MappingProxyType({})
NOT_GIVEN = (BYTE, any_json)


class Growth:
    """
    How the parts of a message are made, each prepared when it is first needed.

    `depth` counts records from the message downwards; what is optional gets rarer with it and then stops.
    """

    def __init__(self, catalogue: Catalogue, detail: Detail) -> None:
        self.catalogue = catalogue
        self.detail = detail
        self._smallest = Smallest(catalogue)
        self._endings = Endings(catalogue)
        self._parts: dict[tuple[Shape, int, bool], Part] = {}
        self._tables: dict[tuple[Shape, int, int], tuple[Any, ...]] = {}
        self._slots: dict[tuple[Shape, int], tuple[Slot, ...]] = {}
        self._needed: dict[Record, Mapping[str, Spot]] = {}

    def value(self, shape: Shape, depth: int) -> Value:
        """
        Draw a value of a shape.
        """
        return grown(self.part(shape, depth))

    def part(self, shape: Shape, depth: int, *, optional: bool = False) -> Part:
        """
        Grow a value of a shape; an optional one may come out as `ABSENT`, and does when it is simplest.
        """
        shape = self.catalogue.resolve(shape)
        key = (shape, depth, optional)
        if key not in self._parts:
            self._parts[key] = self._build(shape, depth, optional=optional)
        return self._parts[key]

    def _build(self, shape: Shape, depth: int, *, optional: bool) -> Part:
        match shape:
            case Array():
                return self._array(shape, depth, optional=optional)
            case Record() if shape.properties:
                return self.record(shape, depth, optional=optional)
            case Record() if isinstance(shape.additional, Anything | None):
                return unless_simplest(any_object(shape), lambda value: not value, optional=optional)
            case Record():
                return self._map(shape, depth, optional=optional)
            case Anything():
                return unless_simplest(any_json, lambda value: value is None, optional=optional)
        made = self._table(shape, depth, 1 if optional else 0)
        return lambda draw: settled(draw, made[draw(ONE)[0]])

    def values(self, shape: Shape, depth: int) -> tuple[Any, ...]:
        """
        Say for each byte what value of a shape it makes, or which part does.
        """
        return self._table(self.catalogue.resolve(shape), depth, 0)

    def _table(self, shape: Shape, depth: int, threshold: int) -> tuple[Any, ...]:
        key = (shape, 0 if isinstance(shape, Choice | Text | Number) else depth, threshold)
        if key not in self._tables:
            self._tables[key] = self._tabulate(shape, depth, threshold)
        return self._tables[key]

    def _tabulate(self, shape: Shape, depth: int, threshold: int) -> tuple[Any, ...]:
        optional = threshold > 0
        match shape:
            case Choice():
                values = tuple(option.value for option in shape.options)
                if len(values) <= BYTE - threshold:
                    return table(threshold, values, None, 0)
                any_of = st.sampled_from((*(ABSENT,) * optional, *values))
                return table(threshold, (), drawn_from(any_of), 1)
            case Text() | Number():
                drawn = drawn_from(arbitrary_scalar(shape))
                wild = unless_simplest(drawn, partial(is_simplest, shape), optional=optional)
                return table(threshold, plausible_values(shape), wild, self.detail.wild)
            case Union():
                parts = tuple(
                    Late(self.part(part, depth, optional=optional)) for part in self._branches(shape, depth)
                )
                return table(threshold, parts, None, 0)
            case Record() if shape.is_free_form:
                return table(threshold, USUAL_OBJECTS, self.part(shape, depth, optional=optional), 0.1)
        return table(threshold, (), self.part(shape, depth, optional=optional), 1)

    def _branches(self, shape: Union, depth: int) -> list[Shape]:
        over = depth >= len(self.detail.levels)
        branches = self._endings.branches(shape) if over else self.catalogue.branches(shape)
        return sorted((b.shape for b in branches), key=lambda part: len(dumps(self._smallest.of(part))))

    def _map(self, shape: Record, depth: int, *, optional: bool) -> Part:
        most = self._longest(shape.min_properties, 2, shape.max_properties, depth)
        length = _length(shape.min_properties, most, optional=optional)
        names = st.text("abcdefghij", min_size=1, max_size=8)

        def entries(draw: Draw) -> Any:
            count = length(draw)
            if count is ABSENT:
                return ABSENT
            part, built = self.part(shape.additional or Anything(at=shape.at), depth + 1), {}
            for index in range(count):
                name = draw(names)
                built[name if name not in built else f"{name}{index}"] = part(draw)
            return built

        return entries

    def _array(self, shape: Array, depth: int, *, optional: bool) -> Part:
        longest = self.longest(shape, depth)
        string = st.binary(min_size=0 if optional else shape.min_items, max_size=longest + optional)

        def array(draw: Draw) -> Any:
            drawn: bytes = draw(string)
            if optional:
                if not drawn:
                    return ABSENT
                drawn = drawn[1:].ljust(shape.min_items, b"\0")
            return self._items(shape, depth, drawn, draw)

        return array

    def listed(self, shape: Array, depth: int, drawn: bytes, draw: Draw) -> list[Any]:
        """
        Make a list of a byte that says how many items it has at the most, and one for each: 0 leaves it out.
        """
        most = shape.min_items + drawn[0] * (len(drawn) - shape.min_items) // BYTE
        kept = [byte - 1 for byte in drawn[1 : most + 1] if byte]
        return self._items(shape, depth, [*kept, *[0] * (shape.min_items - len(kept))], draw)

    def _items(self, shape: Array, depth: int, drawn: Sequence[int], draw: Draw) -> list[Any]:
        items = [shape.holding or shape.items, *[shape.items] * (len(drawn) - 1)]
        tables = (self.values(item, depth) for item in items)
        made = [settled(draw, values[byte]) for byte, values in zip(drawn, tables, strict=False)]
        return self.distinct(shape, depth, made, draw) if shape.unique else made

    def distinct(self, shape: Array, depth: int, items: Sequence[Any], draw: Draw) -> list[Any]:
        """
        Leave out what is there already, and add others where there are too few.
        """
        made = {dumps(item): item for item in items}
        for value in self.values(shape.items, depth):
            if len(made) >= shape.min_items:
                break
            item = settled(draw, value)
            made.setdefault(dumps(item), item)
        assume(len(made) >= shape.min_items)  # records may be alike however often one is drawn
        return list(made.values())

    def longest(self, shape: Array, depth: int) -> int:
        """
        Say how many items a list has at the most.
        """
        possible = self.catalogue.why_empty(shape.items) is None
        return self._longest(shape.min_items, self.detail.length if possible else 0, shape.max_items, depth)

    def _longest(self, least: int, usual: int, most: int | None, depth: int) -> int:
        longest = max(least, usual if depth < len(self.detail.levels) else 0)
        return longest if most is None else min(longest, most)

    def needed(self, shape: Record) -> Mapping[str, Spot]:
        """
        List the properties with parts that are always there, with the same parts.
        """
        if shape not in self._needed:
            required = {
                name: self.catalogue.resolve(part.shape)
                for name, part in shape.properties.items()
                if part.required
            }
            self._needed[shape] = {
                name: Spot(part)
                for name, part in required.items()
                if has_parts(part) and not isinstance(part, Union)
            }
        return self._needed[shape]

    def record(self, shape: Record, depth: int, *, optional: bool = False) -> Part:
        """
        Grow a record, with a byte for itself, and one for each of its properties.
        """
        part = partial(self._grow, shape, depth, optional)
        return in_a_span(part) if optional else part

    def _grow(self, shape: Record, depth: int, optional: bool, draw: Draw) -> Any:
        drawn: bytes = draw(string_of(len(shape.properties) + optional))
        if not optional:
            return self.fill(shape, depth, drawn, NOTHING_GIVEN, draw)
        return self.fill(shape, depth, drawn[1:], NOTHING_GIVEN, draw) if drawn[0] else ABSENT

    def fill(self, shape: Record, depth: int, drawn: bytes, given: Given, draw: Draw) -> dict[str, Any]:
        """
        Make a record of a byte for each of its properties. One that is `given` is grown in that way.
        """
        built = {}
        for slot, byte in zip(self._slots_of(shape, depth), drawn, strict=True):
            threshold, part = given.get(slot.name, NOT_GIVEN)
            if byte >= threshold:
                value = part(draw)
            elif byte >= slot.threshold:
                slot.made = slot.made or self._table(slot.shape, depth + 1, slot.threshold)
                value = settled(draw, slot.made[byte])
            else:
                continue
            if value is not ABSENT:
                built[slot.name] = value
        return built if _is_counted(shape, built) else self._counted(draw, shape, depth, built)

    def _slots_of(self, shape: Record, depth: int) -> tuple[Slot, ...]:
        key = (shape, depth)
        if key not in self._slots:
            self._slots[key] = tuple(slots_of(self.catalogue, shape, self.detail.level(depth)))
        return self._slots[key]

    def _counted(self, draw: Draw, shape: Record, depth: int, built: dict[str, Any]) -> dict[str, Any]:
        """
        Add or take away optional properties until there are as many as the record may have.
        """
        most = len(shape.properties) if shape.max_properties is None else shape.max_properties
        optional = [name for name, part in shape.properties.items() if not part.required]
        for name in [name for name in optional if name in built][: max(0, len(built) - most)]:
            del built[name]
        for name in optional:
            if len(built) < shape.min_properties and name not in built:
                built[name] = self.part(shape.properties[name].shape, depth + 1)(draw)
        return built


def _length(least: int, most: int, *, optional: bool) -> Part:
    lengths = (*(ABSENT,) * optional, *range(least, most + 1))
    index = st.integers(0, len(lengths) - 1)
    return lambda draw: lengths[draw(index) if len(lengths) > 1 else 0]


def _is_counted(shape: Record, built: dict[str, Any]) -> bool:
    return shape.min_properties <= len(built) and (
        shape.max_properties is None or len(built) <= shape.max_properties
    )
