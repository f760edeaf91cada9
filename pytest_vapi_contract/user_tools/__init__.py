"""
The user's own tools, as an assistant has them: read from a list or a file, and what Vapi knows of each.

What is read is frozen. Secrets in a file are kept apart, to be masked, and no error repeats a value.
"""

from .notes import notes_on
from .schema import ToolContract
from .tool import AssistantSettings, Backoff, ToolServer, UserTool
from .tools import ToolSource, UserTools, is_tool_source, user_tools

__all__ = [
    "AssistantSettings",
    "Backoff",
    "ToolContract",
    "ToolServer",
    "ToolSource",
    "UserTool",
    "UserTools",
    "is_tool_source",
    "notes_on",
    "user_tools",
]
