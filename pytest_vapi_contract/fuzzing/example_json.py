"""
An example as JSON, as databases keep it.

What is read may be old, broken or made by an attacker: it is data, it is bounded, and whatever does not have
exactly this form is refused.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import NoReturn

from ..cases.condition import Path
from ..json_paths import Json, Object, Parsed, is_list, is_object
from .example import MOST_EDITS, Edit, Example
from .sequences import MOST_BEFORE

#: The version of the form.
VERSION = 1
#: The most bytes that an example has, and the most levels of lists and objects in it.
LONGEST, DEEPEST = 250_000, 100


class BadExample(ValueError):
    """What was read is not an example of this version."""


def example_to_json(example: Example) -> bytes | None:
    """An example as ASCII text; None for one that is too large to be kept."""
    before = [_example_to_json(each) for each in example.before]
    written = {"version": VERSION, **_example_to_json(example), **({"before": before} if before else {})}
    text = json.dumps(written, separators=(",", ":"), allow_nan=False).encode()
    return text if len(text) <= LONGEST and _depth_within(written, DEEPEST) else None


def example_from_json(text: bytes) -> Example:
    """The example that a text is. Raises `BadExample`."""
    if len(text) > LONGEST:
        raise BadExample("it is too long")
    try:
        written = json.loads(text, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise BadExample("it is not JSON") from error
    if not is_object(written) or written.get("version") != VERSION:
        raise BadExample("it is of another version")
    if not _depth_within(written, DEEPEST):
        raise BadExample("it is nested too deep")
    before = written.get("before", [])
    if not is_list(before) or len(before) > MOST_BEFORE or not all(map(is_object, before)):
        raise BadExample("what is sent before it is not a short list of examples")
    return replace(_example(written), before=tuple(map(_example, before)))


def _example_to_json(example: Example) -> Object:
    return {
        "type": example.type,
        "observed": example.observed,
        "base": example.base,
        "edits": [edit.written for edit in example.edits],
    }


def _example(written: Object) -> Example:
    type, observed, base, edits = (written.get(name) for name in ("type", "observed", "base", "edits"))
    if not isinstance(type, str) or not isinstance(observed, bool):
        raise BadExample("it does not say of which type it is, or whether it is observed")
    if not is_object(base) or base.get("type", type) != type:
        raise BadExample("its message is not one of its type")
    if not is_list(edits) or len(edits) > MOST_EDITS:
        raise BadExample("its changes are not a short list")
    return Example(type=type, base=base, observed=observed, edits=tuple(map(_edit, edits)))


def _edit(written: Json) -> Edit:
    if not is_list(written) or len(written) not in (1, 2) or not is_list(written[0]):
        raise BadExample("a change is not a path, with or without a value")
    return Edit(_path(written[0]), *written[1:])


def _path(written: list[Json]) -> Path:
    if not written or not all(map(_is_token, written)):
        raise BadExample("a path is not a list of names and indexes")
    return tuple(written)


def _is_token(token: Json) -> bool:
    return isinstance(token, str) or (type(token) is int and token >= 0)


def _refused(constant: str) -> NoReturn:
    raise BadExample(f"{constant} is not JSON")


def _depth_within(value: Parsed, most: int) -> bool:
    """Whether a value has no more levels than this."""
    if not isinstance(value, dict | list):
        return True
    parts = value.values() if isinstance(value, dict) else value
    return most > 0 and all(_depth_within(part, most - 1) for part in parts)
