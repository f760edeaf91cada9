"""Which components are server messages, and which are replies to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..errors import BadMessage, NoServerMessages
from ..json_paths import Json, Object, is_list, is_object
from .document import Document
from .references import component_of

MESSAGES = "ServerMessage"
REPLIES = "ServerMessageResponse"

#: A message type is the name of a file.
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_TAKEN = frozenset({"components", "manifest"})


@dataclass(frozen=True, kw_only=True)
class Message:
    """A server message as the document has it."""

    type: str
    component: str


def messages_of(document: Document) -> dict[str, Message]:
    """The server messages by message type. What cannot be filed under one is left out, and noted."""
    found: dict[str, Message] = {}
    for component in dict.fromkeys(_components(document)):
        try:
            message = Message(type=_type_of(document, component, found), component=component)
        except BadMessage as error:
            document.note(component, error.why, "the server message is left out")
        else:
            found[message.type] = message
    if not found:
        raise NoServerMessages(_why_none(document))
    return found


def replies_of(document: Document, messages: Mapping[str, Message]) -> dict[str, str]:
    """The components that describe replies, by message type. They are named after the messages."""
    if REPLIES not in document.schemas:
        return {}
    replies = set(_branches(document, _property(document.schemas[REPLIES], "messageResponse"), REPLIES))
    named = {type: REPLIES + message.component.removeprefix(MESSAGES) for type, message in messages.items()}
    return {type: name for type, name in sorted(named.items()) if name in replies}


def _components(document: Document) -> Iterator[str]:
    """The components of server messages: those that `ServerMessage` lists or, without it, named after it."""
    if MESSAGES in document.schemas:
        schema = document.schemas[MESSAGES]
        yield from _branches(document, _property(schema, "message") or schema, MESSAGES)
        return
    named = [name for name in document.schemas if _is_named_like_a_message(name)]
    if named:
        document.note(MESSAGES, "the component does not exist", f"all named {MESSAGES}… are server messages")
    yield from sorted(named)


def _is_named_like_a_message(name: str) -> bool:
    return name.startswith(MESSAGES) and not name.startswith(REPLIES)


def _branches(
    document: Document, schema: Object, at: str, above: frozenset[str] = frozenset()
) -> Iterator[str]:
    """The components that a union refers to, also through a component that is a union itself."""
    held = [*_listed(schema, "oneOf"), *_listed(schema, "anyOf"), *_listed(schema, "allOf")]
    for branch in [*held, schema] if "$ref" in schema else held:
        if not is_object(branch) or "$ref" not in branch:
            document.note(at, "a branch is not a reference to a component", "it is left out")
        elif (name := component_of(document, branch["$ref"], at)) is not None and name not in above:
            inner = document.schemas[name]
            is_union = "properties" not in inner and not inner.keys().isdisjoint({"oneOf", "anyOf"})
            yield from _branches(document, inner, name, above | {name}) if is_union else [name]


def _listed(schema: Object, keyword: str) -> list[Json]:
    branches = schema.get(keyword)
    return branches if is_list(branches) else []


def _property(schema: Object, name: str) -> Object:
    properties = schema.get("properties")
    found = properties.get(name) if is_object(properties) else None
    return found if is_object(found) else {}


def _type_of(document: Document, component: str, found: Mapping[str, Message]) -> str:
    """The first value of `type` that can be the name of a file, and is not the type of another message."""
    values = _values(document, _property(document.schemas[component], "type"))
    texts = [value for value in values if isinstance(value, str)]
    if not texts:
        raise BadMessage(component, "its property `type` has neither an enum of strings nor a const")
    safe = [type for type in texts if _SAFE.fullmatch(type) and type.casefold() not in _TAKEN]
    if not safe:
        raise BadMessage(component, f"its message type {texts[0]!r} cannot be used as a file name")
    taken = {type.casefold(): message for type, message in found.items()}
    free = next((type for type in safe if type.casefold() not in taken), None)
    if free is None:
        other = taken[safe[0].casefold()]
        raise BadMessage(component, f"{other.component!r} already has the message type {other.type!r}")
    return free


def _values(document: Document, schema: Object, depth: int = 3) -> list[Json]:
    """The values that a property may have, also if it refers to a component that lists them."""
    values: Json = schema.get("enum") or ([schema["const"]] if "const" in schema else None)
    if is_list(values):
        return values
    parts = [schema, *_listed(schema, "allOf")]
    references = [part["$ref"] for part in parts if is_object(part) and "$ref" in part]
    if len(references) != 1 or not depth:
        return []
    name = component_of(document, references[0], MESSAGES)
    return _values(document, document.schemas[name], depth - 1) if name is not None else []


def _why_none(document: Document) -> str:
    if MESSAGES not in document.schemas:
        return f"it has no component {MESSAGES}"
    noted = [f"{note.at}: {note.what}" for note in document.notes]
    return noted[0] if noted else f"the property `message` of {MESSAGES} refers to none"
