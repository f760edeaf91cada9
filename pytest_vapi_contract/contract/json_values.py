"""
Whether a Python value is JSON, and JSON that can be sent.

Validators are asked nothing before this: each of them crashes, or guesses, at other values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import isfinite
from typing import Any, NamedTuple, TypeGuard

from ..json_paths import Json, child

#: Deeper than this, validators give up or exhaust the stack. What holds itself is deeper than anything.
MAX_DEPTH = 200
#: What a number of 4,300 digits needs; Python neither reads nor writes longer ones.
MAX_BITS = 14_280


class NonJsonValue(NamedTuple):
    """Why a value is not JSON, and where."""

    at: str
    why: str


def is_plain(value: Any) -> bool:
    """Tell whether the value is JSON made of dicts, lists and scalars, none of them of a subclass."""
    levels: list[Iterator[object]] = [iter((value,))]
    while levels:
        for inner in levels[-1]:
            if (check := _SCALARS.get(type(inner))) is None:
                members = _plain_members(inner) if len(levels) <= MAX_DEPTH else None
                if members is None:
                    return False
                levels.append(members)
                break
            if not check(inner):
                return False
        else:
            levels.pop()
    return True


def first_flaw(value: Any) -> NonJsonValue | None:
    """The first place that is not JSON. Subclasses of what JSON is made of are fine."""
    levels = [iter((("", value),))]
    while levels:
        for at, inner in levels[-1]:
            if why := _flaw_here(inner, len(levels)):
                return NonJsonValue(at if len(levels) <= MAX_DEPTH else "", why)
            if _is_mapping(inner) or _is_sequence(inner):
                levels.append(_members(at, inner))
                break
        else:
            levels.pop()
    return None


def plain(value: Any) -> Json:
    """The value without subclasses. It has no flaw."""
    # The methods of the base classes: those of a subclass may say anything.
    if _is_mapping(value):
        return {str.__str__(key): plain(inner) for key, inner in dict[Any, Any].items(value)}
    if _is_sequence(value):
        return [plain(inner) for inner in list[Any].copy(value)]
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, bool) or value is None:
        return value
    return int.__int__(value) if isinstance(value, int) else float.__float__(value)


def _plain_members(value: Any) -> Iterator[Any] | None:
    held: dict[Any, Any] | list[Any] = value
    if type(held) is dict and {*map(type, held)} <= {str} and _is_text("".join(held)):
        return iter(held.values())
    return iter(held) if type(held) is list else None


def _is_mapping(value: object) -> TypeGuard[dict[Any, Any]]:
    return isinstance(value, dict)


def _is_sequence(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _is_text(value: str) -> bool:
    if str.isascii(value):
        return True
    try:
        str.encode(value)
    except UnicodeEncodeError:
        return False
    return True


def _is_readable(value: int) -> bool:
    return int.bit_length(value) <= MAX_BITS


_SCALARS: dict[type, Callable[[Any], bool]] = {
    str: _is_text,
    int: _is_readable,
    float: isfinite,
    bool: lambda _: True,
    type(None): lambda _: True,
}


def _members(at: str, value: Any) -> Iterator[tuple[str, Any]]:
    items = dict[Any, Any].items(value) if _is_mapping(value) else enumerate(list[Any].copy(value))
    return ((child(at, key), inner) for key, inner in items)


def _flaw_here(value: Any, depth: int) -> str | None:
    if _is_mapping(value) or _is_sequence(value):
        if depth > MAX_DEPTH:
            return f"it is nested deeper than {MAX_DEPTH} levels, or holds itself"
        return _flaw_of_keys(value) if _is_mapping(value) else None
    if isinstance(value, str):
        return None if _is_text(value) else "half of a surrogate pair is not text"
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int):
        return None if _is_readable(value) else "a number of more than 4,300 digits is more than parsers read"
    if isinstance(value, float):
        return None if isfinite(value) else f"{float.__repr__(value)} is not a JSON number"
    return f"a Python {type(value).__name__!r} is not JSON"


def _flaw_of_keys(value: dict[Any, Any]) -> str | None:
    for key in dict[Any, Any].keys(value):
        if not isinstance(key, str):
            return f"a Python {type(key).__name__!r} is not a key of a JSON object"
        if not _is_text(key):
            return "half of a surrogate pair is not text, and is part of a key"
    return None
