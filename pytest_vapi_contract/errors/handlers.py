"""
What can be wrong with a handler, and with how it is reached.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .base import ContractError, did_you_mean, named, unusable

if TYPE_CHECKING:
    from collections.abc import Sequence


class HandlerError(ContractError):
    """A handler cannot be used as it was given."""


class BadTarget(HandlerError):
    """The text for a handler is neither "module:attribute" nor a URL that can be used."""

    target: str
    advice: str
    template = "{target!r} names no handler. {advice}"


class HandlerModuleNotFound(HandlerError):
    """The module of a handler does not exist."""

    module: str
    directory: str
    template = (
        "There is no module {module!r}. It was looked for in {directory} and on sys.path: "
        "run from the directory that holds it, or set PYTHONPATH."
    )


class HandlerImportFailed(HandlerError):
    """The module of a handler exists, but importing it, or calling its factory, raises."""

    target: str
    crash: str
    template = "{target!r} cannot be loaded: {crash}."


class HandlerAttributeNotFound(HandlerError):
    """The module of a handler has no such attribute."""

    module: str
    attribute: str
    missing: str
    known: Sequence[str]

    def __str__(self) -> str:
        hint = did_you_mean(self.missing, self.known)
        within = f" (of {self.attribute!r})" if self.missing != self.attribute else ""
        return f"The module {self.module!r} has no attribute {self.missing!r}{within}. {hint}".rstrip()


class NotAHandler(HandlerError):
    """What was given can take no message."""

    target: Any
    why: str

    def __str__(self) -> str:
        return (
            f"{named(self.target)} is no handler: {self.why}. A handler is an ASGI or WSGI application, "
            "a function of the payload, or of payload and headers, 'module:attribute', or a URL."
        )


class AmbiguousHandler(HandlerError):
    """What was given may be a handler of several kinds."""

    target: Any
    why: str
    kinds: Sequence[str]

    def __str__(self) -> str:
        kinds = " or ".join(f"kind={kind!r}" for kind in self.kinds)
        return f"It cannot be seen what kind of handler {named(self.target)} is: {self.why}. Say {kinds}."


class BadHandlerOption(HandlerError):
    """An option for a handler has a value that means nothing."""

    option: str
    value: Any
    advice: str

    def __str__(self) -> str:
        return unusable(self.option, self.value, self.advice)


class UnclearCredentials(HandlerError):
    """Options say more than one thing about the credential, or something about one that is not given."""

    advice: str

    def __str__(self) -> str:
        return self.advice


class RemoteHandlerRefused(HandlerError):
    """A URL leads off this machine, and that was not allowed."""

    host: str
    template = (
        "{host!r} is not this machine. Messages go to 127.0.0.1, ::1 or localhost only, "
        "unless you allow more with allow_remote=True (--allow-remote): "
        "it will get many requests, broken ones among them."
    )


class HandlerNotStarted(HandlerError):
    """An application did not start, so that nothing can be sent to it."""

    target: Any
    why: str

    def __str__(self) -> str:
        return f"{named(self.target)} did not start: {self.why}."


class HandlerUnreachable(HandlerError):
    """No connection to a server can be made."""

    why: str
    template = "The server cannot be reached: {why}. Start it, and check the host and the port of the URL."


class RouteNotFound(HandlerError):
    """Every message is answered with 404 or 405: the webhook has another path."""

    name: str
    path: str
    statuses: Sequence[int]
    routes: Sequence[str]

    def __str__(self) -> str:
        statuses = " or ".join(map(str, self.statuses))
        at = f"{self.name} answers {statuses} to every message that is sent to {self.path}."
        option = "`path` (--path, in pytest --vapi-path)"
        if not self.routes:
            return f"{at} Give the path of the webhook as {option}."
        return f"{at} It takes POST requests at {', '.join(self.routes)}: give one of these as {option}."


class CredentialMissing(HandlerError):
    """Every message is answered with 401 or 403, and no credential was given."""

    name: str
    statuses: Sequence[int]

    def __str__(self) -> str:
        statuses = " or ".join(map(str, self.statuses))
        return (
            f"{self.name} answers {statuses} to every message, and no credential was given. "
            "Give the one that it expects: `secret` or `credentials` (--secret, --bearer or --hmac; "
            "in pytest --vapi-secret, --vapi-bearer or --vapi-hmac)."
        )


class SecretNotSet(HandlerError):
    """A secret was to come from a variable of the environment that is not set."""

    name: str
    template = "{name}, which should hold the secret, is not set: export {name}=…"


class UndeliverableRequest(HandlerError):
    """A request means nothing to this kind of handler."""

    why: str
    template = "The request cannot be delivered: {why}."
