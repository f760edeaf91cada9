"""
The layout of a message: what is required and what lies on the way to its targets, in one string of bytes.

Strings cost more than bytes, so whatever is known to be there before anything is drawn shares one. As
everywhere, byte 0 leaves out, or takes the simplest. Nothing moves in the string then: what is left out keeps
its bytes, and the branches of a union share theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate, islice
from typing import Any

from ...shapes import Array, Record, Shape, Union
from ..targets import Path
from .builders import Part, fresh
from .deferred import Decoder, Deferred, Later, Segment, put
from .generator import MOST_PROPERTIES, Generator

BRANCHES = 8  # of a union whose branches share their bytes, at the most; what others hold is drawn later
LARGEST = 256  # bytes of a value that holds no target, at the most; what is larger is drawn later
LIKELY, UNLIKELY = 1, 192  # from which byte on an item of a list is there, if it holds a target or not


class Layout:
    """How the bytes of messages are shared out among their records, lists and values."""

    def __init__(self, generator: Generator) -> None:
        self._generator = generator
        self._whatever_of: dict[tuple[Shape, int], Decoder] = {}
        self._along: dict[tuple[Path, int], Decoder] = {}

    def message(self, root: Record, paths: Iterable[Path]) -> Decoder:
        """Lay out a message that mostly holds what the paths lead to, each from its first property on."""
        return self._record(_narrowed(root), [path for path in paths if path], 0)

    def _towards(self, paths: Sequence[Path], depth: int) -> Decoder:
        """Lay out a value of the shape where all the paths begin, that mostly holds the rest of the paths."""
        path, *others = paths
        if others:
            return self._lay_out_towards(paths, depth)
        if (path, depth) not in self._along:
            self._along[path, depth] = self._lay_out_towards(paths, depth)
        return self._along[path, depth]

    def _lay_out_towards(self, paths: Sequence[Path], depth: int) -> Decoder:
        shape = paths[0][0].shape
        if self._generator.is_large(shape):
            return self._value(shape, depth)
        rests = [path[1:] for path in paths if len(path) > 1]
        match shape:
            case Record() if rests and shape.properties:
                return self._record(shape, rests, depth)
            case Array() if rests:
                return self._holding(shape, rests, depth)
            case Union() if rests:
                return self._towards([rest for rest in rests if rest[0].shape is rests[0][0].shape], depth)
            case _:
                return self._whatever(shape, depth)

    def _whatever(self, shape: Shape, depth: int) -> Decoder:
        """Lay out any value of a shape."""
        key = self._generator.catalogue.resolve(shape), depth
        if key not in self._whatever_of:
            decoder = self._lay_out(*key)
            self._whatever_of[key] = decoder if decoder.size <= LARGEST else self._value(*key)
        return self._whatever_of[key]

    def _lay_out(self, shape: Shape, depth: int) -> Decoder:
        if self._generator.is_large(shape):
            return self._value(shape, depth)
        match shape:
            case Record() if shape.properties:
                return self._record(shape, (), depth)
            case Array() if shape.holding is None:
                return self._list(shape, depth, ())
            case Union():
                return self._either(shape, depth)
            case _:
                return self._value(shape, depth)

    def _value(self, shape: Shape, depth: int) -> Decoder:
        values = self._generator.values(shape, depth)
        return Decoder(1, lambda drawn, _later: fresh(values[drawn[0]]))

    def _either(self, shape: Union, depth: int) -> Decoder:
        shapes = [self._generator.catalogue.resolve(each) for each in self._generator.branches(shape, depth)]
        if len(shapes) > BRANCHES or not any(isinstance(each, Record) and each.properties for each in shapes):
            return self._value(shape, depth)
        branches = [self._whatever(each, depth) for each in shapes]

        def decode(drawn: bytes, later: Later) -> Any:
            return branches[drawn[0] % len(branches)].decode(drawn[1:], later)

        return Decoder(1 + max(branch.size for branch in branches), decode)

    def _record(self, shape: Record, paths: Iterable[Path], depth: int) -> Decoder:
        size, given = len(shape.properties), {}
        for name, least, part in self._parts(shape, paths, depth):
            given[name] = Segment(least, part, size)
            size += part.size
        return Decoder(size, partial(self._generator.fill, shape, depth, given))

    def _parts(self, shape: Record, paths: Iterable[Path], depth: int) -> Iterator[tuple[str, int, Decoder]]:
        """Lay out the properties of a record that hold the paths, and those with parts that are there."""
        led: dict[str, list[Path]] = {}
        for path in paths:
            if path[0].step is not None and path[0].step.token in shape.properties:
                led.setdefault(str(path[0].step.token), []).append(path)
        for name, rests in led.items():
            yield name, 1, self._towards(rests, depth + 1)
        for name, part in self._generator.needed(shape).items():
            if name not in led:
                yield name, 0, self._whatever(part, depth + 1)

    def _holding(self, shape: Array, paths: Sequence[Path], depth: int) -> Decoder:
        if shape.holding is not None:  # the rest is left to chance: lists that hold something are rare
            paths = [
                path for path in paths if path[0].shape is self._generator.catalogue.resolve(shape.holding)
            ]
        items = [self._towards([path], depth) for path in paths[: shape.max_items]]
        return self._list(shape, depth, items) if items else self._value(shape, depth)

    def _list(self, shape: Array, depth: int, targeted: Sequence[Decoder]) -> Decoder:
        """Lay out a list with a byte for each item, which says whether it is there, and then their own."""
        others = max(self._generator.longest(shape, depth), shape.min_items) - len(targeted)
        items = [_rather(each, self._whatever(shape.holding or shape.items, depth)) for each in targeted]
        below = self._generator.below(shape.items, depth)
        items += [self._whatever(shape.items, below) for _ in range(others)]
        always = max(shape.min_items, shape.holding is not None)
        usually = [LIKELY] * len(targeted) + [UNLIKELY] * others
        least = [0] * always + usually[always:]
        *begins, size = accumulate((item.size for item in items), initial=len(items))

        def distinct(made: list[Any]) -> Part:
            return lambda _draw: self._generator.distinct(shape, made)

        def decode(drawn: bytes, later: Later) -> list[Any]:
            made: list[Any] = []
            for index, item in enumerate(items):
                if drawn[index] >= least[index]:
                    made.append(None)
                    put(made, len(made) - 1, item.decode(drawn[begins[index] :], later), later)
            if shape.unique:
                later.append(Deferred(made, slice(None), distinct(made), optional=False))
            return made

        return Decoder(size, decode)


def _narrowed(root: Record) -> Record:
    """Leave out most properties of a message with thousands: what is required is drawn, and some others."""
    if len(root.properties) <= MOST_PROPERTIES:
        return root
    required = {name: part for name, part in root.properties.items() if part.required}
    some = dict(islice(root.properties.items(), MOST_PROPERTIES))
    return replace(root, properties=some | required)


def _rather(targeted: Decoder, other: Decoder) -> Decoder:
    """Lay out what holds a target, and the other for byte 0: it may be simpler."""

    def decode(drawn: bytes, later: Later) -> Any:
        return (targeted if drawn[0] else other).decode(drawn[1:], later)

    return Decoder(1 + max(targeted.size, other.size), decode)
