"""Values that a person would believe to come from Vapi, for the shape of a string or a number."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from ..shapes import Catalogue, Number, Text, is_member, plainest_number, text_of_length
from ..shapes.membership import is_of_number
from ..shapes.scalar_values import FORMATS
from . import words
from .endings import FORMATS as BELIEVABLE
from .field_lookup import kind_of
from .makers import Kind

USUAL = 23  # values besides the simplest
WIDE = 5  # from that width on, a number between two bounds is a whole one
FEW = 6  # if the shape leaves fewer of them, others are made to its measure


def realistic_values(shape: Text | Number) -> tuple[Any, ...]:
    """List values of a shape: the simplest first, then about two dozen that fit the name of the property."""
    simplest = text_of_length(shape, shape.min_length) if isinstance(shape, Text) else plainest_number(shape)
    return (simplest, *(value for value in believable_values(shape, USUAL) if value != simplest))


def believable_values(shape: Text | Number, count: int) -> tuple[Any, ...]:
    """List up to `count` values that fit the name of the property, without the simplest; perhaps none."""
    if isinstance(shape, Text) and shape.format in FORMATS and shape.format not in BELIEVABLE:
        return ()
    made = _made(kind_of(shape), count)
    if is_open(shape):
        return made
    if _is_bounded(shape):
        return _distinct(shape, _within_bounds(shape, count))
    fitting = _distinct(shape, made)
    if len(fitting) >= min(FEW, len(made)):
        return fitting
    return _distinct(shape, (*fitting, *_substitutes(shape, made)))[:count]


def is_open(shape: Text | Number) -> bool:
    """Tell whether any string, or any number, is of a shape."""
    if isinstance(shape, Text):
        narrow: tuple[Any, ...] = (shape.max_length, shape.pattern)
        return narrow == (None, None) and not shape.min_length and not shape.other_than
    narrow = (
        shape.minimum,
        shape.maximum,
        shape.exclusive_minimum,
        shape.exclusive_maximum,
        shape.multiple_of,
    )
    return narrow == (None,) * 5 and not shape.other_than and not shape.integral


@cache
def _made(kind: Kind, count: int) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(kind(number) for number in range(count)))


def _distinct(shape: Text | Number, values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(value for value in dict.fromkeys(values) if _is_of(shape, value))


def _is_of(shape: Text | Number, value: Any) -> bool:
    return is_of_number(shape, value) if isinstance(shape, Number) else is_member(_NO_CATALOGUE, shape, value)


def _is_bounded(shape: Text | Number) -> bool:
    return isinstance(shape, Number) and None not in (shape.minimum, shape.maximum)


def _within_bounds(shape: Text | Number, count: int) -> tuple[Any, ...]:
    assert isinstance(shape, Number)
    assert shape.minimum is not None
    assert shape.maximum is not None
    low, width = shape.minimum, shape.maximum - shape.minimum
    digits = 0 if shape.integral or width >= WIDE else 2
    values = (round(low + width * (number * 7 % (count + 1)) / count, digits) for number in range(count))
    return tuple(int(value) if value == int(value) else value for value in values)


def _substitutes(shape: Text | Number, values: tuple[Any, ...]) -> Iterator[Any]:
    if isinstance(shape, Number):
        yield from range(1, FEW * 2)
        yield from (plainest_number(shape) + step for step in range(1, FEW))
    elif shape.format is None:
        most = shape.max_length if shape.max_length is not None else 80
        for value in (*words.KEYS, *words.FUNCTIONS, *words.KEYWORDS, *values):
            yield value[:most].strip()
            yield value.upper()[:most]
            yield (value + "-" + value * shape.min_length)[: max(shape.min_length, 1)]


_NO_CATALOGUE = Catalogue({}, {})
