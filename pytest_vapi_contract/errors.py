"""
What can go wrong because of what a user asked for. Each error keeps its data, and says what to do next.

ContractError
  BadDocument
    BadMessage
    BadReference
    BadRevisionName
    BadSchema
    DocumentTooDeep
    DocumentTooLarge
    NoServerMessages
    NotJson
    NotOpenApi
    UnreadableDocument
    UnreadablePattern
  BadFixedValue
  BadOption
  BadReplay
  BundleError
    BrokenBundle
    BundleNotWritten
    UnknownRevision
  HandlerError
    AmbiguousHandler
    BadHandlerOption
    BadTarget
    CredentialMissing
    HandlerAttributeNotFound
    HandlerImportFailed
    HandlerModuleNotFound
    HandlerNotStarted
    HandlerUnreachable
    NotAHandler
    RemoteHandlerRefused
    RouteNotFound
    SecretNotSet
    UnclearCredentials
    UndeliverableRequest
  ProbeFailed
  OutputInTheWay
  OutputNotWritten
  ReplyNotJson
  UnknownCheck
  UnknownMessageType
  UnknownMutation
  UnknownOption
  UnknownProperty
  UnsupportedMessage

DocumentWarning
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class ContractError(Exception):
    """
    The root of all errors of this package.
    """


class BundleError(ContractError):
    """
    Schema files cannot be used as they are.
    """


class UnknownRevision(BundleError):
    """
    There is no bundle of a revision.
    """

    def __init__(self, revision: str | None, known: Sequence[str], directory: Path) -> None:
        super().__init__(revision, known, directory)
        self.revision, self.known, self.directory = revision, tuple(known), directory

    def __str__(self) -> str:
        if not self.known:
            return f"There is no revision in {self.directory}: `vapi-contract import` writes one."
        return f"There is no revision {self.revision!r}. These are known: {', '.join(self.known)}."


class BrokenBundle(BundleError):
    """
    A schema file is missing, or is not what was written.
    """

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why

    def __str__(self) -> str:
        return (
            f"The bundle is broken at {self.path}: {self.why}. Install the package again, "
            "or import the document once more, into an empty directory."
        )


class BundleNotWritten(BundleError):
    """
    The schema files cannot be written where they should be. What was there is as it was.
    """

    def __init__(self, directory: Path, why: str) -> None:
        super().__init__(directory, why)
        self.directory, self.why = directory, why

    def __str__(self) -> str:
        return f"The bundle cannot be written to {self.directory}: {self.why}. Nothing there has changed."


class BadDocument(ContractError):
    """
    A document cannot be imported.
    """


class DocumentWarning(UserWarning):
    """
    Something in a document is read otherwise than it is written, and may allow more.
    """


class UnreadableDocument(BadDocument):
    """
    A document cannot be read from disk.
    """

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why

    def __str__(self) -> str:
        return f"{self.path} cannot be read: {self.why}. Give the path of an OpenAPI document in JSON."


class DocumentTooLarge(BadDocument):
    """
    A document has more bytes than any that Vapi published.
    """

    def __init__(self, path: Path, size: int, limit: int) -> None:
        super().__init__(path, size, limit)
        self.path, self.size, self.limit = path, size, limit

    def __str__(self) -> str:
        return (
            f"{self.path} has {self.size / 1e6:,.1f} MB, and {self.limit / 1e6:,.0f} MB is the most that is "
            "read. The document that Vapi publishes has about 3 MB: is this the file that you mean?"
        )


class DocumentTooDeep(BadDocument):
    """
    A document is nested more deeply than any that people write.
    """

    def __init__(self, path: Path, limit: int) -> None:
        super().__init__(path, limit)
        self.path, self.limit = path, limit

    def __str__(self) -> str:
        return f"{self.path} is nested in more than {self.limit} levels, which no OpenAPI document needs."


class NotJson(BadDocument):
    """
    A document is not JSON.
    """

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why

    def __str__(self) -> str:
        return f"{self.path} is not JSON: {self.why}. A YAML document has to be converted first."


class NotOpenApi(BadDocument):
    """
    A document is JSON, but no OpenAPI 3.0 or 3.1.
    """

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why

    def __str__(self) -> str:
        return f"{self.path} is no OpenAPI 3.0 or 3.1 document: {self.why}."


class NoServerMessages(BadDocument):
    """
    An OpenAPI document does not describe server messages.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        return (
            f"The document describes no server messages: {self.why}. They are looked for in the component "
            "ServerMessage, whose property `message` is a oneOf or anyOf of references."
        )


class BadMessage(BadDocument):
    """
    The schema of a server message cannot be filed under its message type.
    """

    def __init__(self, component: str, why: str) -> None:
        super().__init__(component, why)
        self.component, self.why = component, why

    def __str__(self) -> str:
        return f"The server message {self.component!r} cannot be imported: {self.why}."


class BadReference(BadDocument):
    """
    A reference leads nowhere, or out of the document.
    """

    def __init__(self, reference: str, at: str, why: str) -> None:
        super().__init__(reference, at, why)
        self.reference, self.at, self.why = reference, at, why

    def __str__(self) -> str:
        return f"The reference {self.reference!r} in {self.at} {self.why}."


class BadSchema(BadDocument):
    """
    A keyword of a schema has a value that means nothing.
    """

    def __init__(self, at: str, why: str) -> None:
        super().__init__(at, why)
        self.at, self.why = at, why

    def __str__(self) -> str:
        return f"The schema {self.at} cannot be read: {self.why}."


class UnreadablePattern(BadDocument):
    """
    A pattern is no regular expression of JavaScript, or one that other engines cannot read in the same way.
    """

    def __init__(self, pattern: str, at: str, why: str) -> None:
        super().__init__(pattern, at, why)
        self.pattern, self.at, self.why = pattern, at, why

    def __str__(self) -> str:
        return f"The pattern {self.pattern!r} in {self.at} cannot be translated: {self.why}."


class BadRevisionName(BadDocument):
    """
    A revision has no name, or one that cannot be the name of a directory.
    """

    def __init__(self, name: str | None, why: str) -> None:
        super().__init__(name, why)
        self.name, self.why = name, why

    def __str__(self) -> str:
        if self.name is None:
            return f"The revision has no name: {self.why}. Name it, for example with --revision 2026-08-18."
        return f"A revision cannot be called {self.name!r}: {self.why}."


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
        return _unusable(self.option, self.value, self.advice)


class UnclearCredentials(HandlerError):
    """
    Options say more than one thing about the credential, or something about one that is not given.
    """

    def __init__(self, advice: str) -> None:
        super().__init__(advice)
        self.advice = advice

    def __str__(self) -> str:
        return self.advice


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
            "unless you allow more with allow_remote=True (--allow-remote): "
            "it will get many requests, broken ones among them."
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


class HandlerUnreachable(HandlerError):
    """
    No connection to a server can be made.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        return (
            f"The server cannot be reached: {self.why}. Start it, and check the host and the port of the URL."
        )


class RouteNotFound(HandlerError):
    """
    Every message is answered with 404 or 405: the webhook has another path.
    """

    def __init__(self, name: str, path: str, statuses: Sequence[int], routes: Sequence[str]) -> None:
        super().__init__(name, path, statuses, routes)
        self.name, self.path = name, path
        self.statuses, self.routes = tuple(statuses), tuple(routes)

    def __str__(self) -> str:
        statuses = " or ".join(map(str, self.statuses))
        at = f"{self.name} answers {statuses} to every message that is sent to {self.path}."
        option = "`path` (--path, in pytest --vapi-path)"
        if not self.routes:
            return f"{at} Give the path of the webhook as {option}."
        return f"{at} It takes POST requests at {', '.join(self.routes)}: give one of these as {option}."


class CredentialMissing(HandlerError):
    """
    Every message is answered with 401 or 403, and no credential was given.
    """

    def __init__(self, name: str, statuses: Sequence[int]) -> None:
        super().__init__(name, statuses)
        self.name, self.statuses = name, tuple(statuses)

    def __str__(self) -> str:
        statuses = " or ".join(map(str, self.statuses))
        return (
            f"{self.name} answers {statuses} to every message, and no credential was given. "
            "Give the one that it expects: `secret` or `credentials` (--secret, --bearer or --hmac; "
            "in pytest --vapi-secret, --vapi-bearer or --vapi-hmac)."
        )


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


class OutputInTheWay(ContractError):
    """
    Files would have to be written where there are others.
    """

    def __init__(self, directory: Path, *, ours: bool) -> None:
        super().__init__(directory, ours)
        self.directory, self.ours = directory, ours

    def __str__(self) -> str:
        if self.ours:
            return f"{self.directory} is there already. With --force it is replaced."
        return f"{self.directory} holds something else. Give a directory that is new or empty."


class OutputNotWritten(ContractError):
    """
    Files cannot be written where they should be. What was there is as it was.
    """

    def __init__(self, directory: Path, why: str) -> None:
        super().__init__(directory, why)
        self.directory, self.why = directory, why

    def __str__(self) -> str:
        return f"{self.directory} cannot be written: {self.why}. Nothing there has changed."


class BadOption(ContractError):
    """
    An option has a value that cannot be used.
    """

    def __init__(self, option: str, value: Any, advice: str) -> None:
        super().__init__(option, value, advice)
        self.option, self.value, self.advice = option, value, advice

    def __str__(self) -> str:
        return _unusable(self.option, self.value, self.advice)


class UnknownOption(ContractError, TypeError):
    """
    A function has no option of that name.
    """

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(name, known)
        self.name, self.known = name, tuple(known)

    def __str__(self) -> str:
        close = get_close_matches(self.name, self.known, n=1)
        hint = f"Did you mean {close[0]!r}?" if close else f"The options are {', '.join(self.known)}."
        return f"There is no option {self.name!r}. {hint}"


class UnknownCheck(ContractError):
    """
    There is no check of that name.
    """

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(name, known)
        self.name, self.known = name, known

    def __str__(self) -> str:
        close = get_close_matches(self.name, self.known, n=1)
        hint = f" Did you mean {close[0]!r}?" if close else ""
        return f"There is no check {self.name!r}.{hint} The checks are {', '.join(self.known)}."


class UnknownMessageType(ContractError):
    """
    The contract has no schema for a message type.
    """

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(name, known)
        self.name, self.known = name, tuple(known)

    def __str__(self) -> str:
        close = get_close_matches(self.name, self.known, n=1)
        hint = f"Did you mean {close[0]!r}?" if close else f"It has {', '.join(self.known)}."
        return f"The contract has no message type {self.name!r}. {hint}"


class UnknownMutation(ContractError):
    """
    No mutation of a message type has that id.
    """

    def __init__(self, id: str, type: str, known: Sequence[str]) -> None:
        super().__init__(id, type, known)
        self.id, self.type, self.known = id, type, tuple(known)

    def __str__(self) -> str:
        close = get_close_matches(self.id, self.known, n=1)
        hint = (
            f"Did you mean {close[0]!r}?" if close else f"`vapi-contract mutations {self.type}` lists them."
        )
        return f"{self.type!r} has no mutation {self.id!r}. {hint}"


class ProbeFailed(ContractError):
    """
    A function that tells the user's state, or brings it back, does not work.
    """

    def __init__(self, option: str, why: str) -> None:
        super().__init__(option, why)
        self.option, self.why = option, why

    def __str__(self) -> str:
        advice = {
            "state": "Give a function without parameters that returns plain values: numbers, texts, lists.",
            "reset": "Give a function without parameters that works however often it is called.",
        }
        return f"`{self.option}` does not work: {self.why}. {advice.get(self.option, '')}".rstrip()


class ReplyNotJson(ContractError):
    """
    A reply was read as JSON, and is not JSON. Its text is not repeated: it may hold a secret.
    """

    def __init__(self, why: str, *, of_function: bool) -> None:
        super().__init__(why)
        self.why, self.of_function = why, of_function

    def __str__(self) -> str:
        name, what = ("value", "the function returned") if self.of_function else ("body", "was sent")
        return f"The reply is not JSON: {self.why}. `reply.{name}` has what {what}."


class UnsupportedMessage(ContractError):
    """
    Messages of a type cannot be generated.
    """

    def __init__(self, type: str, reason: str) -> None:
        super().__init__(type, reason)
        self.type, self.reason = type, reason

    def __str__(self) -> str:
        return f"Messages of type {self.type!r} cannot be generated: {self.reason}."


class UnknownProperty(ContractError):
    """
    A property is fixed that messages of the type do not have.
    """

    def __init__(self, type: str, name: str, known: Sequence[str]) -> None:
        super().__init__(type, name, known)
        self.type, self.name, self.known = type, name, tuple(known)

    def __str__(self) -> str:
        close = get_close_matches(self.name, self.known, n=1)
        hint = f"Did you mean {close[0]!r}?" if close else f"They have {', '.join(self.known)}."
        return (
            f"Messages of type {self.type!r} have no property {self.name!r}. {hint} "
            "With `unchecked=True` any property can be fixed."
        )


class BadFixedValue(ContractError):
    """
    A property is fixed to a value that messages of the type cannot have there.
    """

    def __init__(self, type: str, name: str, value: Any, violation: str) -> None:
        super().__init__(type, name, value, violation)
        self.type, self.name, self.value, self.violation = type, name, value, violation

    def __str__(self) -> str:
        value = repr(self.value)
        shown = value if len(value) <= 80 else f"{value[:77]}..."
        return (
            f"{self.name}={shown} does not fit into messages of type {self.type!r}: {self.violation}. "
            "With `unchecked=True` any value can be fixed."
        )


class BadReplay(ContractError):
    """
    A text does not stand for an exchange that can be repeated.
    """

    def __init__(self, text: str, why: str) -> None:
        super().__init__(text, why)
        self.text, self.why = text, why

    def __str__(self) -> str:
        shown = self.text if len(self.text) <= 60 else f"{self.text[:57]}..."
        return f"{shown!r} cannot be replayed: {self.why}. Copy all of what stands in the finding."


def one_of(value: Any, choices: Sequence[str]) -> str:
    """
    Advice for an option that takes one of a few values, and which of them may be meant.
    """
    close = get_close_matches(value, choices, n=1) if isinstance(value, str) else []
    hint = f"Did you mean {close[0]!r}? " if close else ""
    return f"{hint}It is {', '.join(map(repr, choices[:-1]))} or {choices[-1]!r}."


def _unusable(option: str, value: Any, advice: str) -> str:
    shown = "…" if value is ... else repr(value)
    shown = shown if len(shown) <= 80 else f"{shown[:77]}..."
    return f"{option}={shown} cannot be used. {advice}"


def _shown(target: Any) -> str:
    name = getattr(target, "__qualname__", None)
    return repr(name) if isinstance(name, str) else f"an object of type {type(target).__name__!r}"
