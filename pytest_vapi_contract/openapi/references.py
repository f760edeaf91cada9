"""References from component to component. Nothing else is followed, and nothing is ever fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from ..bundle import subschemas
from ..errors import BadReference
from ..json_paths import Json, Object, child, is_list, is_object, tokens
from .document import Document

COMPONENTS = "#/components/schemas/"
#: Where the components of a bundle are.
DEFINITIONS = "#/$defs"


def component_of(document: Document, reference: Json, at: str) -> str | None:
    """The name of the component that a reference leads to, or into. None, and a note, if nothing is there."""
    if not isinstance(reference, str):
        raise BadReference(str(reference), at, "is not a string")
    if not reference.startswith("#"):
        raise BadReference(reference, at, "points outside the document, and nothing is fetched")
    if not reference.startswith(COMPONENTS):
        raise BadReference(reference, at, f"does not point to a component ({COMPONENTS}…)")
    path = tokens(unquote(reference))[2:]
    if _leads_somewhere(document.schemas, path):
        return path[0]
    document.note(at, f"the reference {reference!r} points to nothing", "anything is allowed there")
    return None


def _leads_somewhere(value: Json, path: Iterable[str]) -> bool:
    for token in path:
        if is_list(value) and token.isdecimal() and int(token) < len(value):
            value = value[int(token)]
        elif is_object(value) and token in value:
            value = value[token]
        else:
            return False
    return True


def translated_reference(document: Document, reference: Json, at: str) -> str | None:
    """A reference as a bundle has it. None, and a note, if it leads nowhere."""
    if component_of(document, reference, at) is None:
        return None
    return f"{DEFINITIONS}/{unquote(reference).removeprefix(COMPONENTS)}"


def referred(schema: Object) -> Iterator[str]:
    """The names of the components that a translated schema refers to."""
    for _, inner in subschemas(schema):
        if is_object(inner) and "$ref" in inner:
            yield tokens(inner["$ref"])[1]


def check_references(messages: Mapping[str, Object], components: Mapping[str, Object]) -> None:
    """Raise `BadReference` unless each reference in a bundle leads to a schema in it."""
    known = {
        at for name, schema in components.items() for at, _ in subschemas(schema, child(DEFINITIONS, name))
    }
    for name, document in [*messages.items(), *components.items()]:
        for at, schema in subschemas(document, name):
            if is_object(schema) and "$ref" in schema and schema["$ref"] not in known:
                raise BadReference(schema["$ref"], at, "points to something that is not a schema")
