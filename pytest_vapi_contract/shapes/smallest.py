"""The smallest value of a shape: what a message holds unless more was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count, islice
from typing import Any

from ..json_paths import copied, dumps
from ..round_robin import in_turn
from .limits import MOST_DIFFERENT
from .membership import same_json
from .nodes import Anything, Array, Choice, Nothing, Number, Record, Shape, Text, Union
from .protocols import Inhabited
from .scalar_values import scalars_of, smallest_scalar

#: How many values are looked at for each of those that have to differ.
TRIES = 20


class Smallest:
    """Finds the smallest value of each shape of a catalogue, once."""

    def __init__(self, catalogue: Inhabited) -> None:
        self._catalogue = catalogue
        self._found: dict[Shape, Any] = {}

    def of(self, shape: Shape) -> Any:
        """Build the smallest value, a fresh one each time. The shape must have a value."""
        value = self._find(self._catalogue.resolve(shape), ())
        if value is _NONE:
            raise ValueError(f"no value is of the shape at {shape.at}")
        return copied(value)

    def different(self, shape: Shape, number: int, taken: Iterable[Any] = ()) -> list[Any]:
        """Build up to `number` values of which no two are the same JSON, nor one that is taken."""
        return [copied(value) for value in self._different(self._values(shape, ()), number, taken)]

    def made_different(self, shape: Array, items: list[Any]) -> list[Any]:
        """Leave out of a list what is there already, and add others where there are too few items then."""
        if not shape.unique:
            return items
        kept = self._different(iter(items), len(items))
        return [*kept, *self.different(shape.items, shape.min_items - len(kept), kept)]

    def _different(self, values: Iterator[Any], number: int, taken: Iterable[Any] = ()) -> list[Any]:
        known, found = list(taken), list[Any]()
        for value in islice(values, TRIES * (number + len(known)) if number > 0 else 0):
            if not any(same_json(value, each) for each in known):
                known.append(value)
                found.append(value)
                if len(found) == number:
                    break  # to ask for one more may be a search
        return found

    def _find(self, shape: Shape, above: tuple[Shape, ...]) -> Any:
        shape = self._catalogue.resolve(shape)
        if shape in self._found:
            return self._found[shape]
        if any(shape is one for one in above):
            return _NONE
        value = self._build(shape, (*above, shape))
        if value is not _NONE:
            self._found[shape] = value
        return value

    def _build(self, shape: Shape, above: tuple[Shape, ...]) -> Any:
        match shape:
            case Choice():
                return min((option.value for option in shape.options), key=lambda value: len(dumps(value)))
            case Text() | Number():
                return smallest_scalar(shape)
            case Anything():
                return None
            case Array():
                return self._array(shape, above)
            case Record():
                return self._record(shape, above)
            case Union():
                return self._union(shape, above)
            case _:
                return _NONE

    def _array(self, shape: Array, above: tuple[Shape, ...]) -> Any:
        held = [self._find(shape.holding, above)] if shape.holding else []
        number = shape.min_items - len(held)
        if shape.unique and number + len(held) > 1:
            others = self._different(self._values(shape.items, above), min(number, MOST_DIFFERENT), held)
        else:
            others = [self._find(shape.items, above)] * number if number > 0 else []
        items = [*held, *others]
        return _NONE if _NONE in items or len(others) < number else items

    def _record(self, shape: Record, above: tuple[Shape, ...]) -> Any:
        required = (name for name, part in shape.properties.items() if part.required)
        built = {name: self._find(shape.properties[name].shape, above) for name in required}
        if any(value is _NONE for value in built.values()):
            return _NONE
        for name, part in self.more(shape):
            if len(built) >= shape.min_properties:
                break
            value = self._find(part, above)
            if value is not _NONE:
                built[name] = value
        return built if len(built) >= shape.min_properties else _NONE

    def more(self, shape: Record) -> Iterator[tuple[str, Shape]]:
        """List properties that are not required, as many as a record may need and has."""
        yield from self._undeclared(shape)
        yield from self._optional(shape)

    def _undeclared(self, shape: Record) -> Iterator[tuple[str, Shape]]:
        """List properties that are not declared, as many as a record may need, if there can be any."""
        others = shape.others
        if others is not None and self._catalogue.has_value(others):
            yield from ((name, others) for name in islice(shape.other_names, max(1, shape.min_properties)))

    def _optional(self, shape: Record) -> Iterator[tuple[str, Shape]]:
        """List the declared properties that can be there and need not be."""
        for name, part in shape.properties.items():
            if not part.required and self._catalogue.has_value(part.shape):
                yield name, part.shape

    def _union(self, shape: Union, above: tuple[Shape, ...]) -> Any:
        values = (self._find(branch.shape, above) for branch in self._catalogue.branches(shape))
        return min((v for v in values if v is not _NONE), key=lambda value: len(dumps(value)), default=_NONE)

    def _values(self, shape: Shape, above: tuple[Shape, ...]) -> Iterator[Any]:
        """List values of a shape, the smallest first; some of them may be the same."""
        shape = self._catalogue.resolve(shape)
        first = self._find(shape, above) if self._catalogue.has_value(shape) else _NONE
        if first is _NONE:
            return
        yield first
        if not any(shape is one for one in above):
            yield from self._others(shape, first, (*above, shape))

    def _others(self, shape: Shape, first: Any, above: tuple[Shape, ...]) -> Iterator[Any]:
        match shape:
            case Choice():
                yield from (option.value for option in shape.options)
            case Text() | Number():
                yield from scalars_of(shape)
            case Anything():
                yield from count()
            case Array():
                yield from self._other_arrays(shape, first, above)
            case Record():
                yield from self._other_records(shape, first, above)
            case Union():
                yield from in_turn(
                    self._values(branch.shape, above) for branch in self._catalogue.branches(shape)
                )
            case _:
                pass

    def _other_arrays(self, shape: Array, first: list[Any], above: tuple[Shape, ...]) -> Iterator[Any]:
        """Lists that differ in their first item or, of an empty one, in its length."""
        if shape.max_items == 0 or shape.unique:
            return
        for value in self._values(shape.holding or shape.items, above):
            yield [value, *first[1:]]

    def _other_records(self, shape: Record, first: dict[str, Any], above: tuple[Shape, ...]) -> Iterator[Any]:
        """Records that differ in one property, which may be one more if there is room for it."""
        there = ((name, part.shape) for name, part in shape.properties.items() if name in first)
        roomy = shape.max_properties is None or len(first) < shape.max_properties
        more = (self._optional(shape), self._undeclared(shape)) if roomy else ()
        for named in (there, *more):  # what is declared, first
            yield from in_turn(self._varied(first, name, part, above) for name, part in named)

    def _varied(
        self, first: dict[str, Any], name: str, part: Shape, above: tuple[Shape, ...]
    ) -> Iterator[Any]:
        yield from ({**first, name: value} for value in self._values(part, above))


_NONE = Nothing(at="", reason="not found")
