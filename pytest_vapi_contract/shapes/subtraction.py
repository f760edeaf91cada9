"""
What is of one shape and of no other: how the branches of an exclusive union are told apart.

`subtract(a, b)` answers with shapes that lie inside `a`, touch `b` in no reading, and together hold all of
`a` without `b` that declared properties can express. No value is ever built to be thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from .limits import limits
from .membership import is_member, is_number
from .nodes import (
    Anything,
    Array,
    Branch,
    Choice,
    Nothing,
    Number,
    Option,
    Property,
    Record,
    Shape,
    Text,
    Union,
)
from .protocols import TellerApart

Remainder: TypeAlias = tuple[Shape, ...]


def subtract(teller: TellerApart, shape: Shape, other: Shape) -> Remainder:
    """Describe what is of `shape` and, in no reading, of `other`; `(shape,)` if they never meet."""
    whole = teller.resolve(shape)
    other = teller.resolve(other)
    if whole is other:
        return ()
    if isinstance(other, Nothing):
        return (shape,) if other.understood else ()
    if isinstance(other, Union):
        return subtract_all(teller, shape, (branch.shape for branch in other.branches))
    if isinstance(whole, Anything) and not isinstance(other, Anything):
        return teller.without(_every_type(whole), other)
    if isinstance(whole, Union):
        return _from_union(teller, shape, whole, other)
    rule = RULES.get((type(whole), type(other)))
    if isinstance(other, Anything):
        return ()
    if rule is None:
        return (shape,)
    left = tuple(rule(teller, whole, other))
    return (shape,) if left == (whole,) else left


def subtract_all(teller: TellerApart, shape: Shape, others: Iterable[Shape]) -> Remainder:
    """Describe what is of `shape` and of none of the others."""
    remainder: Remainder = (shape,)
    for other in others:
        remainder = tuple(rest for part in remainder for rest in teller.without(part, other))
    return remainder


def _every_type(shape: Anything) -> Union:
    kinds: tuple[Shape, ...] = (
        Choice(at=shape.at, options=(Option(None), Option(False), Option(True))),
        Number(at=shape.at),
        Text(at=shape.at),
        Array(at=shape.at, items=Anything(at=shape.at)),
        Record(at=shape.at, additional=Anything(at=shape.at)),
    )
    return Union(at=shape.at, branches=tuple(Branch(kind, shape.at) for kind in kinds))


def _from_union(teller: TellerApart, shape: Shape, whole: Union, other: Shape) -> Remainder:
    before = teller.branches(whole)
    after = tuple(
        replace(branch, shape=rest) for branch in before for rest in teller.without(branch.shape, other)
    )
    if after == before:
        return (shape,)
    return (Union(at=whole.at, branches=after),) if after else ()


def _from_choice(teller: TellerApart, shape: Choice, other: Shape) -> Iterator[Shape]:
    kept = tuple(option for option in shape.options if not is_member(teller, other, option.value))
    if len(kept) == len(shape.options):
        yield shape
    elif kept:
        yield Choice(at=shape.at, options=kept)


def _text_without_values(_teller: TellerApart, shape: Text, other: Choice) -> Iterator[Shape]:
    values = frozenset(option.value for option in other.options if isinstance(option.value, str))
    yield replace(shape, other_than=shape.other_than | values) if values else shape


def _text_without_text(_teller: TellerApart, shape: Text, other: Text) -> Iterator[Shape]:
    if other.pattern is not None:
        return
    top = shape.max_length
    if _is_below(top, other.min_length) or _is_below(other.max_length, shape.min_length):
        yield shape
        return
    # They meet, so that every bound of the other is within those of the shape.
    if other.min_length > shape.min_length:
        yield replace(shape, max_length=other.min_length - 1)
    if other.max_length is not None and (top is None or top > other.max_length):
        yield replace(shape, min_length=other.max_length + 1)


def _number_without_values(_teller: TellerApart, shape: Number, other: Choice) -> Iterator[Shape]:
    values = frozenset(option.value for option in other.options if is_number(option.value))
    yield replace(shape, other_than=shape.other_than | values) if values else shape


def _number_without_number(_teller: TellerApart, shape: Number, other: Number) -> Iterator[Shape]:
    if other.multiple_of is not None or (other.integral and not shape.integral):
        return
    (low, high), (lowest, highest) = limits(shape), limits(other)
    if _is_below(high, lowest) or _is_below(highest, low):
        yield shape
        return
    # They meet, so that no bound of the shape is tighter than what is put in its place.
    if other.minimum is not None:
        yield replace(shape, exclusive_maximum=other.minimum)
    if other.exclusive_minimum is not None:
        yield replace(shape, maximum=other.exclusive_minimum)
    if other.maximum is not None:
        yield replace(shape, exclusive_minimum=other.maximum)
    if other.exclusive_maximum is not None:
        yield replace(shape, minimum=other.exclusive_maximum)


def _is_below(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and one < other


def _array_without_array(teller: TellerApart, shape: Array, other: Array) -> Iterator[Shape]:
    if other.min_items > shape.min_items:
        most = other.min_items - 1
        yield replace(shape, max_items=most if shape.max_items is None else min(most, shape.max_items))
    if other.max_items is not None and (shape.max_items is None or shape.max_items > other.max_items):
        yield replace(shape, min_items=max(shape.min_items, other.max_items + 1))
    if shape.holding is not None:
        return
    for item in teller.without(shape.items, other.items):
        yield replace(shape, holding=item, min_items=max(1, shape.min_items))


def _record_without_record(teller: TellerApart, shape: Record, other: Record) -> Iterator[Shape]:
    alternatives: list[Shape] = []
    for alternative in _differences(teller, shape, other):
        if alternative is shape:
            yield shape
            return
        alternatives.append(alternative)
    yield from alternatives


def _differences(teller: TellerApart, shape: Record, other: Record) -> Iterator[Record]:
    for name, part in other.properties.items():
        if part.required:
            yield from _lacking(shape, name)
    for name in sorted(other.forbidden):
        if name in shape.properties:
            yield _holding(shape, name, shape.properties[name].shape)
    for name, part in shape.properties.items():
        wanted = _wanted(other, name)
        if wanted is not None:
            yield from _differing(teller, shape, name, part, wanted)


def _lacking(shape: Record, name: str) -> Iterator[Record]:
    if name in shape.forbidden:
        yield shape
    elif name in shape.properties:
        optional = shape.properties[name]
        if not optional.required:
            # It stays declared, so that its absence still counts as shown.
            left_out = replace(optional, shape=Nothing(at=shape.at, reason="left out"))
            rest = {**shape.properties, name: left_out}
            yield replace(shape, properties=rest, forbidden=shape.forbidden | {name})
    elif shape.additional is None:
        yield shape
    else:
        yield replace(shape, forbidden=shape.forbidden | {name})


def _wanted(other: Record, name: str) -> Shape | None:
    if name in other.properties:
        return other.properties[name].shape
    if other.closed:
        return Nothing(at=other.at, reason="closed")
    return other.additional


def _differing(
    teller: TellerApart, shape: Record, name: str, part: Property, wanted: Shape
) -> Iterator[Record]:
    for rest in teller.without(part.shape, wanted):
        unchanged = part.required and teller.resolve(rest) is teller.resolve(part.shape)
        yield shape if unchanged else _holding(shape, name, rest)


def _holding(shape: Record, name: str, part: Shape) -> Record:
    held = replace(shape.properties[name], shape=part, required=True)
    return replace(shape, properties={**shape.properties, name: held})


Rule = Callable[[TellerApart, Any, Any], Iterator[Shape]]
RULES: Mapping[tuple[type, type], Rule] = {
    **{(Choice, kind): _from_choice for kind in (Choice, Text, Number, Array, Record)},
    (Text, Choice): _text_without_values,
    (Text, Text): _text_without_text,
    (Number, Choice): _number_without_values,
    (Number, Number): _number_without_number,
    (Array, Array): _array_without_array,
    (Record, Record): _record_without_record,
}
