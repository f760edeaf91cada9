"""Values that are not listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..cases.family import Family
from .fault import Fault, ValidValue

UNKNOWN = "unknown-value"
#: Letters and others that look the same.
LOOK_ALIKE = str.maketrans("aceopxyiACEOPX0", "асеорхуіАСЕОРХО")


Misses = Callable[[list[str]], list[str]]
#: The families of near misses, for a list and for a single value, and what is offered for the texts listed.
MISSES: tuple[tuple[Family, Family, Misses], ...] = (
    (Family.ENUM_CASE, Family.CONST_CASE, lambda texts: [text.swapcase() for text in texts]),
    (Family.ENUM_BLANK, Family.CONST_BLANK, lambda texts: [f" {text} " for text in texts]),
    (Family.ENUM_EMPTY, Family.CONST_EMPTY, lambda texts: [""]),
    (
        Family.ENUM_HOMOGLYPH,
        Family.CONST_HOMOGLYPH,
        lambda texts: [text.translate(LOOK_ALIKE) for text in texts],
    ),
    (Family.ENUM_PREFIX, Family.CONST_PREFIX, lambda texts: [text[:-1] for text in texts if len(text) > 1]),
)


def outside_enum(valid: ValidValue) -> Iterator[Fault]:
    """Offer near misses of the values that are listed."""
    listed = valid.schema["enum"]
    if not listed:
        return
    yield from _outside(listed, "enum", valid)
    texts = [value for value in listed if isinstance(value, str)]
    for value in valid.neighbours:
        if value not in listed and value not in valid.rivals:
            yield _fault(Family.ENUM_NEIGHBOUR, value, "enum")
    for value in valid.rivals:
        if value not in texts:
            facts = {"value": value, "branch": texts[0]}
            yield Fault(family=Family.TAG_SWAPPED, value=value, keyword="oneOf", facts=facts, of_union=True)


def other_than_const(valid: ValidValue) -> Iterator[Fault]:
    """Offer near misses of the one value that is allowed."""
    yield from _outside([valid.schema["const"]], "const", valid)


def _outside(listed: list[Any], keyword: str, valid: ValidValue) -> Iterator[Fault]:
    unknown = Family.CONST_UNKNOWN if keyword == "const" else Family.ENUM_UNKNOWN
    texts = [value for value in listed if isinstance(value, str)]
    if not texts:
        yield from _unlisted_scalars(listed, unknown, keyword)
        return
    yield _fault(Family.TAG_UNKNOWN if valid.rivals else unknown, UNKNOWN, keyword)
    known = frozenset(texts)
    for of_enum, of_const, misses in MISSES:
        family = of_const if keyword == "const" else of_enum
        for value in misses(texts):
            if value not in known:
                yield _fault(family, value, keyword)


def _unlisted_scalars(listed: list[Any], unknown: Family, keyword: str) -> Iterator[Fault]:
    numbers = [value for value in listed if isinstance(value, int | float) and not isinstance(value, bool)]
    candidates = [max(numbers) + 1, min(numbers) - 1] if numbers else [not listed[0], UNKNOWN]
    for value in candidates:
        if value not in listed:
            yield _fault(unknown, value, keyword)


def _fault(family: Family, value: Any, keyword: str) -> Fault:
    return Fault(family=family, value=value, keyword=keyword, facts={"value": value})
