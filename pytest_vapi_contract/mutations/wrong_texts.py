"""Strings that are too short, too long, or unlike their pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..cases.family import Family
from .fault import Fault, ValidValue

#: Longer strings than this leave a message no smaller than those that Vapi sends.
LONGEST = 64 * 1024
ASTRAL = "😀"  # one code point, two UTF-16 units, four bytes of UTF-8
NEAR = (" ", "!", "é", "\n", "-", "😀")
FAR = ("", "!!!", "\u0000", "naïve 😀", " ", "a" * 300, "0" * 300)


def shorter_than(valid: ValidValue) -> Iterator[Fault]:
    """Leave out one character too many."""
    limit = valid.schema["minLength"]
    for letter in ("a", "0", "A", "é"):
        if 0 < limit <= LONGEST:
            start = valid.value if isinstance(valid.value, str) else ""
            text = start[: limit - 1] if len(start) >= limit else letter * (limit - 1)
            facts = {"count": limit - 1}
            yield Fault(family=Family.MIN_LENGTH_BELOW, value=text, keyword="minLength", facts=facts)


def longer_than(valid: ValidValue) -> Iterator[Fault]:
    """Go one character past the longest, in letters of one and of two UTF-16 units, and far past."""
    limit = valid.schema["maxLength"]
    if limit >= LONGEST:
        return
    far = min(LONGEST, limit * 10 + 100)
    yield from _long(Family.MAX_LENGTH_ABOVE, valid, limit + 1, "aA0é")
    if (limit + 1) * len(ASTRAL.encode()) < LONGEST:
        yield from _long(Family.MAX_LENGTH_ASTRAL, valid, limit + 1, ASTRAL)
    yield from _long(Family.MAX_LENGTH_FAR_ABOVE, valid, far, "aA0é")


def _long(family: Family, valid: ValidValue, length: int, letters: str) -> Iterator[Fault]:
    start = valid.value if isinstance(valid.value, str) else ""
    facts = {"count": length, "limit": valid.schema["maxLength"]}
    for text in (*(letter * length for letter in letters), start + letters[0] * (length - len(start))):
        yield Fault(family=family, value=text, keyword="maxLength", facts=facts)


def unlike_pattern(valid: ValidValue) -> Iterator[Fault]:
    """Spoil a text that fits the pattern by one character, or offer one that is nothing like it."""
    pattern = valid.schema["pattern"]
    start = valid.value if isinstance(valid.value, str) else ""
    near = [text for letter in NEAR for text in (start + letter, letter + start, start[:-1] + letter)]
    for family, texts in ((Family.PATTERN_NEAR, near), (Family.PATTERN_FAR, FAR)):
        for text in texts:
            if not re.search(pattern, text):
                facts = {"text": text[:40], "pattern": pattern[:60]}
                yield Fault(family=family, value=text, keyword="pattern", facts=facts)
