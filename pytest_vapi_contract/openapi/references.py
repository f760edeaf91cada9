"""References from component to component. Nothing else is followed, and nothing is ever fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from ..bundle import subschemas
from ..errors import BadReference, BadSchema
from ..json_paths import Json, Object, child, is_list, is_object, pointer, tokens
from .document import Document

COMPONENTS = "#/components/schemas/"
#: Keywords whose schemas are about the value as a whole.
AT_ONCE = frozenset({"allOf", "anyOf", "else", "if", "not", "oneOf", "then"})
#: The most components that lead from one to the next by references alone.
LONGEST_CHAIN = 50
#: What the name of a component does not have.
ODD = re.compile(r"[^A-Za-z0-9._-]")
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
    path = tokens(unquote(reference))[2:]
    is_whole = len(path) == 1 and not ODD.search(path[0])
    return child(DEFINITIONS, path[0] if is_whole else _part(document, reference, at, path))


def _as_object(schema: bool) -> Object:
    """What a boolean schema says, as an object: anything, or nothing."""
    return {} if schema else {"enum": []}


def _part(document: Document, reference: str, at: str, path: Sequence[str]) -> str:
    """The name of the component that a part of a component becomes, or one that has an odd name."""
    inside = pointer(*path[1:])
    found: Any = next(
        (each for place, each in subschemas(document.schemas[path[0]]) if place == inside), None
    )
    schema: Any = _as_object(found) if isinstance(found, bool) else found
    if not is_object(schema):
        raise BadReference(reference, at, "points to something that is not a schema")
    usual = name = ODD.sub("_", ".".join(path))
    number = 1
    while name in document.schemas or document.parts.get(name, schema) is not schema:
        number += 1
        name = f"{usual}_{number}"
    document.parts[name] = schema
    return name


def referred(schema: Object) -> Iterator[str]:
    """The names of the components that a translated schema refers to."""
    for _, inner in subschemas(schema):
        if is_object(inner) and "$ref" in inner:
            yield tokens(inner["$ref"])[1]


def check_chains(components: Mapping[str, Object]) -> None:
    """
    Raise `BadReference` where a component is asked for to say what it is itself, or is many others at once.

    A reference below a property or an item is another matter: values end.
    """
    done: set[str] = set()
    for name in components:
        _check_chain(name, (), components, done)


def _check_chain(name: str, above: tuple[str, ...], components: Mapping[str, Object], done: set[str]) -> None:
    if name in done:
        return
    at = above[-1] if above else name
    if name in above:
        raise BadReference(name, at, "leads back to itself")
    if len(above) > LONGEST_CHAIN:
        raise BadReference(name, at, f"comes after {LONGEST_CHAIN} others that lead to it")
    for inner in _at_once(components[name]):
        _check_chain(inner, (*above, name), components, done)
    done.add(name)


def _at_once(schema: Json) -> Iterator[str]:
    """The components that a value of a schema is of itself, as a whole."""
    if not is_object(schema):
        return
    if "$ref" in schema:
        yield tokens(schema["$ref"])[1]
    for keyword in AT_ONCE & schema.keys():
        value = schema[keyword]
        for part in value if is_list(value) else [value]:
            yield from _at_once(part)


def check_names(components: Iterable[str]) -> None:
    """Raise `BadSchema` for a component with a name that OpenAPI does not allow."""
    for name in components:
        if not name or ODD.search(name):
            raise BadSchema(name, "its name has other characters than letters, digits, '.', '-' and '_'")


def check_references(messages: Mapping[str, Object], components: Mapping[str, Object]) -> None:
    """Raise `BadReference` unless each reference in a bundle leads to a schema in it."""
    known = {
        at for name, schema in components.items() for at, _ in subschemas(schema, child(DEFINITIONS, name))
    }
    for name, document in [*messages.items(), *components.items()]:
        for at, schema in subschemas(document, name):
            if is_object(schema) and "$ref" in schema and schema["$ref"] not in known:
                raise BadReference(schema["$ref"], at, "points to something that is not a schema")
