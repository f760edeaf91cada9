"""
What our strategies would be without their byte encoding: a plain composite that walks the same shapes.

It draws a choice for each optional property, item, branch and value, with the same chances and targets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, TypeAlias

from hypothesis import assume
from hypothesis import strategies as st

from pytest_vapi_contract.contract import Contract
from pytest_vapi_contract.detail_names import DetailName
from pytest_vapi_contract.json_paths import Object, copied, dumps
from pytest_vapi_contract.realism import realistic_values
from pytest_vapi_contract.shapes import (
    Anything,
    Array,
    Choice,
    Endings,
    Number,
    Record,
    Shape,
    Smallest,
    Text,
    Union,
)
from pytest_vapi_contract.strategies.encoding.arbitrary_json import CHARACTERS, USUAL_OBJECTS
from pytest_vapi_contract.strategies.encoding.presence import Presence, presence_of
from pytest_vapi_contract.strategies.message_size import DETAILS
from pytest_vapi_contract.strategies.scalars import arbitrary_scalar
from pytest_vapi_contract.strategies.targets import Path, branches, properties_with_parts

Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]
Paths: TypeAlias = Sequence[Path]

CHANCE = st.integers(0, 255)  # a boolean that is true as often as a byte is above a threshold
FAVOURED = 1  # the threshold of what holds a target
NAMES = st.text(CHARACTERS, max_size=10)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(CHARACTERS, max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=5,
)
OBJECTS = st.dictionaries(NAMES, JSON, max_size=3)


class PlainComposite:
    """Messages of one type, drawn choice by choice."""

    def __init__(self, contract: Contract, type: str, detail: DetailName) -> None:
        self._catalogue, self._detail = contract.catalogue(), DETAILS[detail]
        self._root = self._catalogue.record(type)
        self._smallest, self._endings = Smallest(self._catalogue), Endings(self._catalogue)
        self._presences = cache(self._presences_of)
        self._branches = cache(self._branches_of)
        self._values = cache(self._values_of)
        tops = properties_with_parts(self._catalogue, self._root)
        deeper = tuple(path[1:] for path in branches(self._catalogue, self._root)) or ((),)
        places = (*(path[1:] for path in tops), ()), deeper, deeper
        self._targets = [st.sampled_from(((), *each)) for each in places] if self._detail.levels else []

    def strategy(self) -> st.SearchStrategy[Object]:
        """Draw a message."""

        @st.composite
        def message(draw: Draw) -> Any:
            paths = [draw(target) for target in self._targets]
            return self._record(draw, self._root, 0, [path for path in paths if path])

        return message()

    def _value(self, draw: Draw, shape: Shape, depth: int, paths: Paths = ()) -> Any:
        shape = self._catalogue.resolve(shape)
        match shape:
            case Record() if shape.properties:
                return self._record(draw, shape, depth, paths)
            case Record() if isinstance(shape.additional, Anything | None):
                return self._object(draw, shape)
            case Record():
                more = shape.additional or Anything(at=shape.at)
                names = draw(st.lists(NAMES, min_size=shape.min_properties, max_size=2, unique=True))
                return {name: self._value(draw, more, depth + 1) for name in names}
            case Array():
                return self._array(draw, shape, depth, paths)
            case Union():
                return self._union(draw, shape, depth, paths)
            case Anything():
                return draw(JSON)
        value = draw(self._values(shape))
        return draw(value) if isinstance(value, st.SearchStrategy) else value

    def _object(self, draw: Draw, shape: Record) -> Object:
        usual = not shape.is_counted and not shape.forbidden and draw(CHANCE) >= 26
        made: Object = copied(draw(st.sampled_from(USUAL_OBJECTS)) if usual else draw(OBJECTS))
        assume(len(made) >= shape.min_properties and not shape.forbidden & made.keys())
        return made

    def _record(self, draw: Draw, shape: Record, depth: int, paths: Paths) -> Object:
        made: Object = {}
        for each in self._presences(shape, depth):
            below = [path for path in paths if path[0].step and path[0].step.token == each.name]
            threshold = min(FAVOURED, each.threshold) if below else each.threshold
            if not threshold or (threshold < 256 and draw(CHANCE) >= threshold):
                made[each.name] = self._value(draw, each.shape, depth + 1, _further(below))
        return made

    def _presences_of(self, shape: Record, depth: int) -> tuple[Presence, ...]:
        return tuple(presence_of(self._catalogue, shape, self._detail.level(depth)))

    def _array(self, draw: Draw, shape: Array, depth: int, paths: Paths) -> list[Any]:
        usual = self._detail.length if depth < len(self._detail.levels) else 0
        most = max(shape.min_items, usual if self._catalogue.why_empty(shape.items) is None else 0)
        most = most if shape.max_items is None else min(most, shape.max_items)
        made = [self._value(draw, path[0].shape, depth, _further([path])) for path in paths[:most]]
        if shape.holding and not made:
            made.append(self._value(draw, shape.holding, depth))
        more = draw(st.integers(shape.min_items, most)) - len(made)
        made += [self._value(draw, shape.items, depth) for _ in range(more)]
        if shape.unique:
            made = list({dumps(item): item for item in made}.values())
            assume(len(made) >= shape.min_items)
        return made

    def _union(self, draw: Draw, shape: Union, depth: int, paths: Paths) -> Any:
        if paths:
            branch = paths[0][0].shape
            return self._value(
                draw, branch, depth, _further(path for path in paths if path[0].shape is branch)
            )
        options = self._branches(shape, depth)
        return self._value(draw, options[draw(st.integers(0, len(options) - 1))], depth)

    def _branches_of(self, shape: Union, depth: int) -> tuple[Shape, ...]:
        over = depth >= len(self._detail.levels)
        options = self._endings.branches(shape) if over else self._catalogue.branches(shape)
        return tuple(
            sorted((each.shape for each in options), key=lambda part: len(dumps(self._smallest.of(part))))
        )

    def _values_of(self, shape: Shape) -> st.SearchStrategy[Any]:
        if isinstance(shape, Choice):
            return st.sampled_from([option.value for option in shape.options])
        assert isinstance(shape, Text | Number)
        prepared, wild = realistic_values(shape), max(1, round(256 * self._detail.wild))
        usual = [prepared[index % len(prepared)] for index in range(256 - wild)]
        return st.sampled_from([*usual, *[arbitrary_scalar(shape)] * wild])


def _further(paths: Iterable[Path]) -> Paths:
    """Go one step down; a path that ends there leads nowhere else."""
    return [path[1:] for path in paths if len(path) > 1]
