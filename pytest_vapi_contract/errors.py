"""
What can go wrong because of what a user asked for. Each error keeps its data, and says what to do next.

ContractError
  HandlerError
    AmbiguousHandler
    BadHandlerOption
    BadTarget
    HandlerAttributeNotFound
    HandlerImportFailed
    HandlerModuleNotFound
    HandlerNotStarted
    NotAHandler
    RemoteHandlerRefused
    SecretNotSet
    UndeliverableRequest
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


class ContractError(Exception):
    """
    The root of all errors of this package.
    """


class HandlerError(ContractError):
    """
    A handler cannot be used as it was given.
    """


class BadTarget(HandlerError):
    """
    The text for a handler is neither "module:attribute" nor a URL that can be used.
    """

    def __init__(self, target: str, advice: str) -> None:
        super().__init__(target, advice)
        self.target, self.advice = target, advice

    def __str__(self) -> str:
        return f"{self.target!r} names no handler. {self.advice}"


class HandlerModuleNotFound(HandlerError):
    """
    The module of a handler does not exist.
    """

    def __init__(self, module: str, directory: str) -> None:
        super().__init__(module, directory)
        self.module, self.directory = module, directory

    def __str__(self) -> str:
        return (
            f"There is no module {self.module!r}. It was looked for in {self.directory} and on sys.path: "
            "run from the directory that holds it, or set PYTHONPATH."
        )


class HandlerImportFailed(HandlerError):
    """
    The module of a handler exists, but importing it, or calling its factory, raises.
    """

    def __init__(self, target: str, crash: str) -> None:
        super().__init__(target, crash)
        self.target, self.crash = target, crash

    def __str__(self) -> str:
        return f"{self.target!r} cannot be loaded: {self.crash}."


class HandlerAttributeNotFound(HandlerError):
    """
    The module of a handler has no such attribute.
    """

    def __init__(self, module: str, attribute: str, missing: str, known: Sequence[str]) -> None:
        super().__init__(module, attribute, missing, known)
        self.module, self.attribute, self.missing, self.known = module, attribute, missing, known

    def __str__(self) -> str:
        close = get_close_matches(self.missing, self.known, n=1)
        hint = f" Did you mean {close[0]!r}?" if close else ""
        within = f" (of {self.attribute!r})" if self.missing != self.attribute else ""
        return f"The module {self.module!r} has no attribute {self.missing!r}{within}.{hint}"


class NotAHandler(HandlerError):
    """
    What was given can take no message.
    """

    def __init__(self, target: Any, why: str) -> None:
        super().__init__(target, why)
        self.target, self.why = target, why

    def __str__(self) -> str:
        return (
            f"{_shown(self.target)} is no handler: {self.why}. A handler is an ASGI or WSGI application, "
            "a function of the payload, or of payload and headers, 'module:attribute', or a URL."
        )


class AmbiguousHandler(HandlerError):
    """
    What was given may be a handler of several kinds.
    """

    def __init__(self, target: Any, why: str, kinds: Sequence[str]) -> None:
        super().__init__(target, why, kinds)
        self.target, self.why, self.kinds = target, why, kinds

    def __str__(self) -> str:
        kinds = " or ".join(f"kind={kind!r}" for kind in self.kinds)
        return f"It cannot be seen what kind of handler {_shown(self.target)} is: {self.why}. Say {kinds}."


class BadHandlerOption(HandlerError):
    """
    An option for a handler has a value that means nothing.
    """

    def __init__(self, option: str, value: Any, advice: str) -> None:
        super().__init__(option, value, advice)
        self.option, self.value, self.advice = option, value, advice

    def __str__(self) -> str:
        return f"{self.option}={self.value!r} cannot be used. {self.advice}"


class RemoteHandlerRefused(HandlerError):
    """
    A URL leads off this machine, and that was not allowed.
    """

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host

    def __str__(self) -> str:
        return (
            f"{self.host!r} is not this machine. Messages go to 127.0.0.1, ::1 or localhost only, "
            "unless you allow more with allow_remote=True: it will get many requests, broken ones among them."
        )


class HandlerNotStarted(HandlerError):
    """
    An application did not start, so that nothing can be sent to it.
    """

    def __init__(self, target: Any, why: str) -> None:
        super().__init__(target, why)
        self.target, self.why = target, why

    def __str__(self) -> str:
        return f"{_shown(self.target)} did not start: {self.why}."


class SecretNotSet(HandlerError):
    """
    A secret was to come from a variable of the environment that is not set.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return f"{self.name}, which should hold the secret, is not set: export {self.name}=…"


class UndeliverableRequest(HandlerError):
    """
    A request means nothing to this kind of handler.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        return f"The request cannot be delivered: {self.why}."


def _shown(target: Any) -> str:
    name = getattr(target, "__qualname__", None)
    return repr(name) if isinstance(name, str) else f"an object of type {type(target).__name__!r}"
