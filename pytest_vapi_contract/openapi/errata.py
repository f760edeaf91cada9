"""
Where published schemas contradict themselves (found here) or the wire (listed in observed.json).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from ..bundle import Erratum, mapped, subschemas
from ..bundle.bundle import ErratumKind
from ..json_paths import Json, Object, child, tokens

TYPES = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})
#: What no value satisfies.
NOTHING: Object = {"enum": []}

Meant = Callable[[Object], Object | None]


def container_enum(schema: Object) -> Object | None:
    """
    An enum of texts on a list or an object. It belongs on the items, or the type is text.
    """
    types = _types(schema)
    values = [value for value in schema.get("enum", []) if value is not None]
    if not types & {"array", "object"} or not types <= {"array", "object", "null"} or not _only_texts(values):
        return None
    if "array" in types:
        return _without(schema, "enum") | {"items": {"type": "string", "enum": values}}
    return (
        {"type": ["string", "null"], "enum": [*values, None]}
        if "null" in types
        else {"type": "string", "enum": values}
    )


def empty_enum(schema: Object) -> Object | None:
    """
    An enum of nothing. Any value of the type is meant.
    """
    return _without(schema, "enum") if schema.get("enum") == [] else None


def nullable_enum(schema: Object) -> Object | None:
    """
    Null is allowed by the type, and forgotten in the enum.
    """
    values = schema.get("enum")
    if "null" not in _types(schema) or not values or None in values or container_enum(schema) is not None:
        return None
    return schema | {"enum": [*values, None]}


def unknown_type(schema: Object) -> Object | None:
    """
    A type that JSON does not have.
    """
    types = _types(schema)
    if not types or types & TYPES:
        return None
    rest = _without(schema, "type")
    return {"type": "string"} | rest if _only_texts(rest.get("enum")) else rest


RULES: dict[ErratumKind, tuple[Meant, str]] = {
    "container-enum": (
        container_enum,
        "As written no value is valid, since no list and no object equals a text.",
    ),
    "empty-enum": (empty_enum, "As written no value is valid, since the enum is empty."),
    "nullable-enum": (nullable_enum, "The type allows null, and the enum beside it does not."),
    "unknown-type": (unknown_type, "As written no value is valid, since JSON has no such type."),
}


def errata_of(messages: Mapping[str, Object], components: Mapping[str, Object]) -> tuple[Erratum, ...]:
    """
    The errata of translated schemas, sorted by place.
    """
    places = dict(_places(messages, components))
    found = [erratum for place, schema in places.items() for erratum in _detected(place, schema)]
    listed = [erratum for erratum in _listed() if _applies(erratum, places, messages)]
    return tuple(sorted([*found, *listed], key=lambda erratum: erratum.place))


def readable(schemas: Mapping[str, Object]) -> dict[str, Object]:
    """
    The schemas without types that JSON does not have, which 2020-12 forbids to write: they allow nothing.
    """
    return {name: mapped(schema, _allowed) for name, schema in schemas.items()}


def _allowed(schema: Object) -> Object:
    if unknown_type(schema) is not None:
        return NOTHING
    types = schema.get("type")
    return schema | {"type": [type for type in types if type in TYPES]} if isinstance(types, list) else schema


def _places(messages: Mapping[str, Object], components: Mapping[str, Object]) -> Iterator[tuple[str, Json]]:
    for type, schema in messages.items():
        yield from subschemas(schema, f"{type}.json#")
    for name, schema in components.items():
        yield from subschemas(schema, child("components.json#/$defs", name))


def _detected(place: str, schema: Json) -> Iterator[Erratum]:
    if not isinstance(schema, dict):
        return
    for kind, (rule, evidence) in RULES.items():
        if (meant := rule(schema)) is not None:
            yield Erratum(
                name=_name(place),
                kind=kind,
                place=place,
                published=_allowed(schema),
                meant=meant,
                evidence=evidence,
            )


def _name(place: str) -> str:
    file, at = place.split("#", 1)
    path = [token for token in tokens(at) if token not in {"$defs", "properties"}]
    return ".".join(path if file == "components.json" else [file.removesuffix(".json"), *path])


def _listed() -> Iterator[Erratum]:
    text = Path(__file__).with_name("observed.json").read_text(encoding="utf-8")
    return (Erratum(**entry) for entry in json.loads(text))


def _applies(erratum: Erratum, places: Mapping[str, Json], messages: Mapping[str, Object]) -> bool:
    """
    Whether the document still says what the erratum is about.
    """
    if erratum.kind == "unpublished-type":
        return erratum.name not in messages
    return erratum.place in places and places[erratum.place] == erratum.published


def _types(schema: Object) -> set[str]:
    type = schema.get("type", [])
    return {type} if isinstance(type, str) else set(type)


def _only_texts(values: Json) -> bool:
    return isinstance(values, list) and bool(values) and all(isinstance(value, str) for value in values)


def _without(schema: Object, keyword: str) -> Object:
    return {key: value for key, value in schema.items() if key != keyword}
