"""
Strings that are too short, too long, or unlike their pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .fault import Fault, Ground

#: Longer strings than this leave a message no smaller than those that Vapi sends.
LONGEST = 64 * 1024
ASTRAL = "😀"  # one code point, two UTF-16 units, four bytes of UTF-8
NEAR = (" ", "!", "é", "\n", "-", "😀")
FAR = ("", "!!!", "\u0000", "naïve 😀", " ", "a" * 300, "0" * 300)


def shorter_than(ground: Ground) -> Iterator[Fault]:
    """
    Leave out one character too many.
    """
    limit = ground.schema["minLength"]
    for letter in ("a", "0", "A", "é"):
        if limit:
            start = ground.value if isinstance(ground.value, str) else ""
            text = start[: limit - 1] if len(start) >= limit else letter * (limit - 1)
            why = f"{limit - 1} characters are one less than the fewest"
            yield Fault(family="minLength.below", value=text, why=why, keyword="minLength")


def longer_than(ground: Ground) -> Iterator[Fault]:
    """
    Go one character past the longest, in letters of one and of two UTF-16 units, and far past.
    """
    limit = ground.schema["maxLength"]
    if limit >= LONGEST:
        return
    far = min(LONGEST, limit * 10 + 100)
    yield from _long("maxLength.above", ground, limit + 1, "aA0é")
    if (limit + 1) * len(ASTRAL.encode()) < LONGEST:
        yield from _long("maxLength.astral", ground, limit + 1, ASTRAL)
    yield from _long("maxLength.far-above", ground, far, "aA0é")


def _long(family: str, ground: Ground, length: int, letters: str) -> Iterator[Fault]:
    start = ground.value if isinstance(ground.value, str) else ""
    why = f"{length:,} characters are more than {ground.schema['maxLength']:,}"
    for text in (*(letter * length for letter in letters), start + letters[0] * (length - len(start))):
        yield Fault(family=family, value=text, why=why, keyword="maxLength")


def unlike_pattern(ground: Ground) -> Iterator[Fault]:
    """
    Spoil a text that fits the pattern by one character, or offer one that is nothing like it.
    """
    pattern = ground.schema["pattern"]
    start = ground.value if isinstance(ground.value, str) else ""
    near = [text for letter in NEAR for text in (start + letter, letter + start, start[:-1] + letter)]
    for family, texts in (("pattern.near", near), ("pattern.far", FAR)):
        for text in texts:
            if not re.search(pattern, text):
                why = f"{text[:40]!r} does not fit the pattern {pattern[:60]}"
                yield Fault(family=family, value=text, why=why, keyword="pattern")
