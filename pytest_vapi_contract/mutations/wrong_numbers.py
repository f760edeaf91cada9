"""Numbers beyond their bounds."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..cases.family import Family
from .fault import Fault, Mutator, ValidValue

FAR = 10**12


def past(near: Family, far: Family, sign: int) -> Mutator:
    """Go just past a bound, and far past."""

    def mutator(valid: ValidValue) -> Iterator[Fault]:
        bound = valid.schema[near.group]
        step = sign if float(bound).is_integer() else sign / 100
        for family, distance in ((near, step), (far, sign * FAR)):
            yield _fault(family, round(bound + distance, 6), bound)

    return mutator


def at_bound(near: Family, far: Family, sign: int) -> Mutator:
    """Touch a bound that is not allowed itself, and go far past."""

    def mutator(valid: ValidValue) -> Iterator[Fault]:
        bound = valid.schema[near.group]
        yield _fault(near, bound, bound)
        yield _fault(far, bound + sign * FAR, bound)

    return mutator


def off_the_multiple(valid: ValidValue) -> Iterator[Fault]:
    """Stand between two multiples."""
    step = valid.schema["multipleOf"]
    start = valid.value if isinstance(valid.value, int | float) else 0
    for value in (start + 1, start + step / 2, start + step / 3):
        if Fraction(value) % Fraction(step):
            yield _fault(Family.MULTIPLE_OF_OFF, value, step)


def _fault(family: Family, value: float, limit: float) -> Fault:
    return Fault(family=family, value=value, keyword=family.group, facts={"value": value, "limit": limit})
