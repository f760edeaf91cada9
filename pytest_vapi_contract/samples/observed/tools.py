"""What a tool-calls message asks for: the same calls three times over, with their arguments as objects."""

from __future__ import annotations

from collections.abc import Mapping
from json import loads
from typing import Any

from ...json_paths import JSON_TYPE_OF, Object
from ...realism import words
from ...realism.scenario import Tool
from .call_record import SERVER
from .conversation import Conversation


def tool_calls(scenario: Conversation) -> Object:
    """Tell the calls, what their tools are, and whether anything was said before them."""
    return {
        "toolCalls": [_call(scenario, tool) for tool in scenario.pending],
        "toolCallList": [_call(scenario, tool) for tool in scenario.pending],
        "toolWithToolCallList": [_with_tool(scenario, tool) for tool in scenario.pending],
    }


def _call(scenario: Conversation, tool: Tool) -> Object:
    function = {"name": tool.name, "arguments": loads(tool.arguments)}
    is_preceded = scenario.entries[-2].kind == "bot"
    return {"id": tool.id, "type": "function", "function": function, "isPrecededByText": is_preceded}


def _with_tool(scenario: Conversation, tool: Tool) -> Object:
    definition = scenario.definition(tool.name)
    return {
        "type": "function",
        "function": dict(definition) or _guessed(scenario, tool),
        "async": definition.get("async", False),
        "server": {"url": SERVER},
        "messages": [],
        "toolCall": _call(scenario, tool),
    }


def _guessed(scenario: Conversation, tool: Tool) -> Object:
    """Tell what function a tool may be that is called like this."""
    return {
        "name": tool.name,
        "async": False,
        "parameters": _parameters(loads(tool.arguments)),
        "description": words.DESCRIPTIONS[scenario.base % len(words.DESCRIPTIONS)],
    }


def _parameters(arguments: Mapping[str, Any]) -> Object:
    """Tell the parameters of a tool that takes these arguments."""
    properties = {
        name: {"type": _type_of(value), "description": f"The {name.replace('_', ' ')}."}
        for name, value in arguments.items()
    }
    return {"type": "object", "required": list(arguments), "properties": properties}


def _type_of(value: object) -> str:
    return JSON_TYPE_OF.get(type(value), "null")


def flattened(message: Object, arguments: str) -> Object:
    """Tell the calls of a tool-calls message flat, as the documentation does, with `arguments`."""
    flat = {
        name: [_flat(call, arguments) for call in message[name]] for name in ("toolCalls", "toolCallList")
    }
    told = [
        {**tool, "toolCall": _flat(tool["toolCall"], arguments)} for tool in message["toolWithToolCallList"]
    ]
    return {**message, **flat, "toolWithToolCallList": told}


def _flat(call: Object, arguments: str) -> Object:
    function = call["function"]
    return {"id": call["id"], "name": function["name"], arguments: function["arguments"]}
