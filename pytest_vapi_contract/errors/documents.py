"""What can be wrong with an OpenAPI document, and with the schema files that are made of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import HOME, ContractError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class BundleError(ContractError):
    """Schema files cannot be used as they are."""


class UnknownRevision(BundleError):
    """The revision does not exist."""

    revision: str | None
    known: Sequence[str]
    directory: Path

    def __str__(self) -> str:
        if not self.known:
            return f"No revision found in {self.directory}. To create one, use `vapi-contract import`."
        return f"Unknown revision {self.revision!r}. The revisions are {', '.join(self.known)}."


class BrokenBundle(BundleError):
    """A schema file is missing or was changed."""

    path: Path
    why: str
    template = (
        "The schema file {path} cannot be used: {why}. Reinstall the package, "
        "or import the document again into an empty directory."
    )


class BundleNotWritten(BundleError):
    """The schema files cannot be written. Existing files are unchanged."""

    directory: Path
    why: str
    template = "The schema files cannot be written to {directory}: {why}. Nothing has changed there."


class BadDocument(ContractError):
    """A document cannot be imported."""


class DocumentWarning(UserWarning):
    """Part of a document is not read exactly as written, and the result may allow more."""

    __module__ = HOME


class UnreadableDocument(BadDocument):
    """A document cannot be read from disk."""

    path: Path | str
    why: str
    template = "Cannot read {path}: {why}. Specify the path of an OpenAPI document in JSON."


class DocumentTooLarge(BadDocument):
    """A document is larger than any that Vapi has published."""

    path: Path | str
    size: int
    limit: int

    def __str__(self) -> str:
        return (
            f"{self.path} is too large: {self.size / 1e6:,.1f} MB; the limit is {self.limit / 1e6:,.0f} MB. "
            "Vapi's document is about 3 MB. Check that this is the right file."
        )


class DocumentTooDeep(BadDocument):
    """A document has too many levels of nesting."""

    path: Path | str
    limit: int
    template = "{path} has more than {limit} levels of nesting, which is more than an OpenAPI document needs."


class NotJson(BadDocument):
    """A document is not JSON."""

    path: Path | str
    why: str
    template = "{path} is not JSON: {why}. Convert a YAML document to JSON first."


class NotOpenApi(BadDocument):
    """A document is JSON, but not OpenAPI 3.0 or 3.1."""

    path: Path | str
    why: str
    template = "{path} is not an OpenAPI 3.0 or 3.1 document: {why}."


class NoServerMessages(BadDocument):
    """An OpenAPI document does not describe server messages."""

    why: str
    template = (
        "The document does not describe server messages: {why}. They are expected in the component "
        "ServerMessage, whose property `message` is a oneOf or anyOf of references."
    )


class BadMessage(BadDocument):
    """The message type of a server message cannot be determined from its schema."""

    component: str
    why: str
    template = "The server message {component!r} cannot be imported: {why}."


class BadReference(BadDocument):
    """A reference points to something that does not exist, or outside the document."""

    reference: str
    at: str
    why: str
    template = "The reference {reference!r} in {at} {why}."


class BadSchema(BadDocument):
    """A keyword of a schema has an invalid value."""

    at: str
    why: str
    template = "The schema {at} cannot be read: {why}."


class BadRevisionName(BadDocument):
    """A revision has no name, or its name cannot be used for a directory."""

    name: str | None
    why: str

    def __str__(self) -> str:
        if self.name is None:
            return (
                f"The revision has no name: {self.why}. Choose one, for example with --revision 2026-08-18."
            )
        return f"{self.name!r} is not a valid name for a revision: {self.why}."
