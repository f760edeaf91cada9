"""
Which components are server messages, and which are replies to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..errors import BadMessage, NoServerMessages
from ..json_paths import Json, Object
from .document import Document
from .references import component_of

MESSAGES = "ServerMessage"
REPLIES = "ServerMessageResponse"

#: A message type is the name of a file.
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_TAKEN = frozenset({"components", "manifest"})


@dataclass(frozen=True, kw_only=True)
class Message:
    """
    A server message as the document has it.
    """

    type: str
    component: str


def messages_of(document: Document) -> dict[str, Message]:
    """
    The server messages by message type.
    """
    if MESSAGES not in document.schemas:
        raise NoServerMessages(f"it has no component {MESSAGES}")
    found: dict[str, Message] = {}
    for component in dict.fromkeys(_branches(document, MESSAGES, "message")):
        message = Message(type=_type_of(document, component), component=component)
        _check_name(message, found)
        found[message.type] = message
    if not found:
        raise NoServerMessages(f"the property `message` of {MESSAGES} refers to none")
    return found


def replies_of(document: Document, messages: Mapping[str, Message]) -> dict[str, str]:
    """
    The components that describe replies, by message type. They are named after the messages.
    """
    if REPLIES not in document.schemas:
        return {}
    replies = set(_branches(document, REPLIES, "messageResponse"))
    named = {type: REPLIES + message.component.removeprefix(MESSAGES) for type, message in messages.items()}
    return {type: name for type, name in sorted(named.items()) if name in replies}


def _branches(document: Document, component: str, property: str) -> Iterator[str]:
    schema = _property(document.schemas[component], property)
    at = f"{component}.{property}"
    for keyword in ("oneOf", "anyOf"):
        branches = schema.get(keyword)
        for branch in branches if isinstance(branches, list) else ():
            if isinstance(branch, dict) and "$ref" in branch:
                yield component_of(document, branch["$ref"], at)
    if "$ref" in schema:
        yield component_of(document, schema["$ref"], at)


def _property(schema: Object, name: str) -> Object:
    properties = schema.get("properties")
    found = properties.get(name) if isinstance(properties, dict) else None
    return found if isinstance(found, dict) else {}


def _type_of(document: Document, component: str) -> str:
    schema = _property(document.schemas[component], "type")
    values: Json = schema.get("enum") or [schema.get("const")]
    if not isinstance(values, list) or not isinstance(values[0], str):
        raise BadMessage(component, "its property `type` has neither an enum of texts nor a const")
    return values[0]


def _check_name(message: Message, found: Mapping[str, Message]) -> None:
    type = message.type
    if not _SAFE.fullmatch(type) or type.casefold() in _TAKEN:
        raise BadMessage(message.component, f"its message type {type!r} cannot be the name of a file")
    same = next((other for other in found.values() if other.type.casefold() == type.casefold()), None)
    if same is not None:
        raise BadMessage(message.component, f"{same.component!r} has the message type {same.type!r} already")
