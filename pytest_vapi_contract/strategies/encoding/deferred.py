"""What is made from the bytes of a longer string, and what is to be drawn after them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from .builders import ABSENT, ONE, Draw, Late, Part, in_a_span, made_now, string_of


@dataclass(frozen=True, slots=True)
class Deferred:
    """A place in what has been made from bytes, where a part is still to be drawn."""

    holder: Any  #: A record or a list.
    at: Any  #: The name or index in it.
    part: Part
    optional: bool  #: The part may come out as `ABSENT`.


#: What is drawn once all bytes have been read, in this order.
Later: TypeAlias = list[Deferred]


@dataclass(frozen=True, slots=True)
class Decoder:
    """A value that is made from bytes of a longer string."""

    size: int
    decode: Callable[
        [bytes, Later], Any
    ]  #: From a string that begins with its bytes; may come out as `Late`.

    def drawn(self, draw: Draw) -> Any:
        """Make the value from a string of its own."""
        later: Later = []
        value = self.decode(draw(string_of(self.size)), later)
        settle(draw, later)
        return made_now(draw, value)


@dataclass(frozen=True, slots=True)
class Segment:
    """A property that finds its bytes among those of its record."""

    least: int  #: From which byte on it is made in this way.
    decoder: Decoder
    begin: int

    def decode(self, drawn: bytes, later: Later, *, optional: bool) -> Any:
        """
        Make it. What is drawn for an optional one can be taken away at once, with the property.

        To change its byte alone is not enough: whatever is drawn later would be read as something else.
        """
        if not optional:
            return self.decoder.decode(drawn[self.begin :], later)
        own: Later = []
        value = self.decoder.decode(drawn[self.begin :], own)
        if isinstance(value, Late) or not all(each.optional for each in own):
            return Late(partial(_unless_zero, value, own))
        later += own
        return value


def _unless_zero(value: Any, own: Later, draw: Draw) -> Any:
    if not draw(ONE)[0]:
        return ABSENT
    settle(draw, own)
    return made_now(draw, value)


def put(holder: Any, at: Any, value: Any, later: Later, *, optional: bool = False) -> None:
    """Put a value in its place, or note what is to be drawn for it."""
    holder[at] = value
    if value.__class__ is Late:
        later.append(Deferred(holder, at, value.part, optional))


def settle(draw: Draw, later: Later) -> None:
    """Draw what is deferred."""
    for each in later:
        value = in_a_span(each.part, draw)
        if value is ABSENT:
            del each.holder[each.at]
        else:
            each.holder[each.at] = value
