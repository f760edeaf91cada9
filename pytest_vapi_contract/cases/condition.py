"""
What is special about a body, in words that fit behind "when".
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from ..json_paths import pointer, tokens
from ..mutations.forward_compatibility import NEW_PROPERTY

Path = tuple[str | int, ...]

#: Strings longer than this are not quoted.
QUOTED = 32
MISSING = object()
#: The kinds of JSON values in a sentence.
KINDS = {
    "null": "null",
    "boolean": "a boolean",
    "number": "a number",
    "string": "a string",
    "list": "a list",
    "object": "an object",
}
#: Keywords that are about the kind of a value, whatever the value is.
KIND_ONLY = frozenset({"type", "envelope"})
#: How a mutation says which property it leaves out.
LACKING = re.compile(r"`(?P<name>[^`]+)` is missing")


def condition_of(body: Any, at: str, keyword: str, why: str = "") -> str:
    """
    What stands at a place of the message, or the first step of the way to it that is not there.

    Where only the kind of the value matters, only that is told; of an object, what it lacks, as `why` says.
    """
    path = decisive(body, at, keyword, why)
    value = value_at(body, path)
    if keyword == "required" and isinstance(value, dict) and value and why:
        return why
    return told(path, value, kind_only=keyword in KIND_ONLY)


def decisive(body: Any, at: str, keyword: str, why: str = "") -> Path:
    """
    The path to what is special about a body: the place, or what is missing in the object that stands there.
    """
    path = path_of(body, at)
    value = value_at(body, path)
    lacks = keyword == "required" and isinstance(value, dict) and value
    lacking = LACKING.search(why) if lacks else None
    return (*path, lacking["name"]) if lacking else path


def path_of(body: Any, at: str) -> Path:
    """
    The path to a place of the message, as far as it goes: up to what is no object, or to what is missing.
    """
    path: Path = ()
    value = body
    for token in ("message", *tokens(at)):
        if not isinstance(value, dict) and not (isinstance(value, list) and token.isdigit()):
            break
        path, value = (*path, token), child_of(value, token)
        if value is MISSING:
            break
    return path


def told(path: Path, value: Any, *, kind_only: bool = False) -> str:
    """
    A place and what stands there: `/message/call is null`.
    """
    subject = pointer(*map(str, path)) if path else "the body"
    if value is MISSING:
        return f"{subject} is missing"
    if path and path[-1] == NEW_PROPERTY:
        return f"{pointer(*map(str, path[:-1]))} has a property that the schema does not list"
    return f"{subject} is {KINDS[kind_of(value)] if kind_only else described(value)}"


def described(value: Any) -> str:
    """
    A JSON value for people, short: itself if that is short, otherwise its kind.
    """
    kind = kind_of(value)
    if kind in ("object", "list", "string") and not value:
        return f"an empty {kind}"
    if kind in ("object", "list") or (kind == "string" and not _is_short(value)):
        return KINDS[kind]
    text = json.dumps(value, ensure_ascii=False)
    return f"the string {text}" if kind == "string" else text


def _is_short(text: str) -> bool:
    return len(text) <= QUOTED and text.isprintable()


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
        level = [((*at, key), child) for at, parent in level for key, child in _children(parent)]
        yield from (at for at, _ in level)


def weight(value: Any) -> tuple[int, int, int]:
    """
    How much there is to read in a value: how many places, how plain they are, how long the text is.
    """
    if isinstance(value, bytes):
        return (1, 0, len(value))
    kinds, places, plain = list(KINDS), 1, 0
    for path in paths_of(value):
        places, plain = places + 1, plain + kinds.index(kind_of(value_at(value, path)))
    return places, plain, len(json.dumps(value))


def _children(value: Any) -> list[tuple[str | int, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []
