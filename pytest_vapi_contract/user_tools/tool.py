"""A tool of the user's, and what the file says beside it, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ..json_paths import Object, is_list, is_object

#: Vapi's own limit for a webhook, in seconds, where a server does not say its own.
SHORTEST, LONGEST = 1.0, 300.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Backoff:
    """How Vapi tries again when a reply is not a 2xx."""

    max_retries: int = 0
    excluded: tuple[int, ...] = ()  #: Status codes after which it does not.


@dataclass(frozen=True, kw_only=True, slots=True)
class ToolServer:
    """Where Vapi sends messages to, and how it signs and waits."""

    url: str = field(default="", repr=False)
    secret: str | None = field(default=None, repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    timeout: float | None = None  #: Seconds that Vapi waits; None for its default.
    backoff: Backoff | None = None

    @property
    def path(self) -> str | None:
        """The path of the URL, with its query; None if there is no URL."""
        try:
            parts = urlsplit(self.url)
        except ValueError:
            return None
        if not self.url or "{{" in self.url:
            return None
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


@dataclass(frozen=True, kw_only=True, slots=True)
class UserTool:
    """A tool that the user's webhook answers."""

    name: str
    description: str = ""
    parameters: Object | None = field(default=None, repr=False)  #: JSON Schema; None if it has none.
    server: ToolServer | None = None  #: Its own, or that of its assistant.
    strict: bool = False  #: Whether the model must keep to the parameters.
    is_async: bool = False  #: Whether Vapi goes on without the result.
    place: str = ""  #: Where it is in what was given.

    @property
    def definition(self) -> Object:
        """The function that it is, as a message about a call of it has it."""
        described = {"description": self.description} if self.description else {}
        parameters = {} if self.parameters is None else {"parameters": self.parameters}
        return {"name": self.name, "async": self.is_async, "strict": self.strict, **parameters, **described}


@dataclass(frozen=True, kw_only=True, slots=True)
class AssistantSettings:
    """What an assistant says beside its tools."""

    server: ToolServer | None = None
    server_messages: frozenset[str] | None = None  #: The messages that are on; None if it does not say so.


def server_of(value: object) -> ToolServer | None:
    """The server that a tool or an assistant has, also as it was written before 2025; None if it has none."""
    if not is_object(value):
        return None
    server = value.get("server")
    if is_object(server):
        return _server(server)
    url, secret = value.get("serverUrl"), value.get("serverUrlSecret")
    return _server({"url": url, "secret": secret}) if isinstance(url, str) and url else None


def _server(value: Object) -> ToolServer:
    url, secret, headers = value.get("url"), value.get("secret"), value.get("headers")
    return ToolServer(
        url=url if isinstance(url, str) else "",
        secret=secret if isinstance(secret, str) and secret else None,
        headers=tuple((name, text) for name, text in _object(headers).items() if isinstance(text, str)),
        timeout=_seconds(value.get("timeoutSeconds")),
        backoff=_backoff(value.get("backoffPlan")),
    )


def _object(value: object) -> Object:
    return value if is_object(value) else {}


def _seconds(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return min(max(float(value), SHORTEST), LONGEST)


def _backoff(value: object) -> Backoff | None:
    if not is_object(value):
        return None
    retries, excluded = value.get("maxRetries"), value.get("excludedStatusCodes")
    return Backoff(
        max_retries=int(retries) if isinstance(retries, int | float) else 0,
        excluded=tuple(each for each in excluded if isinstance(each, int)) if is_list(excluded) else (),
    )
