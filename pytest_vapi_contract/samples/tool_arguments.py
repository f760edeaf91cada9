"""Calls of the user's own tools: arguments that fit the parameters that a tool declares."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, cast

from ..conversations.plan import ToolCall
from ..errors import BadOption
from ..json_paths import Object

#: A value of each JSON type.
VALUES: Mapping[str, Callable[[Object], Any]] = {
    "string": lambda schema: "Tuesday",
    "integer": lambda schema: schema.get("minimum", 1),
    "number": lambda schema: schema.get("minimum", 1),
    "boolean": lambda schema: True,
    "array": lambda schema: [value_of(schema["items"])] if schema.get("items") else [],
    "object": lambda schema: {name: value_of(part) for name, part in schema.get("properties", {}).items()},
    "null": lambda schema: None,
}


def call_of(tool: Object, id: str) -> ToolCall:
    """
    Make a call of a tool that is described as in an assistant, or as a bare function.

    Raises `BadOption` if the tool has no name.
    """
    function = _object(tool.get("function", tool))
    name = function.get("name")
    if not isinstance(name, str) or not name:
        raise BadOption("tools", tool, "Each tool is an object with function.name.")
    arguments = value_of({**_object(function.get("parameters")), "type": "object"})
    return ToolCall(id, name, json.dumps(arguments), "Done.")


def value_of(schema: Object) -> Any:
    """Make a simple value of a schema: its example, default or first choice, or one of its type."""
    for name in ("const", "default", "example"):
        if name in schema:
            return schema[name]
    for name in ("enum", "examples"):
        if schema.get(name):
            return schema[name][0]
    kind: Any = schema.get("type", "string")
    types = cast("list[str]", kind if isinstance(kind, list) else [kind])
    return VALUES.get(types[0], VALUES["string"])(schema)


def _object(value: Any) -> Object:
    return cast("Object", value) if isinstance(value, dict) else {}
