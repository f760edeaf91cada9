"""
Numbers beyond their bounds.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from .fault import Fault, Ground

FAR = 10**12


def below_minimum(ground: Ground) -> Iterator[Fault]:
    """
    Go just below the least number, and far below.
    """
    yield from _past(ground, "minimum", "below", -1)


def above_maximum(ground: Ground) -> Iterator[Fault]:
    """
    Go just above the greatest number, and far above.
    """
    yield from _past(ground, "maximum", "above", 1)


def below_exclusive_minimum(ground: Ground) -> Iterator[Fault]:
    """
    Touch the bound that is not allowed itself, and go beyond.
    """
    yield from _at_bound(ground, "exclusiveMinimum", "below", -1)


def above_exclusive_maximum(ground: Ground) -> Iterator[Fault]:
    """
    Touch the bound that is not allowed itself, and go beyond.
    """
    yield from _at_bound(ground, "exclusiveMaximum", "above", 1)


def off_the_multiple(ground: Ground) -> Iterator[Fault]:
    """
    Stand between two multiples.
    """
    step = ground.schema["multipleOf"]
    start = ground.value if isinstance(ground.value, int | float) else 0
    for value in (start + 1, start + step / 2, start + step / 3):
        if Fraction(value) % Fraction(step):
            why = f"{value} is no multiple of {step}"
            yield Fault(family="multipleOf.off", value=value, why=why, keyword="multipleOf")


def _past(ground: Ground, keyword: str, side: str, sign: int) -> Iterator[Fault]:
    bound = ground.schema[keyword]
    near = sign if float(bound).is_integer() else sign / 100
    for family, distance in ((f"{keyword}.{side}", near), (f"{keyword}.far-{side}", sign * FAR)):
        value = round(bound + distance, 6)
        yield Fault(family=family, value=value, why=f"{value} is {side} {bound}", keyword=keyword)


def _at_bound(ground: Ground, keyword: str, side: str, sign: int) -> Iterator[Fault]:
    bound = ground.schema[keyword]
    why = f"{bound} is the bound, which is not allowed itself"
    yield Fault(family=f"{keyword}.at-bound", value=bound, why=why, keyword=keyword)
    far = bound + sign * FAR
    yield Fault(family=f"{keyword}.far-{side}", value=far, why=f"{far} is {side} {bound}", keyword=keyword)
