"""The import: read, find the messages, translate, note what contradicts itself."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping
from pathlib import Path
from warnings import warn

from ..bundle import Bundle
from ..bundle.write import DATE
from ..errors import BadRevisionName, BadSchema, DocumentWarning
from ..errors.base import shortened
from ..json_paths import Json, Object
from .document import Document, read_document
from .errata import errata_of, needed, readable
from .messages import Message, messages_of, replies_of
from .references import check_chains, check_names, check_references, referred
from .translation import translated

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
#: The most references, one after the other, that lead to a component: Vapi's documents have a dozen.
MOST_REFERENCES = 100
#: What messages hold as stored records, with more properties than `assistant` and `phoneNumber` as published.
_STORED = (
    "Assistant",
    "ByoPhoneNumber",
    "TelnyxPhoneNumber",
    "TwilioPhoneNumber",
    "VapiPhoneNumber",
    "VonagePhoneNumber",
)


def import_document(source: Path | str | Mapping[str, Json], revision: str | None = None) -> Bundle:
    """
    The bundle that an OpenAPI 3.0 or 3.1 document describes, from its path or as a dictionary.

    Nothing is fetched, nothing is written.

    The revision is called as asked for, or as the version of the document if that is a date. What is read
    otherwise than it is written, such as a reference that leads nowhere, is a `DocumentWarning` and one
    of the `warnings` of the bundle. Raises a `BadDocument`.
    """
    document = read_document(source)
    name = _revision_name(document, revision)
    found = messages_of(document)
    replies = replies_of(document, found)
    messages, components = _published(document, found, replies.values())
    noted = document.warnings()
    for text in noted:
        warn(DocumentWarning(text), stacklevel=2)
    return Bundle(
        revision=name,
        messages=readable(messages),
        components=readable(components),
        replies=replies,
        errata=errata_of(messages, components),
        origin=document.origin,
        warnings=noted,
    )


def _published(
    document: Document, found: Mapping[str, Message], replies: Iterable[str]
) -> tuple[dict[str, Object], dict[str, Object]]:
    """Message schemas by message type, and what they, replies and errata refer to by name; all in 2020-12."""
    messages = {type: _titled(document, found[type].component) for type in sorted(found)}
    components: dict[str, Object] = {}
    known = (name for name in (*_STORED, *needed()) if name in document.schemas)
    first = [*replies, *known, *(name for schema in messages.values() for name in referred(schema))]
    waiting = deque((name, 1) for name in first)
    while waiting:
        name, distance = waiting.popleft()
        if distance > MOST_REFERENCES:
            raise BadSchema(name, f"no fewer than {MOST_REFERENCES} references lead to it")
        if name not in components:
            components[name] = translated(document, name)
            waiting.extend((inner, distance + 1) for inner in referred(components[name]))
    check_names(components)
    check_references(messages, components)
    check_chains(components)
    return messages, dict(sorted(components.items()))


def _titled(document: Document, component: str) -> Object:
    return {"title": component} | translated(document, component)


def _revision_name(document: Document, asked: object) -> str:
    version = document.origin["version"]
    if asked is None and not DATE.fullmatch(version):
        raise BadRevisionName(None, f"the version of the document is {version!r}, which is not a date")
    name = version if asked is None else asked
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        why = "use letters, digits, '.', '_' and '-', starting with a letter or digit"
        raise BadRevisionName(shortened(str(name)), why)
    return name
