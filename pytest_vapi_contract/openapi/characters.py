"""Sets of characters, and the character classes that denote them in every engine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_LAST = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)

Range = tuple[int, int]


@dataclass(frozen=True)
class Characters:
    """A set of characters as ranges of code points, in order and apart. Both ends belong to a range."""

    ranges: tuple[Range, ...]

    def and_(self, *others: Characters) -> Characters:
        """The characters of all of them."""
        return Characters(tuple(_joined(each for one in (self, *others) for each in one.ranges)))

    def others(self) -> Characters:
        """All characters but these."""
        starts = [0, *(high + 1 for _, high in self.ranges)]
        ends = [*(low - 1 for low, _ in self.ranges), _LAST]
        return Characters(tuple((low, high) for low, high in zip(starts, ends, strict=True) if low <= high))

    def to(self, last: Characters) -> Characters | None:
        """The characters from this one to the last one, if both are one and in this order."""
        if not (self._is_one() and last._is_one() and self.ranges[0][0] <= last.ranges[0][0]):
            return None
        return Characters(((self.ranges[0][0], last.ranges[0][0]),))

    def beyond_ascii(self) -> bool:
        """Whether there is any character that is not ASCII."""
        return bool(self.ranges) and self.ranges[-1][1] > 0x7F

    def in_both_cases(self, *, unicode: bool) -> Characters:
        """
        These ASCII characters, and their other case: with the flag `u` the long s and the Kelvin sign too.
        """
        texts = [chr(code) for low, high in self.ranges for code in range(low, high + 1)]
        cased = {other for text in texts for other in (text.lower(), text.upper())}
        also = {sign for letter, sign in (("s", "\u017f"), ("k", "\u212a")) if unicode and letter in cased}
        return self.and_(*(one(text) for text in sorted(cased | also)))

    def written(self) -> str:
        """The pattern of one of these characters."""
        if self._is_one():
            return _outside(chr(self.ranges[0][0]))
        others = self.others().ranges
        if not self.ranges or 0 < len(others) < len(self.ranges):
            return f"[^{_ranges(others)}]"
        return f"[{_ranges(self.ranges)}]"

    def _is_one(self) -> bool:
        return len(self.ranges) == 1 and self.ranges[0][0] == self.ranges[0][1]


def one(character: str) -> Characters:
    """One character."""
    return Characters(((ord(character), ord(character)),))


def word(*, folded: bool) -> Characters:
    r"""
    What `\w` means in JavaScript. With the flags `i` and `u` the long s and the Kelvin sign are folded in.
    """
    return WORD.and_(one("\u017f"), one("\u212a")) if folded else WORD


def category(name: str) -> Characters | None:
    """
    The characters of a general category, such as `L` or `gc=Letter`, as of Unicode 14: all engines know it.
    """
    key = name.removeprefix("General_Category=").removeprefix("gc=")
    ranges = _categories().get(_LONG.get(key, key))
    return Characters(tuple((low, high) for low, high in ranges)) if ranges is not None else None


@cache
def _categories() -> dict[str, list[list[int]]]:
    text = Path(__file__).with_name("categories.json").read_text(encoding="utf-8")
    found: dict[str, list[list[int]]] = json.loads(text)
    return found


def _joined(ranges: Iterable[Range]) -> Iterator[Range]:
    found: list[Range] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return iter(found)


def _speakable(ranges: Iterable[Range]) -> Iterator[Range]:
    """The ranges with no surrogate at an end: text has none, and not every engine takes one in a pattern."""
    for low, high in ranges:
        start = _SURROGATES.stop if low in _SURROGATES else low
        end = _SURROGATES.start - 1 if high in _SURROGATES else high
        if start <= end:
            yield start, end


def _ranges(ranges: Iterable[Range]) -> str:
    return "".join(_range(low, high) for low, high in _speakable(ranges))


def _range(low: int, high: int) -> str:
    if low == high:
        return _inside(chr(low))
    between = "" if high == low + 1 else "-"
    return f"{_inside(chr(low))}{between}{_inside(chr(high))}"


def _inside(character: str) -> str:
    return f"\\{character}" if character in "\\]^-[" else _shown(character)


def _outside(character: str) -> str:
    return f"\\{character}" if character in "^$\\.*+?()[]{}|" else _shown(character)


def _shown(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x20 or 0x7F <= code < 0xA0 else character


def _of(*ranges: str) -> Characters:
    return Characters(tuple(_joined((ord(each[0]), ord(each[-1])) for each in ranges)))


ANY = Characters(((0, _LAST),))
DIGIT = _of("09")
WORD = _of("az", "AZ", "09", "_")
LINE_ENDS = _of("\n", "\r", "\u2028\u2029")
SPACE = _of(
    "\t\r", " ", "\xa0", "\u1680", "\u2000\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\ufeff"
)

_LONG = {
    "Letter": "L",
    "Lowercase_Letter": "Ll",
    "Uppercase_Letter": "Lu",
    "Mark": "M",
    "Number": "N",
    "Decimal_Number": "Nd",
}
