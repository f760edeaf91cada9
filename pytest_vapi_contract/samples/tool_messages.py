"""`tool-calls` messages for given tools, in the shape in which production sends them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..contract import Contract, newest
from ..detail_names import DetailName
from ..json_paths import Object
from ..user_tools import ToolSource, UserTools, user_tools
from .observed.tool_conversation import Asked, AskedConversation
from .observed.tools import tool_calls
from .sampling import observed_by
from .tool_arguments import realistic_arguments


def tool_call(
    name: str,
    arguments: Mapping[str, Any] | None = None,
    /,
    *,
    tools: ToolSource | None = None,
    seed: int = 0,
    contract: Contract | None = None,
    **named: Any,
) -> Object:
    """
    Make the `tool-calls` message in which Vapi asks for one call: `tool_call("book_table", people=2)`.

    The message looks like production, so the arguments are an object; those whose names are options of this
    function are given as a mapping. `tools` are your own, as a list or the path of a file: then the tool must
    be one of them, and the arguments must match its parameters. If none are given, realistic ones are made.

    Raises `UnknownTool` and `BadArguments`.
    """
    given = None if tools is None else user_tools(tools)
    chosen = {**(arguments or {}), **named}
    if given is not None:
        if arguments is None and not named:
            chosen = realistic_arguments(given.named(name), seed)
        given.check_arguments(name, chosen)
    return message_of_calls([Asked(name, chosen)], tools=given, seed=seed, contract=contract)


def message_of_calls(
    calls: Sequence[Asked],
    *,
    tools: UserTools | None = None,
    seed: int = 0,
    contract: Contract | None = None,
    detail: DetailName = "minimal",
) -> Object:
    """Make the message that asks for some calls, whatever their arguments are."""
    definitions: Mapping[str, Object] = tools.definitions if tools else {}
    scenario = AskedConversation(seed, calls, definitions, detail)
    return {**observed_by(scenario, contract or newest(), detail), **tool_calls(scenario)}
