"""The smallest value of a shape: what a message holds unless more was asked for."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from ..json_paths import copied, dumps
from .catalogue import Catalogue
from .graph import EXTRA_PROPERTY
from .limits import limits
from .membership import is_of_number, is_of_text
from .nodes import Anything, Array, Choice, Nothing, Number, Record, Shape, Text, Union

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

FORMATS = {
    "date": "2026-01-01",
    "date-time": "2026-01-01T00:00:00Z",
    "duration": "P1D",
    "email": "a@example.com",
    "hostname": "example.com",
    "ipv4": "127.0.0.1",
    "ipv6": "::1",
    "iri": "https://example.com",
    "regex": "a",
    "time": "00:00:00Z",
    "uri": "https://example.com",
    "uri-reference": "https://example.com",
    "uuid": "00000000-0000-4000-8000-000000000000",
}
LETTERS = "aA0_-. /@:+é"


class Smallest:
    """Finds the smallest value of each shape of a catalogue, once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._found: dict[Shape, Any] = {}

    def of(self, shape: Shape) -> Any:
        """Build the smallest value, a fresh one each time. The shape must have a value."""
        value = self._find(self._catalogue.resolve(shape), ())
        if value is _NONE:
            raise ValueError(f"no value is of the shape at {shape.at}")
        return copied(value)

    def _find(self, shape: Shape, above: tuple[Shape, ...]) -> Any:
        shape = self._catalogue.resolve(shape)
        if shape in self._found:
            return self._found[shape]
        if any(shape is one for one in above):
            return _NONE
        value = self._build(shape, (*above, shape))
        if value is not _NONE:
            self._found[shape] = value
        return value

    def _build(self, shape: Shape, above: tuple[Shape, ...]) -> Any:
        match shape:
            case Choice():
                return min((option.value for option in shape.options), key=lambda value: len(dumps(value)))
            case Text():
                return text_of_length(shape, shape.min_length)
            case Number():
                return plainest_number(shape)
            case Anything():
                return None
            case Array():
                return self._array(shape, above)
            case Record():
                return self._record(shape, above)
            case Union():
                return self._union(shape, above)
            case _:
                return _NONE

    def _array(self, shape: Array, above: tuple[Shape, ...]) -> Any:
        held = [shape.holding] if shape.holding else []
        items = [self._find(part, above) for part in (*held, *[shape.items] * (shape.min_items - len(held)))]
        return _NONE if _NONE in items else items

    def _record(self, shape: Record, above: tuple[Shape, ...]) -> Any:
        built = {
            name: self._find(part.shape, above) for name, part in shape.properties.items() if part.required
        }
        if any(value is _NONE for value in built.values()):
            return _NONE
        for index in range(shape.min_properties - len(built)):
            built[f"{EXTRA_PROPERTY}{index or ''}"] = self._find(
                shape.additional or Anything(at=shape.at), above
            )
        return built

    def _union(self, shape: Union, above: tuple[Shape, ...]) -> Any:
        values = (self._find(branch.shape, above) for branch in self._catalogue.branches(shape))
        return min((v for v in values if v is not _NONE), key=lambda value: len(dumps(value)), default=_NONE)


def text_of_length(shape: Text, length: int) -> str:
    """
    Write a string of the shape with that many code points, or the next length that the pattern allows.

    Raises `ValueError` if none is found.
    """
    if shape.format in FORMATS:
        usual = FORMATS[shape.format]
        return usual if is_of_text(shape, usual) else _by_search(shape, length)
    most = shape.max_length if shape.max_length is not None else length + 64
    for size in range(length, most + 1):
        for letter in LETTERS:
            candidate = letter * size
            if is_of_text(shape, candidate):
                return candidate
    return _by_search(shape, length)


@lru_cache(maxsize=4096)
def has_text_of_length(shape: Text, length: int) -> bool:
    """Tell whether `text_of_length` writes a string of exactly that length."""
    if length < shape.min_length or (shape.max_length is not None and length > shape.max_length):
        return False
    try:
        return len(text_of_length(shape, length)) == length
    except ValueError:
        return False


def _texts_of(shape: Text) -> SearchStrategy[Any]:
    from hypothesis.strategies import from_regex
    from hypothesis_jsonschema import from_schema  # pyright: ignore[reportUnknownVariableType]  its types recur

    if shape.format in FORMATS:
        return cast("SearchStrategy[Any]", from_schema({"type": "string", "format": shape.format}))
    return from_regex(shape.pattern or "")


def _by_search(shape: Text, length: int) -> str:
    # Only patterns and formats of imported documents come here; Hypothesis knows how to write to them.
    from hypothesis import find, settings
    from hypothesis.errors import NoSuchExample

    def fits(text: Any) -> bool:
        return length <= len(text) and is_of_text(shape, text)

    try:
        return str(find(_texts_of(shape), fits, settings=settings(derandomize=True, database=None)))
    except NoSuchExample as error:
        raise ValueError(f"no string is of the shape at {shape.at}") from error


def plainest_number(shape: Number) -> float | int:
    """Pick a number of the shape that is short to write, 0 if it may be."""
    for candidate in _candidates(shape):
        if is_of_number(shape, candidate):
            return candidate
    raise ValueError(f"no number is of the shape at {shape.at}")


def _candidates(shape: Number) -> Iterator[float | int]:
    low, high = limits(shape)
    step = Fraction(str(shape.multiple_of or 1))
    tries = len(shape.other_than) + 3
    start = math.ceil(Fraction(str(low)) / step) if low is not None else 0
    stop = math.floor(Fraction(str(high)) / step) if high is not None else start
    yield 0
    yield from (_number(step * (start + index)) for index in range(tries))
    yield from (_number(step * (stop - index)) for index in range(tries))
    if low is not None and high is not None:
        yield from (low + (high - low) * index / (tries * 2) for index in (tries, *range(1, tries * 2)))


def _number(value: Fraction) -> float | int:
    return int(value) if value.denominator == 1 else float(value)


_NONE = Nothing(at="", reason="not found")
