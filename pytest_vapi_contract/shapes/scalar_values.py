"""Values of strings and numbers, short ones first, and whether there are any."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from time import thread_time
from typing import TYPE_CHECKING, Any, cast

from .limits import limits, why_out_of_bounds
from .membership import is_of_number, is_of_text
from .nodes import Number, Text

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

#: Format -> the usual text of it. Texts of other formats may be any.
FORMATS = {
    "date": "2026-01-01",
    "date-time": "2026-01-01T00:00:00Z",
    "duration": "P1D",
    "email": "a@example.com",
    "hostname": "example.com",
    "idn-email": "a@example.com",
    "idn-hostname": "example.com",
    "ipv4": "127.0.0.1",
    "ipv6": "::1",
    "iri": "https://example.com",
    "iri-reference": "https://example.com",
    "json-pointer": "",
    "regex": "a",
    "relative-json-pointer": "0",
    "time": "00:00:00Z",
    "uri": "https://example.com",
    "uri-reference": "https://example.com",
    "uri-template": "https://example.com",
    "uuid": "00000000-0000-4000-8000-000000000000",
}
SURROGATE = re.compile("[\ud800-\udfff]")
LETTERS = "aA0_-. /@:+é"
#: How many texts Hypothesis looks at in a search, how many that fit are enough, and how many seconds.
SEARCHED, FITTING, LONGEST_SEARCH = 100, 8, 2
#: At how many places a text is stretched that is too short.
STRETCHED = 20
#: How many lengths are tried with one letter again and again, of short texts and of long ones.
LENGTHS, FEW_LENGTHS, LONG = 64, 4, 1_000


def why_scalar_empty(shape: Text | Number) -> str | None:
    """Say why no value is left, or none is found; `None` if there is one."""
    reason = why_out_of_bounds(shape)
    if reason is not None or _has_value(shape):
        return reason
    if isinstance(shape, Number):
        step = shape.multiple_of
        what = "number" if step is None else f"multiple of {step} that all validators take"
        return f"{shape.at}: no {what} is between its bounds"
    return f"{shape.at}: no string was found that fits all of its keywords"


@lru_cache(maxsize=4096)
def _has_value(shape: Text | Number) -> bool:
    return next(scalars_of(shape), None) is not None


def scalars_of(shape: Text | Number) -> Iterator[Any]:
    """List different values of a shape, the smallest first."""
    while True:
        try:
            value = smallest_scalar(shape)
        except ValueError:
            return
        yield value
        shape = _without(shape, value)


def _without(shape: Text | Number, value: Any) -> Text | Number:
    if isinstance(shape, Text):
        return replace(shape, other_than=shape.other_than | {value})
    return replace(shape, other_than=shape.other_than | {value})


def smallest_scalar(shape: Text | Number) -> Any:
    """Pick the smallest value of a shape. Raises `ValueError` if none is found."""
    return text_of_length(shape, shape.min_length) if isinstance(shape, Text) else plainest_number(shape)


def text_of_length(shape: Text, length: int) -> str:
    """
    Write a string of the shape with that many code points, or the next length that the pattern allows.

    Raises `ValueError` if none is found.
    """
    if shape.format in FORMATS:
        usual = FORMATS[shape.format]
        return usual if is_of_text(shape, usual) else _by_search(shape, length)
    found = next((text for text in _monotonous(shape, length) if is_of_text(shape, text)), None)
    return _by_search(shape, length) if found is None else found


def _monotonous(shape: Text, length: int) -> Iterator[str]:
    """List texts of one letter, of some lengths from the one asked for."""
    longest = length + (LENGTHS if length < LONG else FEW_LENGTHS)
    most = longest if shape.max_length is None else min(longest, shape.max_length)
    named = (int(number) for number in re.findall(r"\{(\d+)", shape.pattern or ""))
    sizes = [*range(length, most + 1), *(size for size in named if length <= size <= LONG)]
    yield from (letter * size for size in sizes for letter in LETTERS)


@lru_cache(maxsize=4096)
def has_text_of_length(shape: Text, length: int) -> bool:
    """Tell whether `text_of_length` writes a string of exactly that length."""
    if length < shape.min_length or (shape.max_length is not None and length > shape.max_length):
        return False
    try:
        return len(text_of_length(shape, length)) == length
    except ValueError:
        return False


def _by_search(shape: Text, length: int) -> str:
    for excluded in (frozenset[str](), shape.other_than):
        texts = _searched(shape.pattern, shape.format, length, shape.max_length, excluded)
        left = next((text for text in texts if text not in shape.other_than), None)
        if left is not None:
            return left
    raise ValueError(f"no string is of the shape at {shape.at}")


@lru_cache(maxsize=1024)
def _searched(
    pattern: str | None, format: str | None, length: int, longest: int | None, excluded: frozenset[str]
) -> tuple[str, ...]:
    """Find a few texts that keep to some keywords, the shortest first; none if none are found."""
    shape = Text(
        at="", pattern=pattern, format=format, min_length=length, max_length=longest, other_than=excluded
    )
    # Only patterns and formats of imported documents come here; Hypothesis knows how to write to them. It
    # minds to be asked within a test of its own, and cannot tell in a thread that it is.
    with ThreadPoolExecutor(1) as one:
        return one.submit(_found, shape).result()


class Enough(Exception):
    """A search has found what it looked for, or has taken long enough."""


def _found(shape: Text) -> tuple[str, ...]:
    # To shrink one text to the shortest would take however long.
    from hypothesis import HealthCheck, Phase, Verbosity, given, settings

    fitting: set[str] = set()
    is_of_format = _checker(shape.format)
    # From the first text on: before it, Hypothesis may read the whole of Unicode, once on a machine.
    began: float | None = None

    def look(text: Any) -> None:
        nonlocal began
        began = thread_time() if began is None else began
        texts = _stretched(shape, text) if is_unicode(text) else ()
        fitting.update(each for each in texts if is_of_text(shape, each) and is_of_format(each))
        if len(fitting) >= FITTING or thread_time() - began > LONGEST_SEARCH:
            raise Enough

    options = settings(
        derandomize=True,
        database=None,
        max_examples=SEARCHED,
        deadline=None,
        phases=[Phase.generate],
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),  # pyright: ignore[reportArgumentType]  its metaclass hides the members
    )
    with suppress(Enough):
        options(given(_texts_of(shape))(look))()
    return tuple(sorted(fitting, key=lambda text: (len(text), text)))


def _texts_of(shape: Text) -> SearchStrategy[Any]:
    from hypothesis.strategies import from_regex, text, uuids
    from hypothesis_jsonschema import from_schema  # pyright: ignore[reportUnknownVariableType]  its types recur

    if shape.format == "uuid":
        return uuids().map(str)
    if shape.format in FORMATS:
        return cast("SearchStrategy[Any]", from_schema({"type": "string", "format": shape.format}))
    return text(LETTERS) if shape.pattern is None else from_regex(shape.pattern)


def _checker(format: str | None) -> Callable[[str], bool]:
    """What tells a text of a format from others."""
    if format not in FORMATS:
        return lambda _text: True
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator({"format": format}, validate_formats=True).is_valid


def _stretched(shape: Text, text: str) -> Iterator[str]:
    """List a text and, if it is too short, the same with one of its characters again and again."""
    yield text
    more = shape.min_length - len(text)
    if more > 0 and shape.pattern is not None:
        yield from (text[:at] + text[at] * more + text[at:] for at in range(min(len(text), STRETCHED)))


def is_unicode(text: str) -> bool:
    """Tell whether a text has no lone surrogates, which UTF-8 cannot say."""
    return SURROGATE.search(text) is None


def plainest_number(shape: Number) -> float | int:
    """Pick a number of the shape that is short to write, 0 if it may be."""
    for candidate in _candidates(shape):
        if is_of_number(shape, candidate):
            return candidate
    raise ValueError(f"no number is of the shape at {shape.at}")


def _candidates(shape: Number) -> Iterator[float | int]:
    low, high = limits(shape)
    step = Fraction(str(shape.multiple_of or 1))
    # More than are excluded, where there are as many: then one of them is of the shape.
    tries = (len(shape.other_than) + 3) * (2 if isinstance(shape.multiple_of, float) else 1)
    multiples = tries * (step.denominator if shape.integral else 1)
    start = math.ceil(Fraction(str(low)) / step) if low is not None else 0
    stop = math.floor(Fraction(str(high)) / step) if high is not None else start
    yield 0
    yield from (_number(step * (start + index)) for index in range(multiples))
    yield from (_number(step * (stop - index)) for index in range(multiples))
    if low is not None and high is not None:
        yield from (
            _between(low, high, Fraction(index, tries * 2)) for index in (tries, *range(tries * 2 + 1))
        )
    yield from (bound for bound in (low, high) if bound is not None)


def _between(low: float, high: float, share: Fraction) -> float:
    return float(Fraction(low) + (Fraction(high) - Fraction(low)) * share)


def _number(value: Fraction) -> float | int:
    return int(value) if value.denominator == 1 else float(value)
