"""
What the file of the user's tools says beside them: where messages go, how they are signed, and what is sent.

What the user says themselves counts more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar
from urllib.parse import urlsplit

from ..case_sources.type_order import in_order
from ..cases.http_change import HttpChange
from ..cases.skip import Skip, counted
from ..contract import Contract
from ..contract.message_types import TOOL_CALLS
from ..delivery import Handler
from ..delivery.time_limits import TIMEOUT
from ..masking.mask import masks_for
from .run_options import RunOptions

if TYPE_CHECKING:
    from ..user_tools import ToolServer, UserTools

Options = TypeVar("Options", bound=RunOptions)

#: Whether the user has enabled retries, as far as that is known.
Retries: TypeAlias = Literal["on", "off", "unknown"]
#: The header of a server's secret.
SECRET_HEADER = "X-Vapi-Secret"
#: The component whose `serverMessages` lists what an assistant can switch on and off.
ASSISTANT = "CreateAssistantDTO"
UNSENT = "off in `serverMessages`"
NO_RETRY = "the server has no `backoffPlan` in the file of your tools, so Vapi does not send a message again"


def with_settings(options: Options, target: Any) -> Options:
    """The options, with what the user's tools say of the server where the user says nothing."""
    tools = options.user_tools
    if tools is None:
        return options
    server = usual_server(tools)
    given = _of_server(options, server, target) if server else {}
    if TOOL_CALLS not in options.handles:
        given["handles"] = (*options.handles, TOOL_CALLS)
    if options.types is None:
        given["types"] = types_on(tools, options.chosen_contract)
    return replace(options, tools=tools, **given)


def _of_server(options: RunOptions, server: ToolServer, target: Any) -> dict[str, Any]:
    given: dict[str, Any] = {}
    if options.path == "/" and server.path and not _has_path(target):
        given["path"] = server.path
    if options.headers is None and server.headers:
        given["headers"] = dict(server.headers)
    if options.secret is None and options.credentials is None and server.secret:
        given["secret"] = server.secret
    if options.timeout == TIMEOUT and server.timeout:
        given["timeout"] = server.timeout
    return given


def _has_path(target: Any) -> bool:
    """Whether a handler is a URL that names its path."""
    if not isinstance(target, str) or "://" not in target:
        return False
    return urlsplit(target).path not in ("", "/")


def usual_server(tools: UserTools) -> ToolServer | None:
    """The server of the assistant, or the only one that the tools have."""
    if tools.settings.server is not None:
        return tools.settings.server
    return tools.servers[0] if len(tools.servers) == 1 else None


def changes_for(tools: UserTools, handler: Handler) -> Mapping[str, HttpChange]:
    """How requests for tools differ that have another server than the others, by the name of the tool."""
    usual = usual_server(tools)
    if usual is None or usual.path != handler.path:
        return {}
    found = (
        (each.name, _change(each.server, usual)) for each in tools.tools if each.server not in (None, usual)
    )
    return {name: change for name, change in found if change is not None}


def _change(server: ToolServer | None, usual: ToolServer) -> HttpChange | None:
    if server is None or server == usual:
        return None
    path = server.path if server.path and server.path != usual.path else None
    is_signed = server.secret is not None and server.secret != usual.secret and usual.secret is not None
    if path is None and not is_signed:
        return None
    secret = server.secret or ""
    return HttpChange(
        path=path,
        headers=((SECRET_HEADER, secret),) if is_signed else (),
        masks=masks_for(secret) if is_signed else (),
        carrying=(SECRET_HEADER,) if is_signed else (),
    )


def types_on(tools: UserTools, contract: Contract) -> tuple[str, ...] | None:
    """The message types that the assistant sends; None if it does not say so, or sends them all."""
    on, known = tools.settings.server_messages, _selectable(contract)
    if on is None or not known:
        return None
    sent = frozenset(name.partition("[")[0] for name in on)
    types = [type for type in contract.message_types if type in sent or type not in known]
    types = [type for type in types if contract.why_not_generated(type) is None]
    return in_order(types) if len(types) < len(contract.message_types) else None


def _selectable(contract: Contract) -> frozenset[str]:
    """The message types that an assistant can switch on and off."""
    assistant = contract.bundle.components.get(ASSISTANT, {})
    listed = assistant.get("properties", {}).get("serverMessages", {})
    names = listed.get("enum") or listed.get("items", {}).get("enum") or ()
    return frozenset(name.partition("[")[0] for name in names)


def skips_of(options: RunOptions) -> Iterator[Skip]:
    """What is not sent because of the user's tools, or of what is said beside them."""
    tools = options.user_tools
    if tools is None:
        return
    for each in tools.contracts:
        if each.why_not is not None:
            yield Skip(
                what=f"calls to {each.tool.name}", why=f"no arguments match its parameters: {each.why_not}"
            )
    on = types_on(tools, options.chosen_contract)
    if on is not None and tuple(options.types or ()) == on:
        off = [type for type in options.chosen_contract.message_types if type not in on]
        yield Skip(what=f"{counted(len(off), 'message type')} ({', '.join(off[:3])}, …)", why=UNSENT)
    if options.state is not None and retries_of(options) == "off":
        yield Skip(what="redelivered messages", why=NO_RETRY)


def retries_of(options: RunOptions) -> Retries:
    """Whether Vapi sends messages again: by what the user asks for, or by the file of their tools."""
    tools = options.user_tools
    if "redelivered" in options.schedules or "redelivery" in (options.checks or ()):
        return "on"
    usual = [tools.settings.server] if tools and tools.settings.server else []
    servers = [*tools.servers, *usual] if tools else []
    if not servers:
        return "unknown"
    return "on" if any(each.backoff and each.backoff.max_retries for each in servers) else "off"


def time_limits(tools: UserTools | None, usual: float) -> Mapping[str, float]:
    """Seconds that Vapi waits for calls of the tools, if their servers say so: for the slowest of them."""
    own = [each.server.timeout for each in tools.tools if each.server] if tools else []
    return {TOOL_CALLS: max(each or usual for each in own)} if any(own) else {}
