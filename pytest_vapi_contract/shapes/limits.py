"""The bounds of strings and numbers: which are the tightest, and how far values are generated."""

from __future__ import annotations

import sys
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ..errors.base import shortened
from .nodes import Number, Text

#: Multiples of smaller and of larger steps, and multiples that are larger themselves, are not generated.
SMALLEST_STEP, LARGEST_STEP, LARGEST = 1e-15, 1e15, 1e200
#: The denominator of the finest step whose multiples are generated where only whole numbers count.
FINEST_STEP = 1_000
#: The most items of a list that have to differ.
MOST_DIFFERENT = 50


def why_out_of_bounds(shape: Text | Number) -> str | None:
    """Say why bounds contradict each other, or are not generated; `None` if neither is the case."""
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
        return f"{shape.at}: only the empty string is left, and it belongs to another branch"
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
    return None if low is None or high is None or low <= high else f"{shape.at}: minimum is above maximum"
