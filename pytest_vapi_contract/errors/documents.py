"""
What can be wrong with an OpenAPI document, and with the schema files that are made of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import HOME, ContractError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class BundleError(ContractError):
    """Schema files cannot be used as they are."""


class UnknownRevision(BundleError):
    """There is no bundle of a revision."""

    revision: str | None
    known: Sequence[str]
    directory: Path

    def __str__(self) -> str:
        if not self.known:
            return f"There is no revision in {self.directory}: `vapi-contract import` writes one."
        return f"There is no revision {self.revision!r}. These are known: {', '.join(self.known)}."


class BrokenBundle(BundleError):
    """A schema file is missing, or is not what was written."""

    path: Path
    why: str
    template = (
        "The bundle is broken at {path}: {why}. Install the package again, "
        "or import the document once more, into an empty directory."
    )


class BundleNotWritten(BundleError):
    """The schema files cannot be written where they should be. What was there is as it was."""

    directory: Path
    why: str
    template = "The bundle cannot be written to {directory}: {why}. Nothing there has changed."


class BadDocument(ContractError):
    """A document cannot be imported."""


class DocumentWarning(UserWarning):
    """Something in a document is read otherwise than it is written, and may allow more."""

    __module__ = HOME


class UnreadableDocument(BadDocument):
    """A document cannot be read from disk."""

    path: Path
    why: str
    template = "{path} cannot be read: {why}. Give the path of an OpenAPI document in JSON."


class DocumentTooLarge(BadDocument):
    """A document has more bytes than any that Vapi published."""

    path: Path
    size: int
    limit: int

    def __str__(self) -> str:
        return (
            f"{self.path} has {self.size / 1e6:,.1f} MB, and {self.limit / 1e6:,.0f} MB is the most that is "
            "read. The document that Vapi publishes has about 3 MB: is this the file that you mean?"
        )


class DocumentTooDeep(BadDocument):
    """A document is nested more deeply than any that people write."""

    path: Path
    limit: int
    template = "{path} is nested in more than {limit} levels, which no OpenAPI document needs."


class NotJson(BadDocument):
    """A document is not JSON."""

    path: Path
    why: str
    template = "{path} is not JSON: {why}. A YAML document has to be converted first."


class NotOpenApi(BadDocument):
    """A document is JSON, but no OpenAPI 3.0 or 3.1."""

    path: Path
    why: str
    template = "{path} is no OpenAPI 3.0 or 3.1 document: {why}."


class NoServerMessages(BadDocument):
    """An OpenAPI document does not describe server messages."""

    why: str
    template = (
        "The document describes no server messages: {why}. They are looked for in the component "
        "ServerMessage, whose property `message` is a oneOf or anyOf of references."
    )


class BadMessage(BadDocument):
    """The schema of a server message cannot be filed under its message type."""

    component: str
    why: str
    template = "The server message {component!r} cannot be imported: {why}."


class BadReference(BadDocument):
    """A reference leads nowhere, or out of the document."""

    reference: str
    at: str
    why: str
    template = "The reference {reference!r} in {at} {why}."


class BadSchema(BadDocument):
    """A keyword of a schema has a value that means nothing."""

    at: str
    why: str
    template = "The schema {at} cannot be read: {why}."


class UnreadablePattern(BadDocument):
    """A pattern is no regular expression of JavaScript, or not all engines read it in the same way."""

    pattern: str
    at: str
    why: str
    template = "The pattern {pattern!r} in {at} cannot be translated: {why}."


class BadRevisionName(BadDocument):
    """A revision has no name, or one that cannot be the name of a directory."""

    name: str | None
    why: str

    def __str__(self) -> str:
        if self.name is None:
            return f"The revision has no name: {self.why}. Name it, for example with --revision 2026-08-18."
        return f"A revision cannot be called {self.name!r}: {self.why}."
