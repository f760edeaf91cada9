"""
Hypothesis strategies that grow a message along its shape.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

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
    Property,
    Record,
    Shape,
    Smallest,
    Spot,
    Text,
    Union,
)
from .detail import Detail
from .freeform import USUAL_OBJECTS, any_json, any_object
from .parts import ABSENT, BYTE, Draw, Late, Value, grown, settled, table, unless_simplest
from .scalars import arbitrary_scalar, is_simplest

Given: TypeAlias = Callable[[int, bool], Value]  # told a number of two bytes, and whether it may be absent
Path: TypeAlias = tuple[Spot, ...]

MOST = 0.8  # of an optional property: how often it is there, at the most
AIMLESS = 6  # one value in so many is grown along no path


class Growth:
    """
    Strategies for the parts of a message, each built when it is first drawn from.

    `depth` counts records from the message downwards; what is optional gets rarer with it and then stops.
    """

    def __init__(self, catalogue: Catalogue, detail: Detail) -> None:
        self.catalogue = catalogue
        self.detail = detail
        self._smallest = Smallest(catalogue)
        self._endings = Endings(catalogue)
        self._parts: dict[tuple[Shape, int, bool], Value] = {}
        self._tables: dict[tuple[Shape, int, int], tuple[Any, ...]] = {}
        self._thresholds: dict[tuple[Shape, int], list[tuple[str, Shape, int]]] = {}
        self._ways: dict[tuple[Path, int, bool], Value] = {}

    def part(self, shape: Shape, depth: int, *, optional: bool = False) -> Value:
        """
        Grow a value of a shape; an optional one may come out as `ABSENT`, and does when it is simplest.
        """
        shape = self.catalogue.resolve(shape)
        key = (shape, depth, optional)
        if key not in self._parts:
            self._parts[key] = self._build(shape, depth, optional=optional)
        return self._parts[key]

    def _build(self, shape: Shape, depth: int, *, optional: bool) -> Value:
        match shape:
            case Array():
                return self._array(shape, depth, optional=optional)
            case Record() if shape.properties:
                return self.record(shape, depth, {}, optional=optional)
            case Record():
                strategy = self._free_form(shape, depth)
                return unless_simplest(strategy, lambda value: not value) if optional else strategy
            case Anything():
                return unless_simplest(any_json(), lambda value: value is None) if optional else any_json()
        made = self._table(shape, depth, 1 if optional else 0)
        one = st.binary(min_size=1, max_size=1)
        return grown(lambda draw: settled(draw, made[draw(one)[0]]))

    def _table(self, shape: Shape, depth: int, threshold: int) -> tuple[Any, ...]:
        key = (shape, depth if holds_parts(shape) else 0, threshold)
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
                return table(threshold, (), st.sampled_from((*(ABSENT,) * optional, *values)), 1)
            case Text() | Number():
                wild = arbitrary_scalar(shape)
                late = unless_simplest(wild, lambda value: is_simplest(shape, value)) if optional else wild
                return table(threshold, plausible_values(shape), late, self.detail.wild)
            case Union():
                parts = tuple(
                    Late(self.part(part, depth, optional=optional)) for part in self._branches(shape, depth)
                )
                return table(threshold, parts, None, 0)
            case Record() if shape.is_free_form:
                return table(threshold, USUAL_OBJECTS, self.part(shape, depth, optional=optional), 0.3)
        return table(threshold, (), self.part(shape, depth, optional=optional), 1)

    def _branches(self, shape: Union, depth: int) -> list[Shape]:
        over = depth >= len(self.detail.optional)
        branches = self._endings.branches(shape) if over else self.catalogue.branches(shape)
        return sorted((b.shape for b in branches), key=lambda part: len(dumps(self._smallest.of(part))))

    def _free_form(self, shape: Record, depth: int) -> Value:
        if shape.additional is None or isinstance(shape.additional, Anything):
            return any_object(shape)
        entries = 2 if depth < len(self.detail.optional) else 0
        if shape.max_properties is not None:
            entries = min(entries, shape.max_properties)
        names = st.text("abcdefghij", min_size=1, max_size=8)
        deferred = st.deferred(lambda: self.part(shape.additional or Anything(at=shape.at), depth + 1))
        return st.dictionaries(
            names, deferred, min_size=shape.min_properties, max_size=max(entries, shape.min_properties)
        )

    def _array(self, shape: Array, depth: int, *, optional: bool) -> Value:
        longest = max(shape.min_items, self.detail.length if depth < len(self.detail.optional) else 0)
        if shape.max_items is not None:
            longest = min(longest, shape.max_items)
        if self.catalogue.why_empty(shape.items) is not None:
            longest = shape.min_items
        lengths = (*(ABSENT,) * optional, *range(shape.min_items, longest + 1))
        index = st.integers(0, len(lengths) - 1)

        def array(draw: Draw) -> Any:
            length: Any = lengths[draw(index)]
            return ABSENT if length is ABSENT else self._items(draw, shape, depth, length)

        return grown(array)

    def _items(self, draw: Draw, shape: Array, depth: int, length: int) -> list[Any]:
        shapes = [shape.items] * length
        if shape.holding is not None:
            shapes[0] = shape.holding
        items = [draw(self.part(part, depth)) for part in shapes]
        return distinct(items) if shape.unique else items

    def record(
        self,
        shape: Record,
        depth: int,
        given: Mapping[str, Given],
        *,
        optional: bool = False,
        always: str = "",
    ) -> Value:
        """
        Grow a record, some of its properties from `given` strategies; the property `always` is mostly there.

        Beside the byte for each property there is one for the record, and two for each that is given.
        """
        own = len(shape.properties) + 1
        string = st.binary(min_size=own + 2 * len(given), max_size=own + 2 * len(given))
        numbered = {name: own + 2 * index for index, name in enumerate(given)}

        def record(draw: Draw) -> Any:
            drawn: bytes = draw(string)
            if optional and not drawn[0]:
                return ABSENT
            numbers = {name: int.from_bytes(drawn[at : at + 2]) for name, at in numbered.items()}
            chosen = {name: partial(given[name], numbers[name]) for name in given}
            built = self._properties(draw, shape, depth, chosen, drawn[1:own], always)
            return built if _is_counted(shape, built) else self._counted(draw, shape, depth, built)

        return grown(record)

    def _properties(
        self,
        draw: Draw,
        shape: Record,
        depth: int,
        given: Mapping[str, Callable[[bool], Value]],
        drawn: bytes,
        always: str,
    ) -> dict[str, Any]:
        built = {}
        for byte, (name, part, threshold) in zip(drawn, self._thresholds_of(shape, depth), strict=True):
            if byte < (1 if name == always and threshold else threshold):
                continue
            make = given.get(name)
            value = draw(make(threshold > 0)) if make else self._table(part, depth + 1, threshold)[byte]
            while isinstance(value, Late):
                value = draw(value.strategy)
            if value is not ABSENT:
                built[name] = value
        return built

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
                built[name] = draw(self.part(shape.properties[name].shape, depth + 1))
        return built

    def _thresholds_of(self, shape: Record, depth: int) -> list[tuple[str, Shape, int]]:
        key = (shape, depth)
        if key not in self._thresholds:
            shares = self._shares(shape, depth)
            self._thresholds[key] = [
                (name, self.catalogue.resolve(part.shape), _threshold(part, shares.get(name, 0)))
                for name, part in shape.properties.items()
            ]
        return self._thresholds[key]

    def _shares(self, shape: Record, depth: int) -> dict[str, float]:
        # How often each optional property is there: unions most, since they have most to show.
        expected = self.detail.optional[depth] if depth < len(self.detail.optional) else 0.0
        weights = {
            name: self._weight(part.shape)
            for name, part in shape.properties.items()
            if not part.required and self.catalogue.why_empty(part.shape) is None
        }
        whole = sum(weights.values())
        return {name: min(MOST, expected * weight / whole) for name, weight in weights.items()}

    def _weight(self, shape: Shape) -> int:
        shape = self.catalogue.resolve(shape)
        if isinstance(shape, Array):
            shape = self.catalogue.resolve(shape.items)
        return 3 if isinstance(shape, Union) else 2

    def towards(self, path: Path, depth: int, *, optional: bool = False) -> Value:
        """
        Grow a value of the shape where a path begins, that mostly holds the rest of the path.
        """
        if len(path) == 1:
            return self.part(path[0].shape, depth, optional=optional)
        key = (path, depth, optional)
        if key not in self._ways:
            self._ways[key] = self._follow(path, depth, optional=optional)
        return self._ways[key]

    def _follow(self, path: Path, depth: int, *, optional: bool) -> Value:
        step, rest = path[1].step, path[1:]
        match path[0].shape:
            case Record() as shape if step is not None and step.token in shape.properties:
                name = str(step.token)
                given = {name: lambda _, may_be_absent: self.towards(rest, depth + 1, optional=may_be_absent)}
                return self.record(shape, depth, given, optional=optional, always=name)
            case Array():
                items = st.lists(self.towards(rest, depth), min_size=0 if optional else 1, max_size=1)
                return unless_simplest(items, lambda value: not value) if optional else items
            case Union():
                return self.towards(rest, depth, optional=optional)
        return self.part(path[0].shape, depth, optional=optional)

    def aimed(
        self, shape: Shape, paths: Callable[[], tuple[Path, ...]], depth: int, number: int, *, optional: bool
    ) -> Value:
        """
        Grow a value of a shape, mostly towards the path of that number.
        """
        aim, aiming = divmod(number, AIMLESS)
        known = paths() if aiming else ()
        if not known:
            return self.part(shape, depth, optional=optional)
        return self.towards(known[aim % len(known)], depth, optional=optional)


def _is_counted(shape: Record, built: dict[str, Any]) -> bool:
    return shape.min_properties <= len(built) and (
        shape.max_properties is None or len(built) <= shape.max_properties
    )


def _threshold(part: Property, share: float) -> int:
    """
    Say from which byte on a property is there.
    """
    return 0 if part.required else max(1, round(BYTE * (1 - share)))


def holds_parts(shape: Shape) -> bool:
    """
    Tell whether a value of a resolved shape can hold other values.
    """
    return not isinstance(shape, Choice | Text | Number)


def distinct(items: list[Any]) -> list[Any]:
    """
    Leave out what is there already, as `uniqueItems` wants it.
    """
    return list({dumps(item): item for item in items}.values())
