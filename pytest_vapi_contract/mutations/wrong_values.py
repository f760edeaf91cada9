"""
Values that are not listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..json_paths import dumps
from .fault import Fault, Ground

UNKNOWN = "unknown-value"
#: Letters and others that look the same.
LOOK_ALIKE = str.maketrans("aceopxyiACEOPX0", "асеорхуіАСЕОРХО")


def outside_enum(ground: Ground) -> Iterator[Fault]:
    """
    Offer near misses of the values that are listed.
    """
    listed = ground.schema["enum"]
    if not listed:
        return
    yield from _outside(listed, "enum", ground)
    texts = [value for value in listed if isinstance(value, str)]
    for value in ground.neighbours:
        if value not in listed and value not in ground.rivals:
            yield _fault("enum.neighbour", value, f"{dumps(value)} is listed elsewhere, not here", "enum")
    for value in ground.rivals:
        if value not in texts:
            why = f"the tag is {dumps(value)}, and the rest is of the branch {dumps(texts[0])}"
            yield Fault(family="tag.swapped", value=value, why=why, keyword="oneOf", of_union=True)


def other_than_const(ground: Ground) -> Iterator[Fault]:
    """
    Offer near misses of the one value that is allowed.
    """
    yield from _outside([ground.schema["const"]], "const", ground)


def _outside(listed: list[Any], keyword: str, ground: Ground) -> Iterator[Fault]:
    texts = [value for value in listed if isinstance(value, str)]
    if not texts:
        yield from _unlisted_scalars(listed, keyword)
        return
    known = frozenset(texts)
    unknown = "tag.unknown" if ground.rivals else f"{keyword}.unknown"
    yield _fault(unknown, UNKNOWN, f"{dumps(UNKNOWN)} is not listed", keyword)
    for family, why, values in (
        ("case", "is listed in other case", [text.swapcase() for text in texts]),
        ("blank", "has a blank around it", [f" {text} " for text in texts]),
        ("empty", "is empty", [""]),
        ("homoglyph", "has letters that look alike", [text.translate(LOOK_ALIKE) for text in texts]),
        ("prefix", "is only the beginning of a listed value", [text[:-1] for text in texts if len(text) > 1]),
    ):
        for value in (value for value in values if value not in known):
            yield _fault(f"{keyword}.{family}", value, f"{dumps(value)} {why}", keyword)


def _unlisted_scalars(listed: list[Any], keyword: str) -> Iterator[Fault]:
    numbers = [value for value in listed if isinstance(value, int | float) and not isinstance(value, bool)]
    candidates = [max(numbers) + 1, min(numbers) - 1] if numbers else [not listed[0], UNKNOWN]
    for value in candidates:
        if value not in listed:
            yield _fault(f"{keyword}.unknown", value, f"{dumps(value)} is not listed", keyword)


def _fault(family: str, value: Any, why: str, keyword: str) -> Fault:
    return Fault(family=family, value=value, why=why, keyword=keyword)
