"""
What the contract leaves open: any JSON, and any JSON object.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from hypothesis import strategies as st

from .._json import copied
from ..shapes import Record
from .parts import BYTE, ONE, Draw, Late, Part, drawn_from, settled

NUMBERS = st.one_of(st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False))
# Not by a codec, for which Hypothesis tries each character of Unicode first: these are those of UTF-8.
CHARACTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(CHARACTERS, max_size=20)
NAMES = st.text(CHARACTERS, max_size=10)
LENGTH = 3  # items of a list and properties of an object, at the most
DEPTH = 3  # lists and objects within each other, at the most


def _copied(value: Any, _draw: Draw) -> Any:
    return copied(value)


USUAL_OBJECTS = tuple(
    Late(partial(_copied, value))
    for value in (
        {},
        {"id": "4f1c"},
        {"tier": "gold", "visits": 3, "vip": True},
        {
            "customerName": "Ada Brandt",
            "appointment": {"day": "Tuesday", "hour": 15},
            "tags": ["new", "callback"],
        },
    )
)


def any_json(draw: Draw) -> Any:
    """
    Make any JSON value; null is the simplest.
    """
    return settled(draw, KINDS[DEPTH][draw(ONE)[0]])


def any_object(shape: Record) -> Part:
    """
    Make any JSON object without the names that the shape forbids; the values may be nested.
    """
    most = max(LENGTH, shape.min_properties) if shape.max_properties is None else shape.max_properties
    return partial(_object, DEPTH, st.binary(min_size=shape.min_properties, max_size=most), shape.forbidden)


def _array(depth: int, draw: Draw) -> list[Any]:
    return [settled(draw, KINDS[depth - 1][byte]) for byte in draw(SOME)]


def _object(
    depth: int, kinds: st.SearchStrategy[bytes], forbidden: frozenset[str], draw: Draw
) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for byte in draw(kinds):
        name = draw(NAMES)
        while name in built or name in forbidden:
            name += "0"
        built[name] = settled(draw, KINDS[depth - 1][byte])
    return built


SOME = st.binary(max_size=LENGTH)


def _kinds(depth: int) -> tuple[Any, ...]:
    """
    Say for each byte what kind of value it makes, the simplest first.
    """
    scalars = (None, False, True, 0, "", Late(drawn_from(NUMBERS)), Late(drawn_from(TEXTS)))
    nested = (
        (Late(partial(_array, depth)), Late(partial(_object, depth, SOME, frozenset[str]()))) if depth else ()
    )
    kinds = scalars + nested
    return tuple(kinds[byte * len(kinds) // BYTE] for byte in range(BYTE))


KINDS = tuple(_kinds(depth) for depth in range(DEPTH + 1))
