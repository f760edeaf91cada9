"""
Arguments that differ from realistic ones in one thing: what is left out, a choice, a bound, another text.

A handler that fails for one of them fails for that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ..cases.condition import Path
from ..json_paths import Object, dumps, is_list, is_object, with_value, without
from ..shapes import Array, Catalogue, Choice, Number, Record, Shape, Text, Union, text_of_length
from ..shapes.nodes import Anything
from ..user_tools import ToolContract

#: How many values of a list are tried at one place.
LISTED = 40
#: How many levels of arguments are varied.
LEVELS = 4
#: Texts longer than this are not made to reach a bound.
LONGEST = 2_000
#: Texts that a caller may well say: with accents, in other scripts, with quotes, on two lines.
TEXTS = ("Zoë Müller", "東京 🎉", 'Pat "Red" O\'Hara', "one\ntwo", "")
#: Numbers that are plain, and that code stumbles over.
NUMBERS = (0, 1, -1, 0.5)


@dataclass(frozen=True, kw_only=True, slots=True)
class Variant:
    """Arguments of which one thing is special."""

    arguments: Object
    path: Path  #: Where that is.


def variants(contract: ToolContract, whole: Object, least: Object) -> Iterator[Variant]:
    """
    Vary realistic arguments, `whole` ones and those with only what is required, in one thing each time.

    All of them match the parameters of the tool.
    """
    if contract.record is None:
        return
    varied = _Varied(contract)
    made = (*varied.without(whole), *varied.alone(whole, least), *varied.values(contract.record, whole, ()))
    seen = {dumps(whole), dumps(least)}
    for path, arguments in made:
        text = dumps(arguments)
        if text not in seen and contract.accepts(arguments):
            seen.add(text)
            yield Variant(arguments=arguments, path=path)


class _Varied:
    def __init__(self, contract: ToolContract) -> None:
        self._catalogue: Catalogue = contract.contract.catalogue("every")

    def without(self, whole: Object, path: Path = ()) -> Iterator[tuple[Path, Object]]:
        """Leave out each property in turn, at every level."""
        value: Any = whole
        for token in path:
            value = value[token]
        if is_object(value):
            for name in value:
                yield (*path, name), without(whole, (*path, name))
        if len(path) < LEVELS:
            for token in _keys(value):
                yield from self.without(whole, (*path, token))

    def alone(self, whole: Object, least: Object) -> Iterator[tuple[Path, Object]]:
        """Add each property that need not be there to the least arguments."""
        for name in whole:
            if name not in least:
                yield (name,), {**least, name: whole[name]}

    def values(self, shape: Shape, whole: Object, path: Path) -> Iterator[tuple[Path, Object]]:
        """Put other values at each place."""
        value: Any = whole
        for token in path:
            value = value[token]
        shape = self._catalogue.resolve(shape)
        if path:
            for other in self._others(shape, value):
                yield path, with_value(whole, path, other)
        if len(path) < LEVELS:
            for token, part in self._parts(shape, value):
                yield from self.values(part, whole, (*path, token))

    def _parts(self, shape: Shape, value: Any) -> Iterator[tuple[str | int, Shape]]:
        if isinstance(shape, Record) and is_object(value):
            for name in value:
                if name in shape.properties:
                    yield name, shape.properties[name].shape
        elif isinstance(shape, Array) and is_list(value) and value:
            yield 0, shape.items

    def _others(self, shape: Shape, value: Any) -> Iterator[Any]:
        match shape:
            case Choice():
                yield from (option.value for option in islice(shape.options, LISTED))
            case Text():
                yield from _texts(shape)
            case Number():
                yield from _numbers(shape)
            case Array():
                yield from _lists(shape, value)
            case Union():
                for branch in shape.branches:
                    yield from self._others(self._catalogue.resolve(branch.shape), value)
            case Anything():
                yield from ("text", 1, None)
            case _:
                pass


def _keys(value: Any) -> Iterator[str | int]:
    if is_object(value):
        yield from value
    elif is_list(value) and value:
        yield 0


def _texts(shape: Text) -> Iterator[str]:
    for length in (shape.min_length or None, shape.max_length):
        if length is not None and length <= LONGEST:
            yield text_of_length(shape, length) if shape.pattern is None else ""
            yield "é" * length
    yield from TEXTS
    if shape.max_length is not None:
        yield from (text[: shape.max_length] for text in TEXTS)


def _numbers(shape: Number) -> Iterator[float]:
    bounds = (shape.minimum, shape.maximum)
    yield from (bound for bound in bounds if bound is not None)
    if shape.exclusive_minimum is not None:
        yield shape.exclusive_minimum + 1
    if shape.exclusive_maximum is not None:
        yield shape.exclusive_maximum - 1
    yield from NUMBERS


def _lists(shape: Array, value: Any) -> Iterator[list[Any]]:
    yield []
    item = value[0] if is_list(value) and value else None
    lengths = {1, shape.min_items, shape.max_items or 2}
    yield from ([item] * length for length in sorted(lengths) if 0 < length <= LISTED)
