"""
What is special about a body, in words that fit behind "when".
"""

import json
from collections.abc import Iterator
from typing import Any

from .._json import pointer, tokens

Path = tuple[str | int, ...]

#: Strings longer than this are not quoted.
QUOTED = 32
MISSING = object()


def circumstance_of(body: Any, at: str) -> str:
    """
    What stands at a place of the message, or the first step of the way to it that is not there.
    """
    path: Path = ()
    value = body
    for token in ("message", *tokens(at)):
        if not isinstance(value, (dict, list)):
            break
        path, value = (*path, token), child_of(value, token)
        if value is MISSING:
            break
    return told(path, value)


def told(path: Path, value: Any) -> str:
    """
    A place and what stands there: `/message/call is null`.
    """
    subject = pointer(*map(str, path)) if path else "the body"
    return f"{subject} is {'missing' if value is MISSING else described(value)}"


def described(value: Any) -> str:
    """
    A JSON value for people, short: itself if that is short, otherwise its kind.
    """
    match value:
        case {} | [] | "" if not value:
            return f"an empty {kind_of(value)}"
        case dict() | list():
            return f"a{'n' if isinstance(value, dict) else ''} {kind_of(value)}"
        case str() if len(value) > QUOTED or not value.isprintable():
            return "a string"
        case str():
            return f"the string {json.dumps(value, ensure_ascii=False)}"
        case _:
            return json.dumps(value)


def kind_of(value: Any) -> str:
    """
    The JSON type of a value.
    """
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
        case dict():
            return "object"
        case _:
            return "list"


def child_of(value: Any, token: str | int) -> Any:
    """
    What stands under a name or at an index; `MISSING` if nothing does.
    """
    if isinstance(value, dict):
        return value.get(str(token), MISSING)
    if isinstance(value, list) and str(token).isdigit() and int(token) < len(value):
        return value[int(token)]
    return MISSING


def value_at(body: Any, path: Path) -> Any:
    """
    What stands at the end of a path; `MISSING` if it leads nowhere.
    """
    for token in path:
        body = child_of(body, token)
    return body


def paths_of(value: Any, path: Path = ()) -> Iterator[Path]:
    """
    Every place in a value but the value itself, nearest first.
    """
    level = [(path, value)]
    while level:
        level = [(at + (key,), child) for at, parent in level for key, child in _children(parent)]
        yield from (at for at, _ in level)


def weight(value: Any) -> tuple[int, int, int]:
    """
    How much there is to read in a value: how many places, how plain they are, how long the text is.
    """
    if isinstance(value, bytes):
        return (1, 0, len(value))
    kinds = {"null": 0, "boolean": 1, "number": 2, "string": 3, "list": 4, "object": 5}
    places, plain = 1, kinds[kind_of(value)]
    for path in paths_of(value):
        places, plain = places + 1, plain + kinds[kind_of(value_at(value, path))]
    return places, plain, len(json.dumps(value))


def _children(value: Any) -> list[tuple[str | int, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []
