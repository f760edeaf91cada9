"""What can be wrong with a handler, and with how it is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .base import ContractError, did_you_mean, named, unusable

if TYPE_CHECKING:
    from collections.abc import Sequence


class HandlerError(ContractError):
    """A handler cannot be used as it was given."""


class BadTarget(HandlerError):
    """The name of a handler is neither "module:attribute" nor a valid URL."""

    target: str
    advice: str
    template = "{target!r} is not a valid handler. {advice}"


class HandlerModuleNotFound(HandlerError):
    """The module of a handler does not exist."""

    module: str
    directory: str
    template = (
        "Module {module!r} not found in {directory} or on sys.path. "
        "Run the command from the directory that contains it, or set PYTHONPATH."
    )


class HandlerImportFailed(HandlerError):
    """The module of a handler exists, but importing it or calling its factory raises an exception."""

    target: str
    crash: str
    template = "Cannot load {target!r}: {crash}."


class HandlerAttributeNotFound(HandlerError):
    """The module of a handler has no such attribute."""

    module: str
    attribute: str
    missing: str
    known: Sequence[str]

    def __str__(self) -> str:
        hint = did_you_mean(self.missing, self.known)
        within = f" (of {self.attribute!r})" if self.missing != self.attribute else ""
        return f"Module {self.module!r} has no attribute {self.missing!r}{within}. {hint}".rstrip()


class NotAHandler(HandlerError):
    """The object is not a handler."""

    target: Any
    why: str

    def __str__(self) -> str:
        return (
            f"{named(self.target)} is not a valid handler: {self.why}. A handler is an ASGI or WSGI "
            "application, a function that takes the payload (and optionally the headers), a "
            "'module:attribute' string, or a URL."
        )


class AmbiguousHandler(HandlerError):
    """The type of a handler is ambiguous."""

    target: Any
    why: str
    kinds: Sequence[str]

    def __str__(self) -> str:
        kinds = " or ".join(f"kind={kind!r}" for kind in self.kinds)
        return f"Cannot determine the handler type of {named(self.target)}: {self.why}. Specify {kinds}."


class BadHandlerOption(HandlerError):
    """An option for a handler has an invalid value."""

    option: str
    value: Any
    advice: str

    def __str__(self) -> str:
        return unusable(self.option, self.value, self.advice)


class UnclearCredentials(HandlerError):
    """The options for the credential contradict each other, or the credential itself is missing."""

    advice: str

    def __str__(self) -> str:
        return self.advice


class RemoteHandlerRefused(HandlerError):
    """A URL points to another machine, which is not allowed by default."""

    host: str
    template = (
        "{host!r} is not this machine. By default, messages are sent only to 127.0.0.1, ::1 or localhost. "
        "To allow remote URLs, use allow_remote=True (--allow-remote). "
        "The server will receive many requests, including invalid ones."
    )


class HandlerNotStarted(HandlerError):
    """An application did not start."""

    target: Any
    why: str

    def __str__(self) -> str:
        return f"{named(self.target)} did not start: {self.why}."


class HandlerUnreachable(HandlerError):
    """A connection to the server cannot be made."""

    why: str
    template = "Cannot connect to the server: {why}. Start it, and check the host and the port of the URL."


class RouteNotFound(HandlerError):
    """Every message is answered with 404 or 405: the path of the webhook is wrong."""

    name: str
    path: str
    statuses: Sequence[int]
    routes: Sequence[str]

    def __str__(self) -> str:
        statuses = " or ".join(map(str, self.statuses))
        at = f"{self.name} has no route at {self.path}: every message is answered with {statuses}."
        option = "`path` (--path, in pytest --vapi-path)"
        if not self.routes:
            return f"{at} Specify the path of the webhook with {option}."
        routes = ", ".join(self.routes)
        return f"{at} It accepts POST requests at {routes}. Specify one of these with {option}."


class CredentialMissing(HandlerError):
    """Every message is answered with 401 or 403, and no credential was given."""

    name: str
    statuses: Sequence[int]

    def __str__(self) -> str:
        statuses = " or ".join(map(str, self.statuses))
        return (
            f"{self.name} answers every message with {statuses}: the webhook wants credentials. "
            "Pass `secret` or `credentials` (--secret, --bearer or --hmac; "
            "in pytest --vapi-secret, --vapi-bearer or --vapi-hmac)."
        )


class SecretNotSet(HandlerError):
    """The environment variable for a secret is not set."""

    name: str
    template = "The environment variable {name} for the secret is not set. Set it: export {name}=…"


class UndeliverableRequest(HandlerError):
    """A request cannot be sent to this type of handler."""

    why: str
    template = "The request cannot be delivered: {why}."
