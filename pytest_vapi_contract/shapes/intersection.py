"""What is of two shapes at once: `allOf`, and keywords beside `$ref`, `oneOf` or `enum`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from .limits import tighter
from .membership import is_member, same_json
from .nodes import (
    Anything,
    Array,
    Branch,
    Choice,
    Joint,
    Nothing,
    Number,
    Option,
    Property,
    Record,
    Reference,
    Shape,
    Text,
    Union,
)
from .protocols import Resolver


def intersect(resolver: Resolver, left: Shape, right: Shape) -> Shape:
    """Describe what is of both shapes."""
    if _same_component(left, right):
        return left
    left, right = resolver.resolve(left), resolver.resolve(right)
    if left is right:
        return left
    for one, other in ((left, right), (right, left)):
        for kind, rule in ONE_SIDED.items():
            if isinstance(one, kind):
                return rule(resolver, one, other)
    if type(left) is not type(right):
        return Nothing(at=left.at, reason=f"contradicts {right.at}")
    return ALIKE[type(left)](left, right)


def _same_component(left: Shape, right: Shape) -> bool:
    return isinstance(left, Reference) and isinstance(right, Reference) and left.name == right.name


def _anything(_resolver: Resolver, _one: Anything, other: Shape) -> Shape:
    return other


def _nothing(_resolver: Resolver, one: Nothing, _other: Shape) -> Shape:
    return one


def _choice(resolver: Resolver, one: Choice, other: Shape) -> Shape:
    if isinstance(other, Union):
        return _joined(other, one)
    kept = tuple(option for option in one.options if is_member(resolver, other, option.value))
    if not kept:
        return Nothing(at=one.at, reason=f"no value of it is allowed by {other.at}")
    return Choice(at=one.at, options=tuple(_option(option, other) for option in kept))


def _option(option: Option, other: Shape) -> Option:
    if isinstance(other, Choice):
        twins = [one for one in other.options if same_json(one.value, option.value)]
        places = _merged(option.places, *(twin.places for twin in twins))
        return replace(option, places=places, bounds=_merged(option.bounds, *(twin.bounds for twin in twins)))
    if isinstance(other, Text | Number):
        size = len(option.value) if isinstance(other, Text) else option.value
        touched = (at for at, edge in other.edges.items() if edge == size)
        return replace(option, bounds=_merged(option.bounds, touched))
    return option


def _merged(*places: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(places)))


def _union(_resolver: Resolver, one: Union, other: Shape) -> Shape:
    return _joined(one, other)


def _joined(one: Union, other: Shape) -> Union:
    # Whether branches overlap is decided on what is left: a value that `other` refuses overlaps nothing.
    branches = tuple(Branch(_lazy(branch.shape, other), branch.at) for branch in one.branches)
    return replace(one, branches=branches)


def _lazy(left: Shape, right: Shape) -> Shape:
    return left if _same_component(left, right) else Joint(at=left.at, parts=(left, right))


def _text(left: Text, right: Text) -> Shape:
    if left.pattern and right.pattern and left.pattern != right.pattern:
        return _not_understood(left, f"two patterns at once ({right.at})")
    return replace(
        left,
        min_length=max(left.min_length, right.min_length),
        max_length=tighter(min, left.max_length, right.max_length),
        pattern=left.pattern or right.pattern,
        format=left.format or right.format,
        other_than=left.other_than | right.other_than,
        edges={**left.edges, **right.edges},
    )


def _number(left: Number, right: Number) -> Shape:
    if left.multiple_of and right.multiple_of and left.multiple_of != right.multiple_of:
        return _not_understood(left, f"two multiples at once ({right.at})")
    return replace(
        left,
        integral=left.integral or right.integral,
        minimum=tighter(max, left.minimum, right.minimum),
        maximum=tighter(min, left.maximum, right.maximum),
        exclusive_minimum=tighter(max, left.exclusive_minimum, right.exclusive_minimum),
        exclusive_maximum=tighter(min, left.exclusive_maximum, right.exclusive_maximum),
        multiple_of=left.multiple_of or right.multiple_of,
        other_than=left.other_than | right.other_than,
        edges={**left.edges, **right.edges},
    )


def _not_understood(left: Shape, what: str) -> Nothing:
    return Nothing(at=left.at, reason=f"{what} are not supported", understood=False)


def _array(left: Array, right: Array) -> Shape:
    return replace(
        left,
        items=_lazy(left.items, right.items),
        places=_merged(left.places, right.places),
        min_items=max(left.min_items, right.min_items),
        max_items=tighter(min, left.max_items, right.max_items),
        unique=left.unique or right.unique,
        holding=left.holding or right.holding,
    )


def _record(left: Record, right: Record) -> Shape:
    names = dict.fromkeys((*left.properties, *right.properties))
    properties = {name: _property(left, right, name) for name in names}
    return replace(
        left,
        properties=properties,
        additional=_additional(left, right, free=not properties),
        forbidden=left.forbidden | right.forbidden,
        closed=left.closed or right.closed,
        min_properties=max(left.min_properties, right.min_properties),
        max_properties=tighter(min, left.max_properties, right.max_properties),
    )


def _additional(left: Record, right: Record, *, free: bool) -> Shape | None:
    if left.closed or right.closed:
        return None
    given = [record.additional for record in (left, right) if record.additional is not None]
    typed = [shape for shape in given if not isinstance(shape, Anything)]
    if not typed:
        return given[0] if free and given else None
    return typed[0] if len(typed) == 1 else _lazy(*typed)


def _property(left: Record, right: Record, name: str) -> Property:
    one, other = (_declared(record, name) for record in (left, right))
    return Property(
        _lazy(one.shape, other.shape),
        one.required or other.required,
        _merged(one.places, other.places),
    )


def _declared(record: Record, name: str) -> Property:
    if name in record.properties:
        return record.properties[name]
    if record.closed:
        return Property(Nothing(at=record.at, reason=f"{record.at} allows no other property"))
    return Property(record.additional or Anything(at=record.at))


Rule = Callable[[Resolver, Any, Any], Shape]
ONE_SIDED: Mapping[type, Rule] = {Nothing: _nothing, Anything: _anything, Choice: _choice, Union: _union}
ALIKE: Mapping[type, Callable[[Any, Any], Shape]] = {
    Text: _text,
    Number: _number,
    Array: _array,
    Record: _record,
}
