"""
Whether a value belongs to a shape, read as widely as any reader of the contract may read it.

Unions count as inclusive and formats as annotations here: every reading refuses what is not a member.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import combinations
from typing import Any

from ..json_paths import Parsed
from .nodes import Anything, Array, Choice, Joint, Nothing, Number, Record, Shape, Text, Union
from .protocols import Resolver


def is_member(resolver: Resolver, shape: Shape, value: Any) -> bool:
    """Tell whether some reading of the shape allows the value."""
    resolved = resolver.resolve(shape)
    return MEMBERS[type(resolved)](resolver, resolved, value)


def same_json(left: Parsed, right: Parsed) -> bool:
    """Compare as JSON does: `1` equals `1.0`, `True` does not (JSON Schema core, section 4.2.2)."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same_json(left[name], right[name]) for name in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same_json, left, right))
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return bool(left == right)


def is_number(value: Any) -> bool:
    """Tell a JSON number from a boolean."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _nothing(_resolver: Resolver, _shape: Nothing, _value: Any) -> bool:
    return False


def _anything(_resolver: Resolver, _shape: Anything, _value: Any) -> bool:
    return True


def _choice(_resolver: Resolver, shape: Choice, value: Any) -> bool:
    return any(same_json(option.value, value) for option in shape.options)


def _text(_resolver: Resolver, shape: Text, value: Any) -> bool:
    return is_of_text(shape, value)


def is_of_text(shape: Text, value: Any) -> bool:
    """Tell whether a value is a string that the shape allows, whatever its format."""
    return (
        isinstance(value, str)
        and shape.min_length <= len(value)
        and (shape.max_length is None or len(value) <= shape.max_length)
        and (shape.pattern is None or re.search(shape.pattern, value) is not None)
        and value not in shape.other_than
    )


def is_of_number(shape: Number, value: Any) -> bool:
    """Tell whether a value is a number that the shape allows, however a validator divides."""
    return _is_allowed(shape, value) and (shape.multiple_of is None or _divides(value, shape.multiple_of))


def _is_allowed(shape: Number, value: Any) -> bool:
    return (
        is_number(value)
        and (not shape.integral or value == int(value))
        and (shape.minimum is None or value >= shape.minimum)
        and (shape.maximum is None or value <= shape.maximum)
        and (shape.exclusive_minimum is None or value > shape.exclusive_minimum)
        and (shape.exclusive_maximum is None or value < shape.exclusive_maximum)
        and (shape.multiple_of is None or _is_multiple(value, shape.multiple_of))
        and value not in shape.other_than
    )


def _number(_resolver: Resolver, shape: Number, value: Any) -> bool:
    return _is_allowed(shape, value)


def _is_multiple(value: float, step: float) -> bool:
    # As decimals, the way JSON writes them: 0.3 is three times 0.1.
    return Fraction(str(value)) % Fraction(str(step)) == 0


def _divides(value: float, step: float) -> bool:
    # As the validator of Python does: with steps of 0.1 it takes 0.2, and not 0.3.
    return isinstance(step, int) or (value / step).is_integer()


def _array(resolver: Resolver, shape: Array, value: Any) -> bool:
    return (
        has_size_of(shape, value)
        and not (shape.unique and _has_twins(value))
        and all(is_member(resolver, shape.items, item) for item in value)
        and (shape.holding is None or any(is_member(resolver, shape.holding, item) for item in value))
    )


def _has_twins(items: list[Any]) -> bool:
    return any(same_json(one, other) for one, other in combinations(items, 2))


def has_size_of(shape: Array, value: Parsed) -> bool:
    """Tell whether a value is a list with as many items as the shape wants."""
    return (
        isinstance(value, list)
        and shape.min_items <= len(value)
        and (shape.max_items is None or len(value) <= shape.max_items)
    )


def _record(resolver: Resolver, shape: Record, value: Any) -> bool:
    return has_names_of(shape, value) and all(
        is_member(resolver, part_named(shape, name), part) for name, part in value.items()
    )


def has_names_of(shape: Record, value: Parsed) -> bool:
    """Tell whether a value is an object with as many properties as the shape wants, and the required ones."""
    if not isinstance(value, dict) or shape.forbidden & value.keys():
        return False
    if len(value) < shape.min_properties:
        return False
    if shape.max_properties is not None and len(value) > shape.max_properties:
        return False
    return all(name in value for name, part in shape.properties.items() if part.required)


def part_named(shape: Record, name: str) -> Shape:
    """Tell which shape a property of that name has, declared or not."""
    if name in shape.properties:
        return shape.properties[name].shape
    if shape.closed:
        return Nothing(at=shape.at, reason="closed")
    return shape.additional or Anything(at=shape.at)


def _union(resolver: Resolver, shape: Union, value: Any) -> bool:
    return any(is_member(resolver, branch.shape, value) for branch in shape.branches)


def _joint(resolver: Resolver, shape: Joint, value: Any) -> bool:
    return all(is_member(resolver, part, value) for part in shape.parts)


MEMBERS: Mapping[type, Callable[[Resolver, Any, Any], bool]] = {
    Nothing: _nothing,
    Anything: _anything,
    Choice: _choice,
    Text: _text,
    Number: _number,
    Array: _array,
    Record: _record,
    Union: _union,
    Joint: _joint,
}
