"""The bounds of strings and numbers: which are the tightest, and whether they leave a value."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from ..errors.base import shortened
from .membership import is_of_number
from .nodes import Number, Text

#: Multiples of smaller and of larger steps, and multiples that are larger themselves, are not generated.
SMALLEST_STEP, LARGEST_STEP, LARGEST = 1e-15, 1e15, 1e200
#: The denominator of the finest step whose multiples are generated where only whole numbers count.
FINEST_STEP = 1_000


def why_scalar_empty(shape: Text | Number) -> str | None:
    """Say why bounds leave no value; `None` if they leave some."""
    return _why_no_text(shape) if isinstance(shape, Text) else _why_no_number(shape)


def limits(shape: Number) -> tuple[float | None, float | None]:
    """Tell the lowest and the highest bound of a number, whether they exclude themselves or not."""
    lows = [bound for bound in (shape.minimum, shape.exclusive_minimum) if bound is not None]
    highs = [bound for bound in (shape.maximum, shape.exclusive_maximum) if bound is not None]
    return max(lows, default=None), min(highs, default=None)


def tighter(pick: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
    """Pick one of two bounds, or the only one."""
    if left is None or right is None:
        return right if left is None else left
    return pick(left, right)


def _why_no_text(shape: Text) -> str | None:
    if shape.max_length is not None and shape.min_length > shape.max_length:
        return f"{shape.at}: minLength is above maxLength"
    if shape.max_length == 0 and "" in shape.other_than:
        return f"{shape.at}: only the empty string is left, and that is another branch's"
    return None


def _why_not_generated(shape: Number) -> str | None:
    bounds = [bound for bound in limits(shape) if bound is not None]
    if any(abs(bound) > sys.float_info.max for bound in bounds):
        return f"{shape.at}: numbers beyond 1.8e308 are not generated"
    step = shape.multiple_of
    if step is None:
        return None
    is_fine = shape.integral and Fraction(str(step)).denominator > FINEST_STEP
    if is_fine or not SMALLEST_STEP <= step <= LARGEST_STEP or any(abs(each) > LARGEST for each in bounds):
        return f"{shape.at}: multiples of {shortened(str(step))} are not generated there"
    return None


def _why_no_number(shape: Number) -> str | None:
    if (reason := _why_not_generated(shape)) is not None:
        return reason
    low, high = limits(shape)
    if low is None or high is None:
        return None
    if low > high:
        return f"{shape.at}: minimum is above maximum"
    if any(is_of_number(shape, value) for value in _few_numbers(shape, low, high)):
        return None
    return f"{shape.at}: no number is between its bounds"


def _few_numbers(shape: Number, low: float, high: float) -> Iterator[float]:
    # More than are excluded, where there are as many: then one of them is of the shape.
    enough = len(shape.other_than) + 2
    if low == high:
        yield low
    elif not shape.integral and shape.multiple_of is None:
        yield from (low + (high - low) * index / enough for index in range(1, enough))
    else:
        step = Fraction(str(shape.multiple_of or 1))
        first, last = math.ceil(Fraction(str(low)) / step), math.floor(Fraction(str(high)) / step)
        for index in range(first, min(last, first + enough * step.denominator) + 1):
            yield float(step * index)
