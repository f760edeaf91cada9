"""Tools, assistants and squads as people have them in files."""

from typing import Any

BOOK = {
    "type": "function",
    "function": {
        "name": "book_table",
        "description": "Book a table at the restaurant.",
        "parameters": {
            "type": "object",
            "properties": {
                "day": {"type": "string", "enum": ["fri", "sat"]},
                "people": {"type": "integer", "minimum": 1, "maximum": 12},
                "notes": {"type": "string"},
            },
            "required": ["day", "people"],
        },
    },
}
SECRET, TOKEN = "whsec-4f8a1c77", "tok-99aa88bb77"


def tool(name: str, parameters: Any = None, **more: Any) -> dict[str, Any]:
    """A function tool with these parameters."""
    function = {"name": name} | ({} if parameters is None else {"parameters": parameters})
    return {"type": "function", "function": function, **more}


def properties(**declared: Any) -> dict[str, Any]:
    """The parameters of a tool, all of them required."""
    return {"type": "object", "properties": declared, "required": [*declared]}


def assistant(*tools: Any, **more: Any) -> dict[str, Any]:
    """An assistant with these tools."""
    server = {"url": "https://hooks.example.com/vapi", "secret": SECRET, "timeoutSeconds": 12}
    return {
        "name": "Front desk",
        "model": {"provider": "openai", "tools": [*tools]},
        "server": server,
        **more,
    }
