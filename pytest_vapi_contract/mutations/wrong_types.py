"""Values of the wrong JSON type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..cases.family import Family
from ..json_paths import Object, dumps, is_list, is_object
from .fault import Fault, ValidValue

#: JSON type -> a value of it, and the family in which it is offered.
VALUES: Mapping[str, tuple[Any, Family]] = {
    "null": (None, Family.TYPE_NULL),
    "boolean": (True, Family.TYPE_BOOLEAN),
    "string": ("text", Family.TYPE_STRING),
    "number": (12, Family.TYPE_NUMBER),
    "array": ([], Family.TYPE_ARRAY),
    "object": ({}, Family.TYPE_OBJECT),
}
#: Families whose words show the value.
DISGUISES = frozenset({Family.TYPE_NUMERIC_STRING, Family.TYPE_BOOL_AS_STRING, Family.TYPE_BOOL_AS_NUMBER})


def broken_type(valid: ValidValue) -> Iterator[Fault]:
    """Offer values of the types that the keyword does not list."""
    declared = valid.schema["type"]
    allowed = [declared] if isinstance(declared, str) else list(declared)
    yield from type_faults(valid.value, frozenset(allowed))


def type_faults(value: Any, allowed: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """Offer values of other types than the conforming value, and that value in disguise."""
    types = sorted(allowed - {"integer"} if "number" in allowed else allowed)
    expected = {"types": types} if types else {"types": types, "like": value}
    for name, (broken, family) in VALUES.items():
        if name not in allowed and not (name == "number" and "integer" in allowed):
            yield _fault(family, _fresh(broken), expected)
    yield from _disguised(value, allowed, expected)


def _disguised(value: Any, allowed: frozenset[str], expected: Object) -> Iterator[Fault]:
    if isinstance(value, bool):
        yield _fault(Family.TYPE_BOOL_AS_STRING, dumps(value), expected)
        yield _fault(Family.TYPE_BOOL_AS_NUMBER, int(value), expected)
    elif isinstance(value, int | float):
        yield _fault(Family.TYPE_NUMERIC_STRING, dumps(value), expected)
    if "integer" in allowed and "number" not in allowed:
        yield _fault(Family.INTEGER_FRACTION, 1.5, expected)
    if isinstance(value, list):
        if value:
            yield _fault(Family.TYPE_OUT_OF_ARRAY, value[0], expected)
    elif "array" not in allowed:
        yield _fault(Family.TYPE_IN_ARRAY, [value], expected)


def _fault(family: Family, value: Any, expected: Object) -> Fault:
    shown = {"value": value} if family in DISGUISES else {}
    return Fault(family=family, value=value, keyword="type", facts={"expected": expected, **shown})


def _fresh(value: Any) -> Any:
    if is_object(value):
        return {}
    return [] if is_list(value) else value
