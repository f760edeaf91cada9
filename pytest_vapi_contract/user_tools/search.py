"""Where tools are in a JSON value: a list, an assistant, a squad, or what Vapi's API returns for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from ..credential_names import CREDENTIAL
from ..json_paths import Json, Object, child, is_list, is_object
from .tool import AssistantSettings, ToolServer, UserTool, server_of

#: Properties of an object that may hold tools, or assistants with tools.
HOLDERS = (
    "tools",
    "tools:append",
    "functions",
    "model",
    "assistant",
    "assistantOverrides",
    "assistants",
    "members",
    "squad",
    "results",
)
#: Properties that say that an object is an assistant.
OF_ASSISTANT = frozenset({"model", "serverMessages", "firstMessage", "voice", "transcriber"})
#: Properties beside `name` that say that an object is a bare function.
DESCRIBED = frozenset({"parameters", "description"})
#: Names of properties whose text is a secret.
SECRET_NAME = re.compile(CREDENTIAL)
#: Texts shorter than this are not taken for secrets.
SHORTEST_SECRET = 5


class Found(NamedTuple):
    """What was found in a value."""

    tools: tuple[UserTool, ...]
    assistants: tuple[AssistantSettings, ...]
    others: tuple[str, ...]  #: The types of tools that call no webhook.
    ids: int  #: Number of tools that are only named by their ids.


def found_in(value: Json) -> Found:
    """Find the tools in a value, and the assistants that they belong to."""
    search = _Search()
    search.walk(value, "", None)
    return Found(tuple(search.tools), tuple(search.assistants), tuple(search.others), search.ids)


class _Search:
    def __init__(self) -> None:
        self.tools: list[UserTool] = []
        self.assistants: list[AssistantSettings] = []
        self.others: list[str] = []
        self.ids = 0

    def walk(self, value: Json, at: str, server: ToolServer | None) -> None:
        """Look at a value, and at those in it that may have tools; `server` is that of the assistant."""
        if is_list(value):
            for number, each in enumerate(value):
                self.walk(each, child(at, number), server)
        elif is_object(value):
            self._object(value, at, server)

    def _object(self, value: Object, at: str, server: ToolServer | None) -> None:
        if _is_tool(value):
            self.tools.append(_tool(value, at, server))
            return
        holders = [name for name in HOLDERS if isinstance(value.get(name), dict | list)]
        if not holders and isinstance(value.get("type"), str):
            self.others.append(value["type"])
        ids = value.get("toolIds")
        self.ids += len(ids) if is_list(ids) else 0
        own = server_of(value)
        if OF_ASSISTANT & value.keys():
            self.assistants.append(_settings(value, own))
        for name in holders:
            self.walk(value[name], child(at, name), own or server)


def _is_tool(value: Object) -> bool:
    """Whether an object is a function tool, or a bare function."""
    if value.get("type", "function") != "function" or OF_ASSISTANT & value.keys():
        return False
    function = value.get("function")
    return "name" in function if is_object(function) else "name" in value and bool(DESCRIBED & value.keys())


def _tool(value: Object, at: str, server: ToolServer | None) -> UserTool:
    function = value.get("function")
    function = function if is_object(function) else value
    parameters, description = function.get("parameters"), function.get("description")
    return UserTool(
        name=str(function.get("name") or ""),
        description=description if isinstance(description, str) else "",
        parameters=parameters if is_object(parameters) else None,
        server=server_of(value) or server,
        strict=function.get("strict") is True,
        is_async=value.get("async") is True,
        place=at,
    )


def _settings(value: Object, server: ToolServer | None) -> AssistantSettings:
    on = value.get("serverMessages")
    return AssistantSettings(
        server=server,
        server_messages=frozenset(each for each in on if isinstance(each, str)) if is_list(on) else None,
    )


def secrets_in(value: Json, name: str = "") -> Iterator[str]:
    """The texts in a value that are secrets, by the names of their properties; not those of a schema."""
    if is_object(value):
        for key, part in value.items():
            if key not in {"parameters", "schema"}:
                yield from secrets_in(part, key if isinstance(part, str) else name)
    elif is_list(value):
        for part in value:
            yield from secrets_in(part, name)
    elif isinstance(value, str):
        if len(value) >= SHORTEST_SECRET and SECRET_NAME.search(name):
            yield value
        elif name.lower().endswith("url"):
            yield from (text for key, text in _query(value) if SECRET_NAME.search(key))


def _query(url: str) -> list[tuple[str, str]]:
    try:
        return [(key, text) for key, text in parse_qsl(urlsplit(url).query) if len(text) >= SHORTEST_SECRET]
    except ValueError:
        return []
