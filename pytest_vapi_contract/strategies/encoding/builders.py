"""
The parts of a record: what one byte makes of each.

A record draws one string of bytes, with a byte for each of its properties: Hypothesis spends as much on one
choice as on some eighty bytes. Byte 0 is the simplest: an optional property is absent, a required one takes
its first value. Hypothesis shrinks the bytes one by one, and so the properties.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from threading import local
from typing import Any, TypeAlias

from hypothesis import strategies as st

from ...json_paths import copied

Value: TypeAlias = st.SearchStrategy[Any]
Draw: TypeAlias = Callable[[Value], Any]
#: Makes a value from what it draws. Not a strategy: Hypothesis would spend as much on each as on a choice.
Part: TypeAlias = Callable[[Draw], Any]

ABSENT = object()
BYTE = 256
ONE = st.binary(min_size=1, max_size=1)


@dataclass(frozen=True, slots=True)
class Late:
    """In the place of a value that takes choices of its own, after those bytes."""

    part: Part


def table(room: int, prepared: tuple[Any, ...], late: Part | None, share: float) -> tuple[Any, ...]:
    """Say what each byte makes: the prepared values in turn, and the late ones at the end."""
    wild = 0 if late is None else max(1, round(room * share)) if prepared else room
    plain = tuple(prepared[index % len(prepared)] for index in range(room - wild)) if prepared else ()
    return (*plain, *[Late(late) if late is not None else None] * wild)


def made_now(draw: Draw, value: Any) -> Any:
    """Make what is late; anything else is the value itself."""
    return value.part(draw) if value.__class__ is Late else fresh(value)


def fresh(value: Any) -> Any:
    """Copy what somebody could change."""
    return copied(value) if value.__class__ is dict or value.__class__ is list else value


def drawn_from(strategy: Value) -> Part:
    """A value of a strategy."""
    return lambda draw: draw(strategy)


def unless_simplest(part: Part, is_simplest: Callable[[Any], bool], *, optional: bool) -> Part:
    """Let the simplest value of an optional part stand for an absent one, so that shrinking takes it away."""

    def made(draw: Draw) -> Any:
        value = part(draw)
        return ABSENT if is_simplest(value) else value

    return made if optional else part


@st.composite
def grown(draw: Draw, part: Part) -> Any:
    """Draw a whole value. Hypothesis reads the source of each composite function: one is enough."""
    return part(draw)


@lru_cache(maxsize=1024)
def string_of(size: int) -> Value:
    """Draw a string of `size` bytes."""
    return st.binary(min_size=size, max_size=size)


#: What is drawn next in a span. A strategy for each part would cost more than all that is drawn for it.
_next = local()


def _next_part(draw: Draw) -> Any:
    return _next.part(draw)


SPAN = grown(_next_part)


def in_a_span(part: Part, draw: Draw) -> Any:
    """Make a part, so that Hypothesis can take away at once whatever is drawn for it."""
    _next.part = part
    return draw(SPAN)


def apart(strategy: Value) -> Value:
    """
    Draw one value, and none in which Hypothesis has copied one part over another.

    It does so with parts that are drawn by strategies of the same kind. Here these are the records, of which
    hardly two are alike: a record would be left with nothing. It leaves the items of unique lists alone.
    """
    alone = st.lists(strategy, min_size=1, max_size=1, unique_by=id)
    return grown(lambda draw: draw(alone)[0])
