"""
The parts of a record: what one byte makes of each.

A record draws one string of bytes, with a byte for each of its properties, where one choice for each would
cost Hypothesis 15 to 20 microseconds apiece. Byte 0 is the simplest: an optional property is absent, a
required one takes its first value. Hypothesis shrinks the bytes one by one, and so the properties.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from hypothesis import strategies as st

Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]
Value: TypeAlias = st.SearchStrategy[Any]

ABSENT = object()
BYTE = 256


@dataclass(frozen=True, slots=True)
class Late:
    """
    Stands for a value that takes choices of its own, after those bytes.
    """

    strategy: Value


def table(threshold: int, prepared: tuple[Any, ...], late: Value | None, share: float) -> tuple[Any, ...]:
    """
    Say for each byte what it makes: nothing below `threshold`, then what is prepared, last what is late.
    """
    room = BYTE - threshold
    wild = 0 if late is None else max(1, round(room * share)) if prepared else room
    plain = tuple(prepared[index % len(prepared)] for index in range(room - wild)) if prepared else ()
    return (*[ABSENT] * threshold, *plain, *[Late(late) if late is not None else None] * wild)


def settled(draw: Draw, value: Any) -> Any:
    """
    Draw what is late; anything else is the value itself.
    """
    return draw(value.strategy) if isinstance(value, Late) else value


def unless_simplest(strategy: Value, is_simplest: Callable[[Any], bool]) -> Value:
    """
    Let the simplest value stand for an absent one, so that shrinking takes it away.
    """
    return strategy.map(lambda value: ABSENT if is_simplest(value) else value)


@st.composite
def grown(draw: Draw, grow: Callable[[Draw], Any]) -> Any:
    """
    Draw a part in a span of its own. Hypothesis reads the source of each composite function: one is enough.
    """
    return grow(draw)
