"""
The frame of a message: the records and lists on the ways to its aims, in one string of bytes.

Hypothesis spends as much on a string as on a hundred bytes of it, so whatever is known to be there before
anything is drawn shares one. As everywhere, byte 0 leaves out, or takes the simplest. Nothing moves in the
string then: what is left out keeps its bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from ..shapes import Array, Record, Shape, Union
from .aims import Path
from .growing import Given, Growth
from .parts import ABSENT, ONE, Draw, Part, Value, in_a_span, settled, string_of


class Frame:
    """
    The frame of one message: where in its string of bytes each record, list and value finds its own.
    """

    def __init__(self, growth: Growth) -> None:
        self._growth = growth
        self._size = 0
        self._drawn = b""

    def message(self, draw: Draw, root: Record, paths: Iterable[Path]) -> dict[str, Any]:
        """
        Draw a message that mostly holds what the paths lead to, each from its first property on.
        """
        part = self._record(root, [path for path in paths if path], 0)
        self._drawn = draw(string_of(self._size))
        made: dict[str, Any] = part(draw)
        return made

    def _take(self, size: int) -> slice:
        begin = self._size
        self._size += size
        return slice(begin, self._size)

    def _towards(self, paths: Sequence[Path], depth: int) -> Part:
        """
        Grow a value of the shape where all the paths begin, that mostly holds the rest of the paths.
        """
        shape = paths[0][0].shape
        rests = [path[1:] for path in paths if len(path) > 1]
        match shape:
            case Record() if shape.properties:
                return self._record(shape, rests, depth)
            case Array() if rests:
                return self._holding(shape, rests, depth)
            case Array():
                return self._array(shape, depth)
            case Union() if rests:
                return self._towards([rest for rest in rests if rest[0].shape is rests[0][0].shape], depth)
        return self._value(shape, depth)

    def _value(self, shape: Shape, depth: int) -> Part:
        values, place = self._growth.values(shape, depth), self._take(1).start
        return lambda draw: settled(draw, values[self._drawn[place]])

    def _record(self, shape: Record, paths: Iterable[Path], depth: int) -> Part:
        place = self._take(len(shape.properties))
        return partial(self._made, shape, depth, place, self._given(shape, paths, depth))

    def _made(self, shape: Record, depth: int, place: slice, given: Given, draw: Draw) -> dict[str, Any]:
        return self._growth.fill(shape, depth, self._drawn[place], given, draw)

    def _given(self, shape: Record, paths: Iterable[Path], depth: int) -> Given:
        """
        Say how the properties of a record are grown that hold the paths, and those that are there anyway.
        """
        led: dict[str, list[Path]] = {}
        for path in paths:
            if path[0].step is not None and path[0].step.token in shape.properties:
                led.setdefault(str(path[0].step.token), []).append(path)
        needed = self._growth.needed(shape)
        given: dict[str, tuple[int, Part]] = {}
        for name, spot in needed.items():
            given[name] = 0, self._towards(led.pop(name, [(spot,)]), depth + 1)
        for name, rests in led.items():
            part = self._towards(rests, depth + 1)
            given[name] = 1, part if shape.properties[name].required else _removable(part)
        return given

    def _array(self, shape: Array, depth: int) -> Part:
        place = self._take(self._growth.longest(shape, depth) + 1)
        return lambda draw: self._growth.listed(shape, depth, self._drawn[place], draw)

    def _holding(self, shape: Array, paths: Sequence[Path], depth: int) -> Part:
        paths = paths[: shape.max_items]
        if shape.holding is not None:  # the rest is left to chance: lists that hold something are rare
            paths = [path for path in paths if path[0].shape is self._growth.catalogue.resolve(shape.holding)]
        items = [self._towards([path], depth) for path in paths]
        return partial(self._list, shape, depth, self._take(len(items)), items)

    def _list(self, shape: Array, depth: int, place: slice, parts: Sequence[Part], draw: Draw) -> list[Any]:
        items = [part(draw) for part, byte in zip(parts, self._drawn[place], strict=True) if byte]
        if not items and shape.holding is not None:
            items.append(self._growth.part(shape.holding, depth)(draw))
        while len(items) < shape.min_items:
            items.append(self._growth.part(shape.items, depth)(draw))
        return self._growth.distinct(shape, depth, items, draw) if shape.unique else items


class _DrawnMore(Exception):
    """
    A part takes more than its bytes in the frame.
    """


def _nothing_more(_strategy: Value) -> Any:
    raise _DrawnMore


def _removable(part: Part) -> Part:
    """
    Make an optional part so that Hypothesis can take away at once what is drawn for it beside the frame.

    To change its byte in the frame is not enough: whatever follows would be read as something else.
    """
    gated = in_a_span(lambda draw: part(draw) if draw(ONE)[0] else ABSENT)

    def made(draw: Draw) -> Any:
        try:
            return part(_nothing_more)
        except _DrawnMore:
            return gated(draw)

    return made
