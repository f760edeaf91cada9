"""
Numbers beyond their bounds.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..cases.family import Family
from .fault import Fault, Ground

FAR = 10**12


def below_minimum(ground: Ground) -> Iterator[Fault]:
    """
    Go just below the least number, and far below.
    """
    yield from _past(ground, "minimum", Family.MINIMUM_BELOW, Family.MINIMUM_FAR_BELOW, -1)


def above_maximum(ground: Ground) -> Iterator[Fault]:
    """
    Go just above the greatest number, and far above.
    """
    yield from _past(ground, "maximum", Family.MAXIMUM_ABOVE, Family.MAXIMUM_FAR_ABOVE, 1)


def below_exclusive_minimum(ground: Ground) -> Iterator[Fault]:
    """
    Touch the bound that is not allowed itself, and go beyond.
    """
    near, far = Family.EXCLUSIVE_MINIMUM_AT_BOUND, Family.EXCLUSIVE_MINIMUM_FAR_BELOW
    yield from _at_bound(ground, "exclusiveMinimum", near, far, -1)


def above_exclusive_maximum(ground: Ground) -> Iterator[Fault]:
    """
    Touch the bound that is not allowed itself, and go beyond.
    """
    near, far = Family.EXCLUSIVE_MAXIMUM_AT_BOUND, Family.EXCLUSIVE_MAXIMUM_FAR_ABOVE
    yield from _at_bound(ground, "exclusiveMaximum", near, far, 1)


def off_the_multiple(ground: Ground) -> Iterator[Fault]:
    """
    Stand between two multiples.
    """
    step = ground.schema["multipleOf"]
    start = ground.value if isinstance(ground.value, int | float) else 0
    for value in (start + 1, start + step / 2, start + step / 3):
        if Fraction(value) % Fraction(step):
            yield _fault(Family.MULTIPLE_OF_OFF, value, "multipleOf", step)


def _past(ground: Ground, keyword: str, near: Family, far: Family, sign: int) -> Iterator[Fault]:
    bound = ground.schema[keyword]
    step = sign if float(bound).is_integer() else sign / 100
    for family, distance in ((near, step), (far, sign * FAR)):
        yield _fault(family, round(bound + distance, 6), keyword, bound)


def _at_bound(ground: Ground, keyword: str, near: Family, far: Family, sign: int) -> Iterator[Fault]:
    bound = ground.schema[keyword]
    yield _fault(near, bound, keyword, bound)
    yield _fault(far, bound + sign * FAR, keyword, bound)


def _fault(family: Family, value: float, keyword: str, limit: float) -> Fault:
    return Fault(family=family, value=value, keyword=keyword, facts={"value": value, "limit": limit})
