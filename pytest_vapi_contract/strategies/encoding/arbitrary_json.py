"""What the contract leaves open: any JSON, and any JSON object."""

from __future__ import annotations

from collections.abc import Container
from functools import partial
from typing import Any

from hypothesis import strategies as st

from ...json_paths import Object
from ...shapes import Record
from .builders import BYTE, ONE, Draw, Late, Part, Value, drawn_from, made_now, table

ANY_NUMBER = st.one_of(st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False))
# Not by a codec, for which Hypothesis tries each character of Unicode first: these are those of UTF-8.
CHARACTERS = st.characters(exclude_categories=["Cs"])
ANY_TEXT = st.text(CHARACTERS, max_size=20)
LENGTH = 3  # items of a list and properties of an object, at the most
DEPTH = 3  # lists and objects within each other, at the most
#: Names that programs trip over, the simplest first.
ODD_NAMES = (
    *("", "a", "id", "name", "type", "0", "-1", "a b", "a.b", "a/b", "~", "$ref"),
    *("__proto__", "constructor", "\u00e9", "\U0001f4a1"),
)
USUAL_OBJECTS: tuple[Object, ...] = (
    {},
    {"id": "4f1c"},
    {"tier": "gold", "visits": 3, "vip": True},
    {
        "customerName": "Ada Brandt",
        "appointment": {"day": "Tuesday", "hour": 15},
        "tags": ["new", "callback"],
    },
)


def any_json(draw: Draw) -> Any:
    """Make any JSON value; null is the simplest."""
    return made_now(draw, JSON_BY_BYTE[DEPTH][draw(ONE)[0]])


def any_object(shape: Record) -> Part:
    """Make any JSON object without the names that the shape forbids; the values may be nested."""
    longest = max(LENGTH, shape.min_properties)
    most = longest if shape.max_properties is None else min(longest, shape.max_properties)
    pairs = st.binary(min_size=2 * shape.min_properties, max_size=2 * most)
    return partial(_object, DEPTH, pairs, shape.forbidden)


def _array(depth: int, draw: Draw) -> list[Any]:
    return [made_now(draw, JSON_BY_BYTE[depth - 1][byte]) for byte in draw(SOME)]


def _object(depth: int, pairs: Value, forbidden: frozenset[str], draw: Draw) -> dict[str, Any]:
    built: dict[str, Any] = {}
    drawn: bytes = draw(pairs)
    for name, kind in zip(drawn[::2], drawn[1::2], strict=False):
        built[any_name(name, {*built, *forbidden}, draw)] = made_now(draw, JSON_BY_BYTE[depth - 1][kind])
    return built


def any_name(byte: int, taken: Container[str], draw: Draw) -> str:
    """Make a name for a property that is not taken."""
    name: str = made_now(draw, NAME_BY_BYTE[byte])
    while name in taken:
        name += "0"
    return name


SOME = st.binary(max_size=LENGTH)
PAIRS = st.binary(max_size=2 * LENGTH)
NAME_BY_BYTE = table(BYTE, ODD_NAMES, drawn_from(st.text(CHARACTERS, max_size=10)), 0.1)


def _kinds(depth: int) -> tuple[Any, ...]:
    """Say for each byte what kind of value it makes, the simplest first."""
    scalars = (None, False, True, 0, "", Late(drawn_from(ANY_NUMBER)), Late(drawn_from(ANY_TEXT)))
    nested = Late(partial(_array, depth)), Late(partial(_object, depth, PAIRS, frozenset[str]()))
    kinds = scalars + nested if depth else scalars
    return tuple(kinds[byte * len(kinds) // BYTE] for byte in range(BYTE))


JSON_BY_BYTE = tuple(_kinds(depth) for depth in range(DEPTH + 1))
