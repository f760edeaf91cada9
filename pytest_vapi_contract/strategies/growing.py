"""
Hypothesis strategies that grow a message along its shape.

Every part of a message begins with one choice whose smallest outcome is the simplest there is: for an
optional part to be absent, for a list to be empty, for a union its smallest branch. So few choices make a
large message, and shrinking takes a whole part away by lowering one number.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from pytest_vapi_contract._json import dumps
from pytest_vapi_contract.plausible import plausible_values
from pytest_vapi_contract.shapes import (
    Anything,
    Array,
    Catalogue,
    Choice,
    Endings,
    Number,
    Record,
    Shape,
    Smallest,
    Text,
    Union,
)
from pytest_vapi_contract.strategies.freeform import any_json, any_object
from pytest_vapi_contract.strategies.scalars import arbitrary_scalar

Draw = Callable[[st.SearchStrategy[Any]], Any]
Value = st.SearchStrategy[Any]
ABSENT = object()


@dataclass(frozen=True, kw_only=True, slots=True)
class Detail:
    """
    How much of what is optional a message holds.
    """

    allowance: int  #: optional properties and list items, in all
    width: int  #: optional properties of one record, at the most
    length: int  #: items of one list, at the most
    wildness: int  #: of 16 scalars, how many are arbitrary rather than plausible


DETAILS: Mapping[str, Detail] = {
    "minimal": Detail(allowance=0, width=0, length=0, wildness=4),
    "typical": Detail(allowance=24, width=8, length=3, wildness=3),
    "rich": Detail(allowance=256, width=24, length=8, wildness=3),
}
SUBSETS = 1 << 12  # prepared selections of optional properties for each record


class Growth:
    """
    Strategies for the parts of a message, each built when it is first drawn from.
    """

    def __init__(self, catalogue: Catalogue, detail: Detail) -> None:
        self._catalogue = catalogue
        self._detail = detail
        self._smallest = Smallest(catalogue)
        self._endings = Endings(catalogue)
        self._parts: dict[tuple[Shape, int, bool], Value] = {}

    def is_empty(self, shape: Shape) -> bool:
        """
        Tell whether a shape has no value.
        """
        return self._catalogue.why_empty(shape) is not None

    def is_roomy(self, shape: Shape) -> bool:
        """
        Tell whether a value of a shape can hold other values.
        """
        return not isinstance(self._catalogue.resolve(shape), Choice | Text | Number)

    def weight(self, shape: Shape) -> int:
        """
        Weigh how much there is to see in a shape: unions first, then what holds other values.
        """
        shape = self._catalogue.resolve(shape)
        if isinstance(shape, Array):
            shape = self._catalogue.resolve(shape.items)
        return 3 if isinstance(shape, Union) else 2 if self.is_roomy(shape) else 1

    def whole(self, shape: Shape) -> Value:
        """
        Grow a whole message.
        """
        return self.part(shape, self._detail.allowance, optional=False)

    def part(self, shape: Shape, allowance: int, *, optional: bool) -> Value:
        """
        Grow a value of a shape with at most `allowance` optional properties and list items in it.

        An optional part may come out as `ABSENT`.
        """
        shape = self._catalogue.resolve(shape)
        if isinstance(shape, Choice | Text | Number):
            allowance = 0
        key = (shape, allowance, optional)
        if key not in self._parts:
            self._parts[key] = self._build(shape, allowance, optional=optional)
        return self._parts[key]

    def _build(self, shape: Shape, allowance: int, *, optional: bool) -> Value:
        absent = (ABSENT,) if optional else ()
        match shape:
            case Choice():
                return st.sampled_from((*absent, *(option.value for option in shape.options)))
            case Text() | Number():
                return self._scalar(shape, absent)
            case Array():
                return _Lists(self, shape, allowance, self._detail.length, absent).strategy()
            case Union():
                return self._union(shape, allowance, absent)
            case Record() if shape.properties:
                return _Records(self, shape, allowance, self._detail.width, absent).strategy()
            case Record():
                return self._free_form(shape, allowance, absent)
            case Anything():
                return any_json() if not optional else st.one_of(st.just(ABSENT), any_json())
        raise ValueError(f"nothing can be grown at {shape.at}")

    def _scalar(self, shape: Text | Number, absent: tuple[object, ...]) -> Value:
        prepared = (*absent, *plausible_values(shape))
        wild = max(1, len(prepared) * self._detail.wildness // (16 - self._detail.wildness))
        return _either(prepared, wild, lambda: arbitrary_scalar(shape))

    def _free_form(self, shape: Record, allowance: int, absent: tuple[object, ...]) -> Value:
        def contents() -> Value:
            if isinstance(shape.additional, Anything):
                return any_object()
            part = self.part(shape.additional or Anything(at=shape.at), max(0, allowance - 1) // 2, optional=False)
            return st.dictionaries(st.text("abcdefghij", min_size=1, max_size=8), part, max_size=2)

        return _either((*absent, None), 2, contents).map(lambda value: {} if value is None else value)

    def _union(self, shape: Union, allowance: int, absent: tuple[object, ...]) -> Value:
        branches = self._endings.branches(shape) if allowance <= 0 else self._catalogue.branches(shape)
        shapes = sorted((b.shape for b in branches), key=lambda part: len(dumps(self._smallest.of(part))))
        parts = [self.part(part, allowance, optional=False) for part in shapes]
        return _either_part(absent, parts)


def _either(prepared: tuple[Any, ...], wild: int, arbitrary: Callable[[], Value]) -> Value:
    """
    Draw a prepared value or, in `wild` cases beside one for each of those, an arbitrary one.
    """
    index = st.integers(0, len(prepared) + wild - 1)
    strategies: list[Value] = []

    @st.composite
    def either(draw: Draw) -> Any:
        chosen = draw(index)
        if chosen < len(prepared):
            return prepared[chosen]
        if not strategies:
            strategies.append(arbitrary())
        return draw(strategies[0])

    return either()


def _either_part(absent: tuple[object, ...], parts: list[Value]) -> Value:
    """
    Draw from one of several parts, the first being the simplest.
    """
    if not absent and len(parts) == 1:
        return parts[0]
    index = st.integers(0, len(absent) + len(parts) - 1)

    @st.composite
    def either_part(draw: Draw) -> Any:
        chosen = draw(index)
        return ABSENT if chosen < len(absent) else draw(parts[chosen - len(absent)])

    return either_part()


class _Lists:
    """
    Lists of a shape: one choice for the length, and the items.
    """

    def __init__(
        self, growth: Growth, shape: Array, allowance: int, longest: int, absent: tuple[object, ...]
    ) -> None:
        self._growth, self._shape, self._absent, self._allowance = growth, shape, absent, allowance
        most = max(shape.min_items, min(longest, allowance))
        if shape.max_items is not None:
            most = min(most, shape.max_items)
        if growth.is_empty(shape.items):
            most = shape.min_items
        self._lengths = (*absent, *range(shape.min_items, most + 1))

    def strategy(self) -> Value:
        index = st.integers(0, len(self._lengths) - 1)

        @st.composite
        def items(draw: Draw) -> Any:
            length = self._lengths[draw(index)]
            return ABSENT if length is ABSENT else self._items(draw, length)

        return items()

    def _items(self, draw: Draw, length: int) -> list[Any]:
        if not length:
            return []
        share = _share(self._allowance - length, length)
        part = self._growth.part(self._shape.items, share, optional=False)
        drawn = [draw(part) for _ in range(length)]
        if self._shape.holding is not None:
            drawn[0] = draw(self._growth.part(self._shape.holding, share, optional=False))
        return drawn


class _Records:
    """
    Records of a shape: one choice for which optional properties to add, and the properties.
    """

    def __init__(
        self, growth: Growth, shape: Record, allowance: int, widest: int, absent: tuple[object, ...]
    ) -> None:
        self._growth, self._shape, self._absent, self._allowance = growth, shape, absent, allowance
        self._required = tuple(name for name, part in shape.properties.items() if part.required)
        self._optional = tuple(
            name for name, part in shape.properties.items() if not part.required and not growth.is_empty(part.shape)
        )
        self._weights = {name: growth.weight(shape.properties[name].shape) for name in self._optional}
        self._most = min(widest, allowance, len(self._optional))
        self._subsets: dict[int, tuple[str, ...]] = {}

    def strategy(self) -> Value:
        index = st.integers(0, len(self._absent) + (SUBSETS if self._most > 0 else 0))

        @st.composite
        def record(draw: Draw) -> Any:
            chosen = draw(index) - len(self._absent)
            return ABSENT if chosen < 0 else self._properties(draw, self.subset(chosen))

        if not self._absent and self._most <= 0:
            return self._bare()
        return record()

    def _bare(self) -> Value:
        @st.composite
        def record(draw: Draw) -> Any:
            return self._properties(draw, ())

        return record()

    def subset(self, index: int) -> tuple[str, ...]:
        """
        List the optional properties of the prepared subset of that index; the one of index 0 is empty.
        """
        if index not in self._subsets:
            self._subsets[index] = self._prepare(index) if index else ()
        return self._subsets[index]

    def _prepare(self, index: int) -> tuple[str, ...]:
        # Seeded by text, so that every Python and every process prepares the same subsets.
        chance = random.Random(f"{self._shape.at} {self._allowance} {index}")
        size = chance.randint(1, self._most)
        ranked = sorted(self._optional, key=lambda name: -chance.random() ** (1 / self._weights[name]))
        return tuple(name for name in self._optional if name in ranked[:size])

    def _properties(self, draw: Draw, added: tuple[str, ...]) -> dict[str, Any]:
        growth, shape = self._growth, self._shape
        names = (*self._required, *added)
        roomy = sum(growth.is_roomy(shape.properties[name].shape) for name in names)
        share = _share(self._allowance - len(added) - 1, roomy)
        built = {name: draw(growth.part(shape.properties[name].shape, share, optional=False)) for name in self._required}
        for name in added:
            value = draw(growth.part(shape.properties[name].shape, share, optional=True))
            if value is not ABSENT:
                built[name] = value
        return built


@lru_cache(maxsize=None)
def _share(allowance: int, parts: int) -> int:
    """
    Share an allowance among parts, rounded down so that few different ones are needed.
    """
    share = allowance // max(1, parts)
    return max((step for step in STEPS if step <= share), default=0)


STEPS = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256)
