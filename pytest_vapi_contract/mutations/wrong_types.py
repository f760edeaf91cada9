"""
Values of the wrong JSON type.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..json_paths import dumps
from .fault import Fault, Ground

#: JSON type -> a value of it, and how it is called.
VALUES: Mapping[str, tuple[Any, str]] = {
    "null": (None, "null"),
    "boolean": (True, "true"),
    "string": ("text", "a string"),
    "number": (12, "a number"),
    "array": ([], "a list"),
    "object": ({}, "an object"),
}
JSON_TYPES = (*VALUES, "integer")
NAMES: Mapping[str, str] = {name: words for name, (_, words) in VALUES.items()} | {
    "boolean": "a boolean",
    "integer": "a whole number",
}


def broken_type(ground: Ground) -> Iterator[Fault]:
    """
    Offer values of the types that the keyword does not list.
    """
    declared = ground.schema["type"]
    allowed = [declared] if isinstance(declared, str) else list(declared)
    yield from type_faults(ground.value, frozenset(allowed))


def type_faults(value: Any, allowed: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """
    Offer values of other types than the conforming value, and that value in disguise.
    """
    shown = sorted(allowed - {"integer"} if "number" in allowed else allowed)
    expected = " or ".join(NAMES[name] for name in shown) or f"a value such as {_shown(value)}"
    for name, (broken, words) in VALUES.items():
        if name not in allowed and not (name == "number" and "integer" in allowed):
            yield _fault(f"type.{name}", _fresh(broken), words, expected)
    yield from _disguised(value, allowed, expected)


def _disguised(value: Any, allowed: frozenset[str], expected: str) -> Iterator[Fault]:
    if isinstance(value, bool):
        yield _fault("type.bool-as-string", dumps(value), f"the string {dumps(dumps(value))}", expected)
        yield _fault("type.bool-as-number", int(value), f"the number {int(value)}", expected)
    elif isinstance(value, int | float):
        yield _fault("type.numeric-string", dumps(value), f"the string {dumps(dumps(value))}", expected)
    if "integer" in allowed and "number" not in allowed:
        yield _fault("integer.fraction", 1.5, "1.5", expected)
    if isinstance(value, list):
        if value:
            yield _fault("type.out-of-array", value[0], "the item alone", expected)
    elif "array" not in allowed:
        yield _fault("type.in-array", [value], "the value in a list", expected)


def _fault(family: str, value: Any, words: str, expected: str) -> Fault:
    why = f"{words} stands where {expected} is expected"
    return Fault(family=family, value=value, why=why, keyword="type")


def _fresh(value: Any) -> Any:
    return type(value)() if isinstance(value, dict | list) else value


def _shown(value: Any) -> str:
    text = dumps(value)
    return text if len(text) <= 40 else f"{text[:40]}…"
