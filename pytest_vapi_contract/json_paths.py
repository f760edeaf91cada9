"""JSON values and the places in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import copy
from typing import Any, TypeGuard

#: A value as JSON has it: null, a boolean, a number, text, a list, an object.
Json = Any
#: A JSON object.
Object = dict[str, Any]
#: The same for a function that asks which kind it is: after `isinstance`, a type checker knows what it holds.
Parsed = Object | list[Any] | str | int | float | bool | None

#: What JSON Schema calls the types of JSON values.
JSON_TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")

#: Those of the classes that JSON is parsed into.
JSON_TYPE_OF: Mapping[type[Any], str] = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}

#: Made once: `json.dumps` makes another one for each value.
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def child(at: str, token: str | int) -> str:
    """The JSON pointer (RFC 6901) to a member or an element of the value at a pointer."""
    return f"{at}/{token}" if isinstance(token, int) else f"{at}/{escaped(token)}"


def pointer(*path: str | int) -> str:
    """The JSON pointer of a path: `pointer("call", "id")` is `/call/id`."""
    return "".join(child("", token) for token in path)


def tokens(at: str) -> tuple[str, ...]:
    """The path of a JSON pointer, unescaped. An index of a list is a number in text, as in the pointer."""
    return tuple(unescaped(token) for token in at.split("/")[1:])


def escaped(token: str) -> str:
    """A token as it is written in a JSON pointer."""
    return token.replace("~", "~0").replace("/", "~1")


def unescaped(token: str) -> str:
    """A token of a JSON pointer as it is meant."""
    return token.replace("~1", "/").replace("~0", "~")


def dumps(value: Json) -> str:
    """The value as compact JSON, in the order in which it is."""
    return ENCODER.encode(value)


def is_object(value: object) -> TypeGuard[Object]:
    """Whether a JSON value is an object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether a JSON value is a list."""
    return isinstance(value, list)


def in_tuples(value: Any) -> Any:
    """The value with tuples for the lists that JSON makes of them."""
    return tuple(map(in_tuples, value)) if is_list(value) else value


def copied(value: Parsed) -> Json:
    """Copy a JSON value."""
    if isinstance(value, dict):
        return {name: copied(part) for name, part in value.items()}
    return [copied(part) for part in value] if isinstance(value, list) else value


def with_value(value: Json, path: tuple[str | int, ...], new: Json) -> Json:
    """The value with another one at a path; it shares everything that is not on the way there."""
    if not path:
        return new
    first, rest = path[0], path[1:]
    changed = copy(value)
    changed[first] = with_value(value[first], rest, new) if rest else new
    return changed


def without(value: Json, path: tuple[str | int, ...]) -> Json:
    """The value without what is at a path; it shares everything that is not on the way there."""
    first, rest = path[0], path[1:]
    changed = copy(value)
    if rest:
        changed[first] = without(value[first], rest)
    else:
        del changed[first]
    return changed
