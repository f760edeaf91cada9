"""Hypothesis strategies that grow a message along its shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from ...json_paths import dumps
from ...realism import realistic_values
from ...shapes import Anything, Array, Catalogue, Choice, Endings, Number, Record, Shape, Text, Union
from ..message_size import Detail
from ..scalars import arbitrary_scalar, is_simplest
from .arbitrary_json import USUAL_OBJECTS, any_json, any_name, any_object
from .builders import ABSENT, BYTE, ONE, Draw, Part, drawn_from, fresh, made_now, table, unless_simplest
from .deferred import Decoder, Deferred, Later, Segment, put
from .presence import Presence, has_parts, presence_of

MOST_DRAWN = 300  # parts of the smallest value of a shape that is drawn part by part
MOST_PROPERTIES = 2_000  # declared ones of a record that is drawn part by part; each takes a byte
NOTHING_GIVEN: Mapping[str, Segment] = MappingProxyType({})


class Generator:
    """
    How the parts of a message are made, each prepared when it is first needed.

    `depth` counts records from the message downwards; what is optional gets rarer with it and then stops.
    """

    def __init__(self, catalogue: Catalogue, detail: Detail) -> None:
        self.catalogue = catalogue
        self.detail = detail
        self._smallest = catalogue.smallest
        self._endings = Endings(catalogue)
        self._parts: dict[tuple[Shape, int, bool], Part] = {}
        self._tables: dict[tuple[Shape, int, int], tuple[Any, ...]] = {}
        self._presences: dict[tuple[Shape, int], tuple[Presence, ...]] = {}
        self._needed: dict[Record, Mapping[str, Shape]] = {}

    def part(self, shape: Shape, depth: int, *, optional: bool = False) -> Part:
        """Grow a value of a shape; an optional one may come out as `ABSENT`, and does when it is simplest."""
        shape = self.catalogue.resolve(shape)
        key = (shape, depth, optional)
        if key not in self._parts:
            self._parts[key] = self._build(shape, depth, optional=optional)
        return self._parts[key]

    def is_large(self, shape: Shape) -> bool:
        """Tell whether values have more parts than Hypothesis can draw: only the smallest is made of them."""
        if isinstance(shape, Record) and len(shape.properties) > MOST_PROPERTIES:
            return True
        return not isinstance(shape, Choice | Text | Number) and self.catalogue.size(shape) > MOST_DRAWN

    def _build(self, shape: Shape, depth: int, *, optional: bool) -> Part:
        if self.is_large(shape):
            return lambda _draw: self._smallest.of(shape)
        match shape:
            case Array():
                return self._array(shape, depth, optional=optional)
            case Record() if shape.properties:
                return self._record(shape, depth, optional=optional)
            case Record() if isinstance(shape.additional, Anything | None):
                return unless_simplest(any_object(shape), lambda value: not value, optional=optional)
            case Record():
                return self._map(shape, depth, optional=optional)
            case Anything():
                return unless_simplest(any_json, lambda value: value is None, optional=optional)
            case _:
                pass
        made = self.values(shape, depth, 1 if optional else 0)
        return lambda draw: made_now(draw, made[draw(ONE)[0]])

    def values(self, shape: Shape, depth: int, threshold: int = 0) -> tuple[Any, ...]:
        """Say for each byte which value of a shape it makes, or which part: `ABSENT` below the threshold."""
        shape = self.catalogue.resolve(shape)
        key = (shape, 0 if isinstance(shape, Choice | Text | Number) else depth, threshold)
        if key not in self._tables:
            optional, room = threshold > 0, BYTE - threshold
            self._tables[key] = (
                *[ABSENT] * threshold,
                *self._tabulate(shape, depth, room, optional=optional),
            )
        return self._tables[key]

    def _tabulate(self, shape: Shape, depth: int, room: int, *, optional: bool) -> tuple[Any, ...]:
        if self.is_large(shape):
            return table(room, (self._smallest.of(shape),), None, 0)
        match shape:
            case Choice() if len(shape.options) <= room:
                return table(room, tuple(option.value for option in shape.options), None, 0)
            case Choice():
                values = (option.value for option in shape.options)
                any_of = st.sampled_from((*(ABSENT,) * optional, *values))
                return table(room, (), drawn_from(any_of), 1)
            case Text() | Number():
                drawn = drawn_from(arbitrary_scalar(shape))
                wild = unless_simplest(drawn, partial(is_simplest, shape), optional=optional)
                return table(room, realistic_values(shape), wild, self.detail.wild)
            case Union():
                return self._by_branch(self.branches(shape, depth), depth, room, optional=optional)
            case Record() if shape.is_free_form:
                return table(room, USUAL_OBJECTS, self.part(shape, depth, optional=optional), 0.1)
            case _:
                return table(room, (), self.part(shape, depth, optional=optional), 1)

    def _by_branch(
        self, branches: Sequence[Shape], depth: int, room: int, *, optional: bool
    ) -> tuple[Any, ...]:
        """Let the branches of a union take turns; each byte that is one's turn makes something of it."""
        turns = -(-room // len(branches))
        shapes = map(self.catalogue.resolve, branches)
        tables = [self._tabulate(shape, depth, turns, optional=optional) for shape in shapes]
        return tuple(tables[byte % len(tables)][byte // len(tables)] for byte in range(room))

    def branches(self, shape: Union, depth: int) -> list[Shape]:
        """List the branches that a union may take so far down, the one with the smallest value first."""
        over = depth >= len(self.detail.levels)
        branches = self._endings.branches(shape) if over else self.catalogue.branches(shape)
        return sorted((b.shape for b in branches), key=lambda part: len(dumps(self._smallest.of(part))))

    def _map(self, shape: Record, depth: int, *, optional: bool) -> Part:
        has_others = shape.others is not None and self.catalogue.has_value(shape.others)
        most = self._longest(shape.min_properties, 2 if has_others else 0, shape.max_properties, depth)
        string = st.binary(min_size=0 if optional else shape.min_properties, max_size=most + optional)

        def entries(draw: Draw) -> Any:
            drawn: bytes = draw(string)
            if optional and not drawn:
                return ABSENT
            built: dict[str, Any] = {}
            for byte in drawn[optional:].ljust(shape.min_properties, b"\0"):
                part = self.part(shape.additional or Anything(at=shape.at), depth + 1)
                built[any_name(byte, {*built, *shape.forbidden}, draw)] = part(draw)
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

    def _items(self, shape: Array, depth: int, drawn: Sequence[int], draw: Draw) -> list[Any]:
        items = [shape.holding or shape.items, *[shape.items] * (len(drawn) - 1)]
        tables = (self.values(item, self.below(item, depth)) for item in items)
        made = [made_now(draw, values[byte]) for byte, values in zip(drawn, tables, strict=False)]
        return self.distinct(shape, made) if shape.unique else made

    def below(self, item: Shape, depth: int) -> int:
        """Say how far down the items of a list are: lists in lists count, or they could go on without end."""
        resolved = self.catalogue.resolve(item)
        branches = self.catalogue.branches(resolved) if isinstance(resolved, Union) else ()
        shapes = (resolved, *(self.catalogue.resolve(branch.shape) for branch in branches))
        return depth + any(isinstance(shape, Array) for shape in shapes)

    def distinct(self, shape: Array, items: list[Any]) -> list[Any]:
        """Leave out what is there already, and add others where there are too few."""
        return self._smallest.made_different(shape, items)

    def longest(self, shape: Array, depth: int) -> int:
        """Say how many items a list has at the most."""
        possible = self.catalogue.why_empty(shape.items) is None
        return self._longest(shape.min_items, self.detail.length if possible else 0, shape.max_items, depth)

    def _longest(self, least: int, usual: int, most: int | None, depth: int) -> int:
        longest = max(least, usual if depth < len(self.detail.levels) else 0)
        return longest if most is None else min(longest, most)

    def needed(self, shape: Record) -> Mapping[str, Shape]:
        """List the properties with parts that are always there."""
        if shape not in self._needed:
            required = {
                name: self.catalogue.resolve(part.shape)
                for name, part in shape.properties.items()
                if part.required
            }
            self._needed[shape] = {name: part for name, part in required.items() if has_parts(part)}
        return self._needed[shape]

    def _record(self, shape: Record, depth: int, *, optional: bool) -> Part:
        """Grow a record, with a byte for itself if it is optional, and one for each of its properties."""

        def decode(drawn: bytes, later: Later) -> Any:
            if optional and not drawn[0]:
                return ABSENT
            return self.fill(shape, depth, NOTHING_GIVEN, drawn[optional:], later)

        return Decoder(len(shape.properties) + optional, decode).drawn

    def fill(
        self, shape: Record, depth: int, given: Mapping[str, Segment], drawn: bytes, later: Later
    ) -> dict[str, Any]:
        """Make a record of a byte for each of its properties, and those that follow for what is `given`."""
        built: dict[str, Any] = {}
        for presence, byte in zip(self._presences_of(shape, depth), drawn, strict=False):
            part = given.get(presence.name)
            if part is not None and byte >= part.least:
                value = part.decode(drawn, later, optional=presence.threshold > 0)
            elif byte >= presence.threshold:
                presence.made = presence.made or self.values(presence.shape, depth + 1, presence.threshold)
                value = fresh(presence.made[byte])
            else:
                continue
            put(built, presence.name, value, later, optional=presence.threshold > 0)
        if shape.is_counted:
            later.append(Deferred([built], 0, partial(self._counted, shape, depth, built), optional=False))
        return built

    def _presences_of(self, shape: Record, depth: int) -> tuple[Presence, ...]:
        key = (shape, depth)
        if key not in self._presences:
            self._presences[key] = tuple(presence_of(self.catalogue, shape, self.detail.level(depth)))
        return self._presences[key]

    def _counted(self, shape: Record, depth: int, built: dict[str, Any], draw: Draw) -> dict[str, Any]:
        """Add or take away optional properties until there are as many as the record may have."""
        most = len(shape.properties) if shape.max_properties is None else shape.max_properties
        optional = self.catalogue.optional(shape)
        for name in [name for name in optional if name in built][: max(0, len(built) - most)]:
            del built[name]
        for name in optional:
            if len(built) < shape.min_properties and name not in built:
                built[name] = self.part(shape.properties[name].shape, depth + 1)(draw)
        while len(built) < shape.min_properties and shape.others is not None:
            name = any_name(0, {*built, *shape.properties, *shape.forbidden}, draw)
            built[name] = self.part(shape.others, depth + 1)(draw)
        return built
